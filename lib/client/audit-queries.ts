import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { POLL_FLEET_MS } from './query-client.ts';

const auditListSchema = () => import('../domain/audit.ts').then((module) => module.auditListSchema);

export interface AuditQuery {
  who?: string;
  action?: string;
  q?: string;
  /** ISO 8601. */
  from?: string;
  to?: string;
}

/** Who did what, newest first. */
export const auditQuery = (filter: AuditQuery) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(auditListSchema, api.audit({ ...filter, limit: 100, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 3 ? POLL_FLEET_MS : false),
  });
