import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { type AddConnection, connectionListSchema, connectionSchema } from '../domain/connection.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { POLL_ENTITY_MS } from './query-client.ts';

/** Every connection, with its sweeps as they run. */
export const connectionsQuery = () =>
  queryOptions({
    queryKey: ['connections'],
    queryFn: ({ signal }) => fetchJson(connectionListSchema, api.connections(), { signal }),
    refetchInterval: POLL_ENTITY_MS,
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
