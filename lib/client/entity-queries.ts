import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { entityListSchema, entitySchema } from '../domain/entity.ts';
import { findingListSchema } from '../domain/finding.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { POLL_ENTITY_MS, POLL_FLEET_MS } from './query-client.ts';

/** The list's filter as it stands in the page's URL: comma-separated words, the names of `entityListQuerySchema`. */
export interface EntityFilter {
  status?: string;
  impact?: string;
  policy?: string;
  connection?: string;
  region?: string;
  account?: string;
  q?: string;
  deleted?: string;
  sort?: string;
}

/** Rows a request; the first page paints the screen, so it is not larger than a screen needs. */
const LIST_PAGE = 100;
/** Refreshing an infinite list asks for every loaded page again; beyond this many the operator asks for it. */
const LIST_PAGES_KEPT_FRESH = 3;

/** One entity. With `at` (ISO time) the answer is about that moment and does not change: no polling. */
export const entityQuery = (arn: string, at?: string | null) =>
  queryOptions({
    queryKey: ['entity', arn, at ?? null],
    queryFn: ({ signal }) => fetchJson(entitySchema, api.entity(arn, at ? { at } : {}), { signal }),
    refetchInterval: at ? 60_000 : POLL_ENTITY_MS,
  });

/** Asks SES now, not at the next poll. The server limits how often one person may. */
export const readEntityNow = (arn: string) => fetchJson(entitySchema, api.entity(arn, { refresh: '1' }));

export const entityRawQuery = (arn: string) =>
  queryOptions({
    queryKey: ['entity-raw', arn],
    queryFn: ({ signal }) => fetchJson(z.unknown(), api.entityRaw(arn), { signal }),
  });

export const findingsQuery = (arn: string) =>
  queryOptions({
    queryKey: ['findings', arn],
    queryFn: ({ signal }) => fetchJson(findingListSchema, api.findings(arn), { signal }),
    refetchInterval: POLL_ENTITY_MS * 2,
  });

export const entityListQuery = (filter: EntityFilter) =>
  infiniteQueryOptions({
    queryKey: ['entities', filter],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(entityListSchema, api.entities({ ...filter, limit: LIST_PAGE, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      (query.state.data?.pages.length ?? 0) <= LIST_PAGES_KEPT_FRESH ? POLL_FLEET_MS : false,
    refetchOnWindowFocus: (query) => (query.state.data?.pages.length ?? 0) <= LIST_PAGES_KEPT_FRESH,
  });
