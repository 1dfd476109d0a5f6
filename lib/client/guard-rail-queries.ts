import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { GuardRails } from '../domain/guard-rails.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const domain = () => import('../domain/guard-rails.ts');
const stateSchema = () => domain().then((module) => module.guardRailsStateSchema);
const templatesSchema = () => domain().then((module) => module.reasonTemplatesSchema);

/** What keeps acts from doing harm, and whether they are held now. */
export const guardRailsQuery = () =>
  queryOptions({
    queryKey: ['guard-rails'],
    queryFn: ({ signal }) => fetchJson(stateSchema, api.guardRails(), { signal }),
    refetchInterval: 30_000,
  });

export const reasonTemplatesQuery = () =>
  queryOptions({
    queryKey: ['reason-templates'],
    queryFn: ({ signal }) => fetchJson(templatesSchema, api.reasonTemplates(), { signal }),
    staleTime: 60_000,
  });

export const changeGuardRailsMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (json: GuardRails) => fetchJson(stateSchema, api.guardRails(), { method: 'PUT', json }),
    onSettled: () => client.invalidateQueries({ queryKey: ['guard-rails'] }),
  });

export const changeReasonTemplatesMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (items: string[]) =>
      fetchJson(templatesSchema, api.reasonTemplates(), { method: 'PUT', json: { items } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['reason-templates'] }),
  });
