'use client';

import type { ReactNode } from 'react';
import { ChangeLine } from '@/components/history/change-line.tsx';
import { FirstSightLine } from '@/components/history/first-sight-line.tsx';
import { foldFirstSight, type HistoryEntry } from '@/components/history/fold-first-sight.ts';
import { formatDay, formatDayHeading } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { useLive } from '@/components/ui/use-live.ts';
import type { Change } from '@/lib/domain/change.ts';

interface ChangeListProps<T extends Change> {
  changes: readonly T[];
  /** Which entity a line is about; left out where the page says so already. */
  subjectOf?: (change: T) => ReactNode;
  currentId?: string | null;
  /** One below the heading the list stands under. */
  heading: 'h2' | 'h3';
}

/** Changes, newest first, under the day they happened on in the chosen zone. */
export function ChangeList<T extends Change>({
  changes,
  subjectOf,
  currentId = null,
  heading: Heading,
}: ChangeListProps<T>) {
  const zone = useRemembered(timeZone);
  // To the hour: what heads a day depends on nothing finer.
  const today = useLive((now) => Math.floor(now / 3_600_000) * 3_600_000);
  const days = new Map<string, { at: number; entries: HistoryEntry<T>[] }>();
  for (const entry of foldFirstSight(changes)) {
    const day = formatDay(entry.at, zone);
    const group = days.get(day) ?? { at: entry.at, entries: [] };
    group.entries.push(entry);
    days.set(day, group);
  }
  return [...days].map(([day, group]) => (
    <section key={day} aria-label={day}>
      <Heading className="pt-3.5 pb-1 text-[12px] font-[550] text-soft">
        {formatDayHeading(group.at, today, zone)}
      </Heading>
      <ol>
        {group.entries.map((entry) =>
          entry.kind === 'first-sight' ? (
            <FirstSightLine key={entry.changes[0]?.id} changes={entry.changes} currentId={currentId} />
          ) : (
            <ChangeLine
              key={entry.change.id}
              change={entry.change}
              subject={subjectOf?.(entry.change)}
              current={entry.change.id === currentId}
            />
          ),
        )}
      </ol>
    </section>
  ));
}
