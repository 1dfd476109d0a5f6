import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const linkListSchema = () => import('../domain/share-link.ts').then((module) => module.shareLinkListSchema);
const issuedLinkSchema = () => import('../domain/share-link.ts').then((module) => module.issuedShareLinkSchema);
const sharedViewSchema = () => import('../domain/shared-view.ts').then((module) => module.sharedViewSchema);

/** Links and badges to the senders one sees, or to one of them. */
export const shareLinksQuery = (arn?: string) =>
  queryOptions({
    queryKey: ['share-links', arn ?? null],
    queryFn: ({ signal }) => fetchJson(linkListSchema, api.shareLinks(arn === undefined ? {} : { arn }), { signal }),
  });

const refresh = (client: QueryClient) => () => client.invalidateQueries({ queryKey: ['share-links'] });

/** What is sent to make one; times are ISO 8601. */
export interface ShareLinkRequest {
  kind: 'page' | 'badge';
  arn: string;
  note?: string;
  sections?: readonly string[];
  from?: string;
  to?: string | null;
  hideNames: boolean;
  showMaker?: boolean;
  expiresInHours: number;
}

export const createShareLinkMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: ShareLinkRequest) =>
      fetchJson(issuedLinkSchema, api.shareLinks(), { method: 'POST', json: input }),
    // The link is a secret: it must not stay in the cache of mutations.
    gcTime: 0,
    onSuccess: refresh(client),
  });

export const revokeShareLinkMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(z.null(), api.shareLink(id), { method: 'DELETE' }),
    onSuccess: refresh(client),
  });

const REREAD_MS = 60_000;

/** What a share link opens, for somebody who has nothing else: no cookie is sent, and nothing leads to signing in. */
export const sharedViewQuery = (token: string) =>
  queryOptions({
    queryKey: ['shared', token],
    queryFn: ({ signal }) =>
      fetchJson(sharedViewSchema, api.sharedView(), {
        signal,
        signIn: false,
        credentials: 'omit',
        cache: 'no-store',
        headers: { authorization: `Share ${token}` },
      }),
    enabled: token !== '',
    retry: false,
    // Each time it is asked counts as a read of the link.
    staleTime: REREAD_MS / 2,
    refetchInterval: (query) => (query.state.data?.window.to === null ? REREAD_MS : false),
  });
