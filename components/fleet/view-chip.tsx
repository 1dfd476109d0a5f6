'use client';

import { useId, useRef, useState } from 'react';
import { density, HIDEABLE, isHidden, showColumn, useListView, type Hideable } from '@/components/fleet/list-view.ts';
import { remember } from '@/components/ui/remembered.ts';
import { useDismiss } from '@/components/ui/use-dismiss.ts';

const LABELS: Record<Hideable, string> = { impact: 'Impact', strip: '14 days', cause: 'Cause', since: 'Since' };
const DENSITIES = { comfortable: 'Comfortable', compact: 'Compact' } as const;
const LINE = 'flex min-h-8 cursor-pointer items-center gap-2.5 rounded px-2 hover:bg-paused-bg';

/** Which columns, and how close the rows; where the list is cards there is nothing to choose. */
export function ViewChip() {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const [close] = useState(() => () => setOpen(false));
  const id = useId();
  const view = useListView();
  useDismiss(box, open, close);
  return (
    <div ref={box} className="relative hidden min-[720px]:block" data-screen-only>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        className="min-h-6 cursor-pointer underline"
        onClick={() => setOpen(!open)}
      >
        columns
      </button>
      {open ? (
        <div
          id={id}
          className="absolute top-full right-0 z-30 mt-1.5 min-w-48 rounded-lg border border-line bg-panel p-1.5 text-[13.5px] text-ink shadow-xl"
        >
          <fieldset>
            <legend className="px-2 pt-1 text-[12px] text-soft">Columns</legend>
            {HIDEABLE.map((column) => (
              <label key={column} className={`${LINE} ${column === 'strip' ? 'max-xl:hidden' : ''}`}>
                <input
                  type="checkbox"
                  className="size-4 accent-(--accent)"
                  checked={!isHidden(view.hidden, column)}
                  onChange={(event) => showColumn(column, event.target.checked)}
                />
                {LABELS[column]}
              </label>
            ))}
          </fieldset>
          <fieldset className="mt-1 border-t border-line pt-1">
            <legend className="sr-only">Density</legend>
            {density.values.map((value) => (
              <label key={value} className={LINE}>
                <input
                  type="radio"
                  name="density"
                  className="size-4 accent-(--accent)"
                  checked={view.density === value}
                  onChange={() => remember(density, value)}
                />
                {DENSITIES[value]}
              </label>
            ))}
          </fieldset>
        </div>
      ) : null}
    </div>
  );
}
