import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { LIST_PAGE, entityPageQuery, type EntityFilter } from '@/lib/client/entity-queries.ts';
import { POLL_FIRST_MS } from '@/lib/client/query-client.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';

/** Pages by number, as far as they are loaded. */
export type Pages = ReadonlyMap<number, readonly EntityListItem[]>;

/**
 * The pages of the list that a range of rows needs. A page is reached by the cursor of the one before, so the list
 * grows by one page at a time; cursors are remembered, rows that left the screen are not.
 *
 * @param hasten the list is being filled for the first time: asks more often
 * @param first,last row numbers on the screen, last inclusive
 */
export function useEntityPages(filter: EntityFilter, hasten: boolean, first: number, last: number) {
  const head = useQuery({ ...entityPageQuery(filter, null), ...(hasten ? { refetchInterval: POLL_FIRST_MS } : {}) });
  const filterKey = JSON.stringify(filter);
  // A filter's cursors say nothing about another's: the key is the dependency, not a value used inside.
  // oxlint-disable-next-line react/exhaustive-deps
  const cursors = useMemo(() => new Map<number, string>(), [filterKey]);
  const headCursor = head.isPlaceholderData ? null : (head.data?.nextCursor ?? null);
  const cursorOf = (page: number) => (page === 1 ? headCursor : (cursors.get(page) ?? null));

  const wanted: { page: number; cursor: string }[] = [];
  for (let page = Math.max(1, Math.floor(first / LIST_PAGE)); page <= Math.floor(last / LIST_PAGE); page += 1) {
    const cursor = cursorOf(page);
    if (cursor !== null) wanted.push({ page, cursor });
  }
  const results = useQueries({ queries: wanted.map(({ cursor }) => entityPageQuery(filter, cursor)) });

  const pages = new Map<number, readonly EntityListItem[]>();
  if (head.data) pages.set(0, head.data.items);
  const learned: [number, string][] = [];
  results.forEach((result, index) => {
    const page = wanted[index]?.page;
    if (page === undefined || !result.data) return;
    pages.set(page, result.data.items);
    if (result.data.nextCursor !== null) learned.push([page + 1, result.data.nextCursor]);
  });
  useEffect(() => {
    for (const [page, cursor] of learned) cursors.set(page, cursor);
  });

  const total = head.data?.total ?? 0;
  const furthest = Math.max(headCursor === null ? 0 : 1, ...cursors.keys(), ...learned.map(([page]) => page));
  return {
    head,
    pages: pages as Pages,
    error: head.error ?? results.find((result) => result.error)?.error ?? null,
    total,
    /** Rows one can scroll to now: what is known, and one page more where there is one. */
    reachable: head.data ? Math.min(total, (furthest + 1) * LIST_PAGE, Math.max(total, head.data.items.length)) : 0,
  };
}
