import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { pollMs } from './live-state.ts';
import { POLL_ENTITY_MS, POLL_FLEET_MS } from './query-client.ts';

const anythingSchema = () => import('zod/mini').then((z) => z.unknown());
const entityListSchema = () => import('../domain/entity.ts').then((module) => module.entityListSchema);
const entitySchema = () => import('../domain/entity.ts').then((module) => module.entitySchema);
const resourceSearchSchema = () => import('../domain/resource-search.ts').then((module) => module.resourceSearchSchema);
const findingListSchema = () => import('../domain/finding.ts').then((module) => module.findingListSchema);

/** The list's filter as it stands in the page's URL: comma-separated words, the names of `entityListQuerySchema`. */
export interface EntityFilter {
  status?: string;
  impact?: string;
  policy?: string;
  connection?: string;
  region?: string;
  account?: string;
  resource?: string;
  q?: string;
  deleted?: string;
  sort?: string;
  /** The list as it stood at a moment, ISO time. */
  at?: string;
  known?: string;
}

/** Rows a request; the first page paints the screen, so it is not much larger than a screen needs. */
export const LIST_PAGE = 100;

/** One entity. With `at` (ISO time) the answer is about that moment and does not change: no polling. */
export const entityQuery = (arn: string, at?: string | null) =>
  queryOptions({
    queryKey: ['entity', arn, at ?? null],
    queryFn: ({ signal }) => fetchJson(entitySchema, api.entity(arn, at ? { at } : {}), { signal }),
    // Also while the stream tells what moves: asking is what makes SES be read for whoever looks.
    refetchInterval: at ? 60_000 : POLL_ENTITY_MS,
  });

/** Asks SES now, not at the next poll. The server limits how often one person may. */
export const readEntityNow = (arn: string) => fetchJson(entitySchema, api.entity(arn, { refresh: '1' }));

export const entityRawQuery = (arn: string) =>
  queryOptions({
    queryKey: ['entity-raw', arn],
    queryFn: ({ signal }) => fetchJson(anythingSchema, api.entityRaw(arn), { signal }),
  });

export const findingsQuery = (arn: string) =>
  queryOptions({
    queryKey: ['findings', arn],
    queryFn: ({ signal }) => fetchJson(findingListSchema, api.findings(arn), { signal }),
    refetchInterval: () => pollMs(POLL_ENTITY_MS * 2),
  });

/** Who uses a sending domain or address. It may cost requests to SES, so it is asked once, not polled. */
export const resourceQuery = (resource: string) =>
  queryOptions({
    queryKey: ['resource', resource],
    queryFn: ({ signal }) => fetchJson(resourceSearchSchema, api.entitiesByResource(resource), { signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  });

/** Asks SES also where senders are known already. */
export const askResourceNow = (resource: string) =>
  fetchJson(resourceSearchSchema, api.entitiesByResource(resource, { refresh: '1' }));

/** Who was stopped last, newest first: the few that lead the overview. */
export const newestQuery = (filter: EntityFilter, limit: number) => {
  const query = { ...filter, sort: '-since', limit };
  return queryOptions({
    queryKey: ['entities', query],
    queryFn: ({ signal }) => fetchJson(entityListSchema, api.entities(query), { signal }),
    refetchInterval: () => pollMs(POLL_FLEET_MS),
  });
};

/** The few senders that fit a text best: what the palette offers. */
export const findSendersQuery = (text: string) => {
  const query = { q: text, sort: 'worst', limit: 8 };
  return queryOptions({
    queryKey: ['entities', query],
    queryFn: ({ signal }) => fetchJson(entityListSchema, api.entities(query), { signal }),
    placeholderData: keepPreviousData,
  });
};

/**
 * One page of the list. Pages are separate queries so that only what is on the screen is polled and kept, however deep
 * one scrolls; the first page keeps the previous filter's rows until its own arrive.
 */
export const entityPageQuery = (filter: EntityFilter, cursor: string | null) =>
  queryOptions({
    queryKey: ['entities', filter, cursor],
    queryFn: ({ signal }) =>
      fetchJson(entityListSchema, api.entities({ ...filter, limit: LIST_PAGE, cursor }), { signal }),
    placeholderData: cursor === null ? keepPreviousData : undefined,
    refetchInterval: () => pollMs(POLL_FLEET_MS),
    gcTime: 30_000,
  });
