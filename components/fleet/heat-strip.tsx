'use client';

// Rows lie where the virtualizer puts them, which real table rows cannot; the roles say what they are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRouter } from 'next/navigation';
import { useRef, useState, type KeyboardEvent } from 'react';
import { bucketWords } from '@/components/fleet/bucket-words.ts';
import { cellWords, HeatRow, ROW_HEIGHT } from '@/components/fleet/heat-row.tsx';
import { useWidth } from '@/components/fleet/use-width.ts';
import { announce } from '@/components/ui/announce.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import type { FleetSender, FleetView } from '@/lib/domain/fleet-view.ts';
import { pages } from '@/lib/domain/paths.ts';
import { cellsOf } from '@/lib/domain/standing-runs.ts';

const GRID =
  'grid grid-cols-[minmax(90px,190px)_minmax(0,1fr)_76px] items-center gap-x-3 sm:grid-cols-[190px_minmax(0,1fr)_110px]';

/** Senders by days, worst first. One stop for Tab; arrow keys walk over senders and days, Enter opens that day. */
export function HeatStrip({ view }: { view: FleetView }) {
  'use no memo';
  const { senders, troubled, total, bucket } = view;
  const router = useRouter();
  const zone = useRemembered(timeZone);
  const { box, width } = useWidth();
  const list = useRef<HTMLDivElement>(null);
  const edges = view.edges.map((edge) => Date.parse(edge));
  const [place, setPlace] = useState<{ arn: string | null; column: number }>({ arn: null, column: edges.length - 2 });
  const row = Math.max(
    0,
    senders.findIndex(({ arn }) => arn === place.arn),
  );
  const column = Math.min(place.column, edges.length - 2);
  // oxlint-disable-next-line react/incompatible-library -- the component opts out of memoisation above
  const virtual = useWindowVirtualizer({
    count: senders.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    useFlushSync: false,
    scrollMargin: list.current?.offsetTop ?? 500,
  });
  const dayOf = (at: number) => bucketWords(view.edges[at] ?? view.from, bucket, zone);
  const labelOf = (sender: FleetSender) => {
    const cells = cellsOf(
      sender.runs.map((run) => ({ ...run, at: Date.parse(run.at) })),
      edges,
    );
    return {
      cells,
      label: (at: number) => `${dayOf(at)}: ${cellWords(cells[at] ?? { worst: 'not-watched', stopped: 0 })}`,
    };
  };
  const open = (sender: FleetSender, at: number) => {
    const end = (edges[at + 1] ?? Date.now()) - 1;
    router.push(pages.entity(sender.arn, { at: new Date(end).toISOString() }));
  };
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['heat'] === undefined) return;
    const sender = senders[row];
    if (sender === undefined) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      open(sender, column);
      return;
    }
    const last = { row: senders.length - 1, column: edges.length - 2 };
    const next: Partial<Record<string, { row: number; column: number }>> = {
      ArrowRight: { row, column: Math.min(last.column, column + 1) },
      ArrowLeft: { row, column: Math.max(0, column - 1) },
      ArrowDown: { row: Math.min(last.row, row + 1), column },
      ArrowUp: { row: Math.max(0, row - 1), column },
      Home: { row, column: 0 },
      End: { row, column: last.column },
    };
    const goal = next[event.key];
    const chosen = senders[goal?.row ?? -1];
    if (goal === undefined || chosen === undefined) return;
    event.preventDefault();
    setPlace({ arn: chosen.arn, column: goal.column });
    announce(`${goal.row === row ? '' : `${chosen.name}, `}${labelOf(chosen).label(goal.column)}`);
    if (goal.row === row) return;
    virtual.scrollToIndex(goal.row);
    requestAnimationFrame(() => {
      for (const cell of list.current?.querySelectorAll<HTMLElement>('[data-heat]') ?? []) {
        if (cell.dataset['heat'] === chosen.arn) cell.focus();
      }
    });
  }
  return (
    <section aria-label="Worst senders" className="mt-8 border-t border-line pt-4">
      <header className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-[14px] font-semibold">Senders by {bucket}, worst first</h2>
        <p className="text-[12.5px] text-soft">
          {troubled === 0
            ? `All ${total.toLocaleString('en')} were enabled throughout, as far as is known.`
            : `${troubled.toLocaleString('en')} of ${total.toLocaleString('en')} stood otherwise than enabled at some time${senders.length < troubled ? `; the worst ${senders.length.toLocaleString('en')}` : ''}. As high as the share of the ${bucket} in which mail was stopped; grey: not watched.`}
        </p>
      </header>
      {troubled === 0 ? null : (
        <div
          role="grid"
          aria-label="Senders by time"
          aria-rowcount={senders.length + 1}
          tabIndex={-1}
          onKeyDown={onKeyDown}
        >
          <div role="row" aria-rowindex={1} className={`text-[12px] text-soft ${GRID}`}>
            <div role="columnheader">Sender</div>
            <div role="columnheader" ref={box} className="flex justify-between">
              <span>{dayOf(0)}</span>
              <span>{dayOf(edges.length - 2)}</span>
            </div>
            <div role="columnheader" className="text-right">
              Stopped
            </div>
          </div>
          <div role="rowgroup" ref={list} className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const sender = senders[item.index];
              if (sender === undefined || width === 0) return null;
              const { cells, label } = labelOf(sender);
              return (
                <div
                  key={sender.arn}
                  role="row"
                  aria-rowindex={item.index + 2}
                  data-row={item.index}
                  className={`absolute inset-x-0 border-t border-line hover:bg-paused-bg/60 ${GRID}`}
                  style={{
                    height: ROW_HEIGHT,
                    transform: `translateY(${item.start - virtual.options.scrollMargin}px)`,
                  }}
                >
                  <HeatRow
                    sender={sender}
                    cells={cells}
                    width={width}
                    column={column}
                    isCurrent={item.index === row}
                    label={label}
                    onOpen={(at) => open(sender, at)}
                    onPoint={(at) => setPlace({ arn: sender.arn, column: at })}
                  />
                </div>
              );
            })}
          </div>
        </div>
      )}
    </section>
  );
}
