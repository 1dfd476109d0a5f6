import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { pollMs } from './live-state.ts';
import { POLL_ENTITY_MS, POLL_FLEET_MS } from './query-client.ts';

const historySchema = () => import('../domain/history.ts').then((module) => module.historySchema);
const changeListSchema = () => import('../domain/change.ts').then((module) => module.changeListSchema);

export interface ChangeFilter {
  arn?: string;
  track?: string;
  region?: string;
  connection?: string;
  source?: string;
  actor?: string;
  order?: string;
  from?: string;
  to?: string;
}

/** History, newest first. One ARN's answer also carries the times when nobody was watching. */
export const changesQuery = (filter: ChangeFilter, everyMs: number = POLL_FLEET_MS) =>
  infiniteQueryOptions({
    queryKey: ['changes', filter],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(changeListSchema, api.changes({ ...filter, limit: 100, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: filter.arn ? undefined : keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 3 ? pollMs(everyMs) : false),
  });

/** One change by its id, for a link to it, however deep in the history it lies. */
export const changeQuery = (arn: string, id: string) =>
  queryOptions({
    queryKey: ['changes', { arn, id }],
    queryFn: ({ signal }) => fetchJson(changeListSchema, api.changes({ arn, id }), { signal }),
    staleTime: Infinity,
  });

/**
 * The changes of one entity by when they happened, page after page. History is only ever added to, so what was loaded is not
 * asked for again: what is seen since comes by `newestChangesQuery`, and the key is one that no refresh of `changes` reaches.
 */
export const pagedHistoryQuery = (filter: ChangeFilter & { arn: string }) =>
  infiniteQueryOptions({
    ...changesQuery({ ...filter, order: 'happened' }),
    queryKey: ['history-pages', filter],
    refetchInterval: false,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** What was seen last, whenever it happened: what an open list is kept up to date by. */
export const newestChangesQuery = (filter: ChangeFilter) =>
  queryOptions({
    queryKey: ['changes', 'newest', filter],
    queryFn: ({ signal }) => fetchJson(changeListSchema, api.changes({ ...filter, limit: 100 }), { signal }),
    refetchInterval: () => pollMs(POLL_ENTITY_MS),
  });

/** The whole history of one entity as steps, for its picture. It moves only when something changed. */
export const historyQuery = (arn: string) =>
  queryOptions({
    queryKey: ['history', arn],
    queryFn: ({ signal }) => fetchJson(historySchema, api.history(arn), { signal }),
    refetchInterval: 60_000,
  });
