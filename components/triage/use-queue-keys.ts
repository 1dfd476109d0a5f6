import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { ACKNOWLEDGE } from '@/components/triage/row-acts.tsx';
import type { QueueAct } from '@/components/triage/use-case-changes.ts';
import { useShortcuts } from '@/components/shell/keyboard.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { TriageRow } from '@/lib/domain/triage-queue.ts';

interface QueueKeys {
  /** In the order on the page. */
  rows: readonly TriageRow[];
  /** Null where the rows are not in the queue. */
  acknowledge: ((row: TriageRow, act: QueueAct) => void) | null;
  toggle: (row: TriageRow) => void;
  undo: (() => void) | null;
}

const focusRow = (key: string) =>
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-row="${key}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  });

/**
 * Moving through the queue by keyboard. The current row is a key, and when it leaves, the one that takes its place is
 * current and has the focus.
 */
export function useQueueKeys({ rows, acknowledge, toggle, undo }: QueueKeys): string | null {
  const router = useRouter();
  const [current, setCurrent] = useState<string | null>(null);
  const place = useRef(0);
  const index = rows.findIndex(({ key }) => key === current);
  useEffect(() => {
    if (current === null) return;
    if (index >= 0) {
      place.current = index;
      return;
    }
    const next = rows[Math.min(place.current, rows.length - 1)]?.key ?? null;
    setCurrent(next);
    if (next !== null) focusRow(next);
  }, [current, index, rows]);

  function move(step: number): void {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + step))];
    if (next === undefined) return;
    setCurrent(next.key);
    focusRow(next.key);
  }
  const row = index >= 0 ? rows[index] : undefined;
  useShortcuts([
    { key: 'j', label: 'Next row', group: 'List', run: () => move(1) },
    { key: 'k', label: 'Previous row', group: 'List', run: () => move(-1) },
    {
      key: 'Enter',
      label: 'Open the sender, or the folded row',
      group: 'List',
      run: () => {
        if (row === undefined) return;
        const [sender] = row.senders;
        if (row.count === 1 && sender) router.push(pages.entity(sender.arn));
        else document.querySelector<HTMLElement>(`[data-row="${row.key}"] button[aria-expanded]`)?.click();
      },
    },
    { key: 'x', label: 'Select the row', group: 'List', run: () => row && toggle(row) },
    ...(acknowledge
      ? [
          {
            key: 'a',
            label: 'Acknowledge the row',
            group: 'List' as const,
            run: () => row && acknowledge(row, ACKNOWLEDGE),
          },
        ]
      : []),
    ...(undo ? [{ key: 'u', label: 'Undo the last', group: 'List' as const, run: undo }] : []),
  ]);
  return current;
}
