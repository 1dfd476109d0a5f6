'use client';

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

interface TimeProps {
  /** ISO 8601. */
  at: string;
  form: TimeForm;
  atLeast?: boolean;
}

/** A moment. The exact time, in the chosen zone and in UTC, is its tip (`tips.tsx` reads it from `datetime`). */
export function Time({ at, form, atLeast = false }: TimeProps) {
  const zone = useRemembered(timeZone);
  const epochMs = Date.parse(at);
  const text = useLive((now) => WORDS[form](epochMs, now, zone));
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {atLeast ? `at least ${text}` : text}
    </time>
  );
}
