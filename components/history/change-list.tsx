'use client';

import type { ReactNode } from 'react';
import { FirstSightLine } from '@/components/history/first-sight-line.tsx';
import { MomentLine } from '@/components/history/moment-line.tsx';
import { formatDay, formatDayHeading } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { useLive } from '@/components/ui/use-live.ts';
import { permalink } from '@/components/history/permalink.ts';
import type { Change } from '@/lib/domain/change.ts';
import { readMoments, type Moment } from '@/lib/domain/read-moments.ts';

/** From here on what is off the screen is not laid out. */
const LONG = 300;

interface ChangeListProps<T extends Change> {
  changes: readonly T[];
  /** Which entity a line is about; left out where the page says so already. */
  subjectOf?: (change: T) => ReactNode;
  currentId?: string | null;
  /** Where the permalink of a change leads; without: to its entity as it was then. */
  linkTo?: (change: Change) => string;
  /** Where older pages are still to come; see `readMoments`. */
  horizon?: number | null;
  /** One below the heading the list stands under. */
  heading: 'h2' | 'h3';
}

/** Changes, newest first, under the day they happened on in the chosen zone. */
export function ChangeList<T extends Change>({
  changes,
  subjectOf,
  currentId = null,
  linkTo = permalink,
  horizon = null,
  heading: Heading,
}: ChangeListProps<T>) {
  const zone = useRemembered(timeZone);
  // To the hour: what heads a day depends on nothing finer.
  const today = useLive((now) => Math.floor(now / 3_600_000) * 3_600_000);
  const days = new Map<string, Moment<T>[]>();
  for (const moment of readMoments(changes, horizon)) {
    const day = formatDay(moment.at, zone);
    const group = days.get(day) ?? [];
    group.push(moment);
    days.set(day, group);
  }
  return [...days].map(([day, moments]) => (
    <section key={day} aria-label={day}>
      <Heading className="pt-3.5 pb-1 text-[12px] font-[550] text-soft">
        {formatDayHeading(moments[0]?.at ?? 0, today, zone)}
      </Heading>
      <ol data-long={changes.length > LONG || undefined}>
        {moments.map((moment) => {
          const [first] = moment.changes;
          if (!first) return null;
          return moment.kind === 'first-sight' ? (
            <FirstSightLine
              key={first.change.id}
              changes={moment.changes.map(({ change }) => change)}
              currentId={currentId}
              linkTo={linkTo}
            />
          ) : (
            <MomentLine
              key={first.change.id}
              moment={moment}
              subject={subjectOf?.(first.change)}
              currentId={currentId}
              linkTo={linkTo}
            />
          );
        })}
      </ol>
    </section>
  ));
}
