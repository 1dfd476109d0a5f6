import { useState } from 'react';
import type { Pages } from '@/components/fleet/use-entity-pages.ts';
import { LIST_PAGE } from '@/lib/client/entity-queries.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';

type Order = ReadonlyMap<number, readonly string[]>;

const orderOf = (pages: Pages): Order => new Map([...pages].map(([page, rows]) => [page, rows.map(({ arn }) => arn)]));

/**
 * Rows that do not move under the pointer. While the list is held (pointer or focus in it), every row keeps its place
 * and shows its newest value; what would move is counted, and waits until it is let go or asked for.
 */
export function useSteadyRows(pages: Pages, filterKey: string) {
  const [held, setHeld] = useState<{ filterKey: string; order: Order } | null>(null);
  const order = held?.filterKey === filterKey ? held.order : null;
  const newest = new Map<string, EntityListItem>();
  for (const rows of pages.values()) for (const row of rows) newest.set(row.arn, row);

  let waiting = 0;
  let moved = false;
  if (order) {
    const kept = new Set([...order.values()].flat());
    for (const [page, rows] of pages) {
      const before = order.get(page);
      if (!before) continue;
      waiting += rows.filter((row) => !kept.has(row.arn)).length;
      moved ||= rows.some((row, index) => before[index] !== row.arn);
    }
  }

  return {
    rowAt(index: number): EntityListItem | undefined {
      const page = Math.floor(index / LIST_PAGE);
      const row = pages.get(page)?.[index % LIST_PAGE];
      const arn = order?.get(page)?.[index % LIST_PAGE];
      // A row that left this page keeps its place only as long as we still hold its value.
      return arn === undefined ? row : (newest.get(arn) ?? row);
    },
    hold: () => setHeld((now) => (now?.filterKey === filterKey ? now : { filterKey, order: orderOf(pages) })),
    letGo: () => setHeld(null),
    showNewest: () => setHeld({ filterKey, order: orderOf(pages) }),
    waiting,
    moved,
  };
}
