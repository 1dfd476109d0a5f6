import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { type AddConnection, type Connection, connectionListSchema, connectionSchema } from '../domain/connection.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { POLL_ENTITY_MS } from './query-client.ts';

/** While a first read or a sweep is under way somebody waits for it. */
const POLL_RUNNING_MS = 1_000;

const isUnderWay = ({ state, sweeps }: Connection) =>
  state === 'never-read' ||
  sweeps.some(({ lane, startedAt, finishedAt }) => lane === 'full' && startedAt && !finishedAt);

/** Every connection, with its sweeps as they run. */
export const connectionsQuery = () =>
  queryOptions({
    queryKey: ['connections'],
    queryFn: ({ signal }) => fetchJson(connectionListSchema, api.connections(), { signal }),
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? POLL_RUNNING_MS : POLL_ENTITY_MS),
  });

export const addConnectionMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: AddConnection) =>
      fetchJson(connectionSchema, api.connections(), { method: 'POST', json: input }),
    // What was typed is a secret: it must not stay in the cache of mutations.
    gcTime: 0,
    onSuccess: () => refreshAll(client),
  });

export const deleteConnectionMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(z.null(), api.connection(id), { method: 'DELETE' }),
    onSuccess: () => refreshAll(client),
  });

/** A connection changes what every other page counts. */
async function refreshAll(client: QueryClient): Promise<void> {
  await client.invalidateQueries();
}
