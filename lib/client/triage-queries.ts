import {
  infiniteQueryOptions,
  keepPreviousData,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import type { CaseChange, ChangedCases } from '../domain/triage-case.ts';
import { fetchJson } from './fetch-json.ts';
import { POLL_ENTITY_MS, POLL_FLEET_MS } from './query-client.ts';

const queueSchema = () => import('../domain/triage-queue.ts').then((module) => module.triageQueueSchema);
const handOverSchema = () => import('../domain/hand-over.ts').then((module) => module.handOverSchema);
const caseAnswerSchema = () => import('../domain/triage-case.ts').then((module) => module.caseAnswerSchema);
const changedCasesSchema = () => import('../domain/triage-case.ts').then((module) => module.changedCasesSchema);
const personListSchema = () => import('../domain/triage-case.ts').then((module) => module.personListSchema);

/** As it stands in the page's URL: the names of `triageQuerySchema`. */
export interface QueueFilter {
  show?: string;
  region?: string;
  connection?: string;
  owner?: string;
}

/** What is sorted once is sorted all together. */
const MOST_ROWS = 500;

/** All groups, the first rows of each. */
export const queueQuery = (filter: QueueFilter) =>
  queryOptions({
    queryKey: ['triage', filter],
    queryFn: ({ signal }) =>
      fetchJson(queueSchema, api.triage({ ...filter, limit: filter.show === 'before' ? MOST_ROWS : null }), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_FLEET_MS,
  });

/** Further rows of a group, or the senders of a folded row one by one. */
export const queueRowsQuery = (filter: QueueFilter & { group: string; fold?: string }, from: string | null) =>
  infiniteQueryOptions({
    queryKey: ['triage', filter, from],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(queueSchema, api.triage({ ...filter, cursor: pageParam }), { signal }),
    initialPageParam: from,
    getNextPageParam: (page) => page.groups[0]?.nextCursor ?? null,
    refetchInterval: POLL_FLEET_MS,
  });

export const caseQuery = (arn: string) =>
  queryOptions({
    queryKey: ['case', arn],
    queryFn: ({ signal }) => fetchJson(caseAnswerSchema, api.caseOf(arn), { signal }),
    refetchInterval: POLL_ENTITY_MS,
  });

/** A report is of the moment it was asked for, so it is not polled. */
export const handOverQuery = (query: { since: string; region?: string; connection?: string }) =>
  queryOptions({
    queryKey: ['hand-over', query],
    queryFn: ({ signal }) => fetchJson(handOverSchema, api.handOver(query), { signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

/** Whom a case can be given to. Only operators may ask. */
export const peopleQuery = () =>
  queryOptions({
    queryKey: ['people'],
    queryFn: ({ signal }) => fetchJson(personListSchema, api.people(), { signal }),
    staleTime: 60_000,
  });

const AT_ONCE = 1000;

interface CasesChange {
  arns: readonly string[];
  change: CaseChange;
  /** As they were seen; without: whatever they are now. */
  versions?: Record<string, number>;
}

/** As many requests as it takes; each is all or nothing, and a repeated one changes nothing. */
async function changeCases({ arns, change, versions }: CasesChange): Promise<ChangedCases> {
  const all: ChangedCases = { changed: [], moved: [] };
  for (let from = 0; from < arns.length; from += AT_ONCE) {
    const some = arns.slice(from, from + AT_ONCE);
    const json = {
      arns: some,
      change,
      ...(versions && { versions: Object.fromEntries(some.map((arn) => [arn, versions[arn] ?? 0])) }),
    };
    const answer = await fetchJson(changedCasesSchema, api.cases(), { method: 'POST', json });
    all.changed.push(...answer.changed);
    all.moved.push(...answer.moved);
  }
  return all;
}

export const changeCasesMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: changeCases,
    onSettled: () =>
      Promise.all(['triage', 'case', 'overview'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
