import { useState } from 'react';
import { useEntityPages } from '@/components/fleet/use-entity-pages.ts';
import { useSteadyRows } from '@/components/fleet/use-steady-rows.ts';
import type { Standing } from '@/lib/domain/vocabulary.ts';

const AHEAD = 40;
const STEP = 20;

/** The senders in these standings, paged as the list is: what is on the screen, and a little ahead. */
export function useLiftGroup(standings: readonly Standing[], place: { region?: string; connection?: string }) {
  const filter = { status: standings.join(','), ...place };
  const [range, setRange] = useState({ first: 0, last: STEP });
  const list = useEntityPages(filter, false, range.first, range.last + AHEAD);
  const rows = useSteadyRows(list.pages, JSON.stringify(filter));
  return {
    list,
    rows,
    /** Pages are needed by the hundred: a range that moved by a row is no reason to render again. */
    onRange(first: number, last: number): void {
      const next = { first: first - (first % STEP), last: last - (last % STEP) + STEP };
      setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
    },
  };
}
