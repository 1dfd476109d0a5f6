import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { CreateToken } from '../domain/api-token.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const tokenListSchema = () => import('../domain/api-token.ts').then((module) => module.apiTokenListSchema);
const issuedTokenSchema = () => import('../domain/api-token.ts').then((module) => module.issuedTokenSchema);

/** One's own API tokens, or everybody's for whoever manages people. */
export const tokensQuery = () =>
  queryOptions({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => fetchJson(tokenListSchema, api.tokens(), { signal }),
  });

const refresh = (client: QueryClient) => () => client.invalidateQueries({ queryKey: ['tokens'] });

export const createTokenMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: CreateToken) => fetchJson(issuedTokenSchema, api.tokens(), { method: 'POST', json: input }),
    // The token is a secret: it must not stay in the cache of mutations.
    gcTime: 0,
    onSuccess: refresh(client),
  });

export const revokeTokenMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(z.null(), api.token(id), { method: 'DELETE' }),
    onSuccess: refresh(client),
  });
