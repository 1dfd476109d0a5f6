import { keepPreviousData, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { StartAct } from '../domain/act.ts';
import { api } from '../domain/paths.ts';
import type { EntityFilter } from './entity-queries.ts';
import { fetchJson } from './fetch-json.ts';
import { pollMs } from './live-state.ts';

const actSchema = () => import('../domain/act.ts').then((module) => module.actSchema);
const startedSchema = () => import('zod/mini').then((z) => z.object({ id: z.string() }));
const nothingSchema = () => import('zod/mini').then((z) => z.null());
const actListSchema = () => import('../domain/act.ts').then((module) => module.actListSchema);
const previewSchema = () => import('../domain/act-preview.ts').then((module) => module.actPreviewSchema);

/** Senders by name, or all that match a filter of the list, as many as it matched. */
export type ActTarget = { arns: string[] } | { filter: EntityFilter; count: number };

/** What a page sends; ARNs are plain text here and parsed by the server, as the filter's words are. */
export type ActRequest = Omit<StartAct, 'arns' | 'filter'> & { arns?: string[]; filter?: EntityFilter };

export const startAct = () =>
  mutationOptions({
    mutationKey: ['acts'],
    mutationFn: (request: ActRequest) => fetchJson(startedSchema, api.acts(), { method: 'POST', json: request }),
  });

/** What narrows; an order, or a moment in the past, is no part of whom one acts on. */
const NARROWING = [
  'status',
  'impact',
  'policy',
  'connection',
  'region',
  'account',
  'resource',
  'q',
  'deleted',
] as const;

/** The target as a request carries it. */
export function targetMembers(target: ActTarget): Pick<ActRequest, 'arns' | 'filter' | 'count'> {
  if ('arns' in target) return { arns: target.arns };
  const filter: EntityFilter = {};
  for (const name of NARROWING) if (target.filter[name] !== undefined) filter[name] = target.filter[name];
  return { filter, count: target.count };
}

/** What an act would do. Asked again whenever one looks again: it is about this moment. */
export const actPreviewQuery = (target: ActTarget, write: Pick<StartAct, 'act' | 'policy'>) => {
  const { count: _, ...members } = targetMembers(target);
  const json = { ...members, ...write };
  return queryOptions({
    queryKey: ['act-preview', json],
    queryFn: ({ signal }) => fetchJson(previewSchema, api.actPreview(), { method: 'POST', json, signal }),
    staleTime: 0,
    gcTime: 30_000,
  });
};

/** One act and how each of its items ended; asked every second until it is finished. */
export const actQuery = (id: string, query: { outcome?: string; cursor?: string | null; limit?: number } = {}) =>
  queryOptions({
    queryKey: ['act', id, query],
    queryFn: ({ signal }) => fetchJson(actSchema, api.act(id, query), { signal }),
    refetchInterval: (asked) => (asked.state.data?.finishedAt ? false : pollMs(1_000)),
  });

export type Steering = 'pause' | 'resume' | 'cancel';

export const steerAct = (id: string) =>
  mutationOptions({
    mutationFn: (verb: Steering) => fetchJson(nothingSchema, api.steerAct(id, verb), { method: 'POST' }),
  });

/** Takes an act back; an empty reason names the act instead. */
export const undoActMutation = (id: string) =>
  mutationOptions({
    mutationFn: (reason: string) =>
      fetchJson(startedSchema, api.undoAct(id), { method: 'POST', ...(reason === '' ? {} : { json: { reason } }) }),
  });

export const retryActMutation = (id: string) =>
  mutationOptions({ mutationFn: () => fetchJson(startedSchema, api.steerAct(id, 'retry'), { method: 'POST' }) });

export const approveActMutation = (id: string) =>
  mutationOptions({
    mutationFn: (json: { decision: 'approve' | 'reject'; reason: string }) =>
      fetchJson(nothingSchema, api.steerAct(id, 'approval'), { method: 'POST', json }),
  });

/** Acts, newest first. @param state words of `ACT_STATES`, comma-separated; empty: all. */
export const actListQuery = (state: string, cursor: string | null) =>
  queryOptions({
    queryKey: ['acts', state, cursor],
    queryFn: ({ signal }) => fetchJson(actListSchema, api.acts({ state, cursor }), { signal }),
    refetchInterval: 5_000,
    placeholderData: keepPreviousData,
  });

/** After an act on many, everything about any sender may have moved. */
export async function forgetAfterActs(client: QueryClient): Promise<void> {
  const keys = ['entity', 'findings', 'changes', 'history', 'entities', 'overview'];
  await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
}

/** After an act everything about its entities may have moved. */
export async function forgetAfterAct(client: QueryClient, arn: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['entity', arn] }),
    client.invalidateQueries({ queryKey: ['findings', arn] }),
    client.invalidateQueries({ queryKey: ['history', arn] }),
    client.invalidateQueries({ queryKey: ['changes'] }),
    client.invalidateQueries({ queryKey: ['entities'] }),
    client.invalidateQueries({ queryKey: ['overview'] }),
  ]);
}
