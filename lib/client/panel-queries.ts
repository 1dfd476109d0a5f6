import { queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const ratesSchema = () => import('../domain/rates.ts').then((module) => module.ratesSchema);

const resourcesSchema = () => import('../domain/resources.ts').then((module) => module.resourcesSchema);

/** Daily figures. They cost a request to SES, so they are asked for when looked at, and not polled. */
export const ratesQuery = (arn: string, days: number) =>
  queryOptions({
    queryKey: ['rates', arn, days],
    queryFn: ({ signal }) => fetchJson(ratesSchema, api.rates(arn, days), { signal }),
    staleTime: 5 * 60_000,
    // Another range of the same sender: what is shown stays until it comes.
    placeholderData: (shown, query) => (query?.queryKey[1] === arn ? shown : undefined),
    refetchOnWindowFocus: false,
  });

const WHILE_READING_MS = 1_500;

/** What it sends with. A look may begin to read it; what comes is stored part by part, so it is asked for until all is there. */
export const resourcesQuery = (arn: string) =>
  queryOptions({
    queryKey: ['resources', arn],
    queryFn: ({ signal }) => fetchJson(resourcesSchema, api.resources(arn), { signal }),
    refetchInterval: ({ state }) => (state.data?.reading ? WHILE_READING_MS : false),
    refetchOnWindowFocus: false,
  });

export const readResourcesNow = (arn: string) => fetchJson(resourcesSchema, api.resources(arn, { refresh: '1' }));
