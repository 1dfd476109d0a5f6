import { queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { POLL_FLEET_MS } from './query-client.ts';

const overviewSchema = () => import('../domain/overview.ts').then((module) => module.overviewSchema);

/** Counts, what changed, and how every connection is read; also what the shell's foot and banner are made of. */
export const overviewQuery = () =>
  queryOptions({
    queryKey: ['overview'],
    queryFn: ({ signal }) => fetchJson(overviewSchema, api.overview(), { signal }),
    refetchInterval: POLL_FLEET_MS,
  });
