import { queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const evidenceFileSchema = () => import('../domain/evidence.ts').then((module) => module.evidenceFileSchema);

/** A pack of one sender over a window. Each is issued and audited, so it is asked for once and never again by itself. */
export const evidenceQuery = (arn: string, from: string, to: string | null) =>
  queryOptions({
    queryKey: ['evidence', arn, from, to],
    queryFn: ({ signal }) =>
      fetchJson(evidenceFileSchema, api.evidence(), {
        method: 'POST',
        json: { arn, from, ...(to === null ? {} : { to }) },
        signal,
      }),
    staleTime: Infinity,
    gcTime: 10 * 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
