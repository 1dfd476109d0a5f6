import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { pollMs } from './live-state.ts';
import { POLL_FLEET_MS } from './query-client.ts';

const changeListSchema = () => import('../domain/change.ts').then((module) => module.changeListSchema);

export interface ChangeFilter {
  arn?: string;
  track?: string;
  region?: string;
  connection?: string;
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
