import { queryOptions } from '@tanstack/react-query';
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
