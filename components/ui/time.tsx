'use client';

import { createContext, useContext } from 'react';
import { formatClock, formatDuration, formatMoment, type Zone } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { useLive } from '@/components/ui/use-live.ts';

/**
 * - `ago`: `3 h 12 m ago` · `duration`: `3 h 12 m`, until now · `moment`: `02:14:07 UTC`, with the day unless today
 * - `clock`: `02:14:07`, where a heading names the day
 */
export type TimeForm = 'ago' | 'duration' | 'moment' | 'clock';

const WORDS: Record<TimeForm, (at: number, now: number, zone: Zone) => string> = {
  ago: (at, now) => `${formatDuration(now - at)} ago`,
  duration: (at, now) => formatDuration(now - at),
  moment: formatMoment,
  clock: (at, _now, zone) => formatClock(at, zone),
};

/** The moment that ages and durations end at, epoch ms; null: now. A page in the past sets it to what it shows. */
export const AsOf = createContext<number | null>(null);

/** What a link from a page in the past carries on; nothing on a page of now. */
export function useMomentOfPage(): { at?: string } {
  const asOf = useContext(AsOf);
  return asOf === null ? {} : { at: new Date(asOf).toISOString() };
}

interface TimeProps {
  /** ISO 8601. */
  at: string;
  form: TimeForm;
  atLeast?: boolean;
}

const until = (form: TimeForm, ms: number) => `${formatDuration(ms)}${form === 'ago' ? ' before' : ''}`;

/** A moment. The exact time, in the chosen zone and in UTC, is its tip (`tips.tsx` reads it from `datetime`). */
export function Time({ at, form, atLeast = false }: TimeProps) {
  const zone = useRemembered(timeZone);
  const epochMs = Date.parse(at);
  const asOf = useContext(AsOf);
  // A moment is named as seen from today, wherever the page is.
  const end = form === 'ago' || form === 'duration' ? asOf : null;
  const text = useLive((now) => (end === null ? WORDS[form](epochMs, now, zone) : until(form, end - epochMs)));
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {atLeast ? `at least ${text}` : text}
    </time>
  );
}
