import { queryOptions } from '@tanstack/react-query';
import { firstReads } from '../domain/first-reads.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { pollMs } from './live-state.ts';
import { POLL_FIRST_MS, POLL_FLEET_MS } from './query-client.ts';

const overviewSchema = () => import('../domain/overview.ts').then((module) => module.overviewSchema);

/** Counts, what changed, and how every connection is read; also what the shell's foot and banner are made of. */
export const overviewQuery = (place: { region?: string; connection?: string; at?: string; known?: string } = {}) =>
  queryOptions({
    queryKey: ['overview', place],
    queryFn: ({ signal }) => fetchJson(overviewSchema, api.overview(place), { signal }),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && firstReads(data.connections).length > 0 ? POLL_FIRST_MS : pollMs(POLL_FLEET_MS),
  });
