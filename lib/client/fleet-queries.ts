import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { POLL_FLEET_MS } from './query-client.ts';

const fleetViewSchema = () => import('../domain/fleet-view.ts').then((module) => module.fleetViewSchema);
const patternListSchema = () => import('../domain/pattern-list.ts').then((module) => module.patternListSchema);
const diffSchema = () => import('../domain/diff.ts').then((module) => module.diffSchema);

/** What a range of the fleet is narrowed to; ISO times. A range that has an end does not change any more. */
export interface RangeQuery {
  from: string;
  to?: string;
  region?: string;
  connection?: string;
}

/** The fleet over a range. `offset`: minutes east of UTC in which its days begin. */
export const fleetViewQuery = (query: RangeQuery & { offset: number }) =>
  queryOptions({
    queryKey: ['fleet', query],
    queryFn: ({ signal }) => fetchJson(fleetViewSchema, api.fleet({ ...query }), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: query.to === undefined ? 60_000 : false,
  });

/** What differs between two moments, of one sender or of the fleet. */
export const diffQuery = (query: RangeQuery & { arn?: string; kind?: string }) =>
  queryOptions({
    queryKey: ['diff', query],
    queryFn: ({ signal }) => fetchJson(diffSchema, api.diff({ ...query }), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: query.to === undefined ? POLL_FLEET_MS * 2 : false,
  });

/** Senders whose changes tell something together, the worst first. */
export const patternsQuery = (place: { region?: string; connection?: string }) =>
  queryOptions({
    queryKey: ['patterns', place],
    queryFn: ({ signal }) => fetchJson(patternListSchema, api.patterns(place), { signal }),
    refetchInterval: 60_000,
  });
