import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { api } from '../domain/paths.ts';
import type { ChangeUser, InviteUser } from '../domain/user.ts';
import { fetchJson } from './fetch-json.ts';

const userListSchema = () => import('../domain/user.ts').then((module) => module.userListSchema);
const issuedLinkSchema = () => import('../domain/user.ts').then((module) => module.issuedLinkSchema);

/** Everybody who may sign in, and the links that wait. */
export const usersQuery = () =>
  queryOptions({
    queryKey: ['users'],
    queryFn: ({ signal }) => fetchJson(userListSchema, api.users(), { signal }),
  });

const refresh = (client: QueryClient) => () => client.invalidateQueries({ queryKey: ['users'] });

export const inviteUserMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InviteUser) => fetchJson(issuedLinkSchema, api.users(), { method: 'POST', json: input }),
    // The link is a secret: it must not stay in the cache of mutations.
    gcTime: 0,
    onSuccess: refresh(client),
  });

export const resetUserMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(issuedLinkSchema, api.resetUser(id), { method: 'POST', json: {} }),
    gcTime: 0,
    onSuccess: refresh(client),
  });

export const changeUserMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: ({ id, change }: { id: string; change: ChangeUser }) =>
      fetchJson(z.null(), api.user(id), { method: 'PATCH', json: change }),
    onSuccess: refresh(client),
  });

export const withdrawLinkMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(z.null(), api.accessLink(id), { method: 'DELETE' }),
    onSuccess: refresh(client),
  });
