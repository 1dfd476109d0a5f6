'use client';

import { useState } from 'react';
import { EntityTable } from '@/components/fleet/entity-table.tsx';
import type { useEntityPages } from '@/components/fleet/use-entity-pages.ts';
import type { useSteadyRows } from '@/components/fleet/use-steady-rows.ts';

interface TriageGroupProps {
  title: string;
  note: string;
  list: ReturnType<typeof useEntityPages>;
  rows: ReturnType<typeof useSteadyRows>;
  selected: string | null;
  onRange: (first: number, last: number) => void;
}

const plainTitle = (_id: string, title: unknown) => title as string;

/** Senders that the same party can lift, worst first; as many as there are, loaded as one scrolls. */
export function TriageGroup({ title, note, list, rows, selected, onRange }: TriageGroupProps) {
  const [header] = useState(() => plainTitle);
  if (list.total === 0) return null;
  return (
    <section aria-label={title} className="mt-5" onPointerEnter={rows.hold} onPointerLeave={rows.letGo}>
      <h2 className="text-[15px] font-semibold tracking-[-.01em]">
        {title} <span className="font-normal text-soft">{list.total.toLocaleString('en')}</span>
      </h2>
      <p className="mb-2 text-[12.5px] text-soft">
        {note}
        {rows.moved ? (
          <>
            {' '}
            <button type="button" className="min-h-6 cursor-pointer underline" onClick={rows.showNewest}>
              {rows.waiting > 0 ? `${rows.waiting} new` : 'Order changed'} · show
            </button>
          </>
        ) : null}
      </p>
      <EntityTable
        label={title}
        count={list.reachable}
        total={list.total}
        rowAt={rows.rowAt}
        selectedArn={selected}
        header={header}
        dimmed={false}
        onRange={onRange}
      />
    </section>
  );
}
