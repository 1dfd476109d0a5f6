import { useState } from 'react';
import type { ActTarget } from '@/lib/client/act-mutations.ts';
import type { EntityFilter } from '@/lib/client/entity-queries.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';

/** Senders that are chosen to be acted on: some by hand, or all that match the filter. */
export interface Selection {
  count: number;
  isAll: boolean;
  target: ActTarget;
  has: (arn: string) => boolean;
  toggle: (arn: string) => void;
  /** All between the one that was last toggled and this, as far as they are loaded. */
  extend: (arn: string) => void;
  selectAll: () => void;
  clear: () => void;
}

interface Chosen {
  filterKey: string;
  isAll: boolean;
  arns: ReadonlySet<string>;
  anchor: string | null;
}

const nobody = (filterKey: string): Chosen => ({ filterKey, isAll: false, arns: new Set(), anchor: null });

/** What is chosen belongs to a filter: another filter shows others, and nobody acts on whom they do not see. */
export function useSelection(
  filter: EntityFilter,
  total: number,
  rowAt: (index: number) => EntityListItem | undefined,
  count: number,
): Selection {
  const { sort: _, ...narrowing } = filter;
  const filterKey = JSON.stringify(narrowing);
  const [held, setHeld] = useState<Chosen>(nobody(filterKey));
  const chosen = held.filterKey === filterKey ? held : nobody(filterKey);

  function between(one: string, other: string): string[] {
    const places = [-1, -1];
    for (let index = 0; index < count && places.includes(-1); index += 1) {
      const arn = rowAt(index)?.arn;
      if (arn === one) places[0] = index;
      if (arn === other) places[1] = index;
    }
    if (places.includes(-1)) return [other];
    const arns: string[] = [];
    for (let index = Math.min(...places); index <= Math.max(...places); index += 1) {
      const arn = rowAt(index)?.arn;
      if (arn !== undefined) arns.push(arn);
    }
    return arns;
  }

  return {
    count: chosen.isAll ? total : chosen.arns.size,
    isAll: chosen.isAll,
    target: chosen.isAll ? { filter, count: total } : { arns: [...chosen.arns] },
    has: (arn) => chosen.isAll || chosen.arns.has(arn),
    toggle: (arn) => {
      // From all of them one is taken by choosing by hand again, beginning with nobody.
      const arns = new Set(chosen.isAll ? [] : chosen.arns);
      if (!arns.delete(arn)) arns.add(arn);
      setHeld({ filterKey, isAll: false, arns, anchor: arn });
    },
    extend: (arn) => {
      const range = chosen.anchor === null ? [arn] : between(chosen.anchor, arn);
      const arns = new Set([...(chosen.isAll ? [] : chosen.arns), ...range]);
      setHeld({ filterKey, isAll: false, arns, anchor: chosen.anchor ?? arn });
    },
    selectAll: () => setHeld({ filterKey, isAll: true, arns: new Set(), anchor: null }),
    clear: () => setHeld(nobody(filterKey)),
  };
}
