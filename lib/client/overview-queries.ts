import { queryOptions } from '@tanstack/react-query';
import { overviewSchema } from '../domain/overview.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { POLL_FLEET_MS } from './query-client.ts';

/** Counts, what changed, and how every connection is read; also what the shell's foot and banner are made of. */
export const overviewQuery = () =>
  queryOptions({
    queryKey: ['overview'],
    queryFn: ({ signal }) => fetchJson(overviewSchema, api.overview(), { signal }),
    refetchInterval: POLL_FLEET_MS,
  });
