import { useState } from 'react';
import type { TriageQueue } from '@/lib/domain/triage-queue.ts';

type Groups = TriageQueue['groups'];
type Order = ReadonlyMap<string, readonly string[]>;

const orderOf = (groups: Groups): Order =>
  new Map(groups.map(({ group, rows }) => [group, rows.map(({ key }) => key)]));

/**
 * Rows that do not move under the pointer or the keyboard: while the queue is held, rows keep their order and only leave;
 * what is new is counted, and waits until it is let go or asked for.
 */
export function useSteadyQueue(groups: Groups, filterKey: string) {
  const [held, setHeld] = useState<{ filterKey: string; order: Order } | null>(null);
  const order = held?.filterKey === filterKey ? held.order : null;
  const steady = groups.map((group) => {
    const before = order?.get(group.group);
    if (!before) return group;
    const byKey = new Map(group.rows.map((row) => [row.key, row]));
    return { ...group, rows: before.map((key) => byKey.get(key)).filter((row) => row !== undefined) };
  });
  const fresh = groups.flatMap(({ group, rows }) => {
    const before = order?.get(group);
    return before ? rows.filter(({ key }) => !before.includes(key)) : [];
  });
  return {
    groups: steady,
    waiting: fresh.length,
    hold: () => setHeld((now) => (now?.filterKey === filterKey ? now : { filterKey, order: orderOf(groups) })),
    letGo: () => setHeld(null),
    showNewest: () => setHeld({ filterKey, order: orderOf(groups) }),
  };
}
