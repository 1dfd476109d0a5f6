import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { ChangeConnection, RotateConnection } from '../domain/connection.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const connectionSchema = () => import('../domain/connection.ts').then((module) => module.connectionSchema);
const externalIdSchema = () => import('../domain/connection.ts').then((module) => module.externalIdSchema);
const testSchema = () => import('../domain/connection-test.ts').then((module) => module.connectionTestSchema);

/** A connection changes what every other page says of its senders. */
const refreshAll = (client: QueryClient) => ({ onSuccess: () => client.invalidateQueries() });

/** Renames, pauses or resumes a connection, or says which tags are labels. */
export const changeConnectionMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: ({ id, ...change }: ChangeConnection & { id: string }) =>
      fetchJson(connectionSchema, api.connection(id), { method: 'PATCH', json: change }),
    ...refreshAll(client),
  });

export const rotateConnectionMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: ({ id, ...credential }: RotateConnection & { id: string }) =>
      fetchJson(connectionSchema, api.connectionRotation(id), { method: 'POST', json: credential }),
    // What was typed is a secret: it must not stay in the cache of mutations.
    gcTime: 0,
    ...refreshAll(client),
  });

/** What a connection's credential may do; takes as long as its budget lets thirteen requests pass. */
export const testConnectionMutation = () =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(testSchema, api.connectionTest(id), { method: 'POST', json: {} }),
  });

export const offerExternalIdMutation = () =>
  mutationOptions({
    mutationFn: () => fetchJson(externalIdSchema, api.externalId(), { method: 'POST', json: {} }),
  });
