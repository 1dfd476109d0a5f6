import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import type { SaveView } from '../domain/saved-view.ts';
import { fetchJson } from './fetch-json.ts';

const listSchema = () => import('../domain/saved-view.ts').then((module) => module.savedViewListSchema);
const idSchema = () => import('zod/mini').then((z) => z.object({ id: z.string() }));
const nothingSchema = () => import('zod/mini').then((z) => z.null());

/** One's own views and those that others shared. */
export const savedViewsQuery = () =>
  queryOptions({
    queryKey: ['views'],
    queryFn: ({ signal }) => fetchJson(listSchema, api.views(), { signal }),
    staleTime: 60_000,
  });

const refresh = (client: QueryClient) => () => client.invalidateQueries({ queryKey: ['views'] });

export const saveViewMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: SaveView) => fetchJson(idSchema, api.views(), { method: 'POST', json: input }),
    onSuccess: refresh(client),
  });

export const removeViewMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(nothingSchema, api.view(id), { method: 'DELETE' }),
    onSuccess: refresh(client),
  });
