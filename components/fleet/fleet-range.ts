import { parseAsString, useQueryStates } from 'nuqs';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { useLive } from '@/components/ui/use-live.ts';
import type { TimeRange } from '@/lib/domain/parse-range.ts';

const HOUR_MS = 3_600_000;
export interface RangePreset {
  value: string;
  label: string;
  ms: number;
}
const STEP_MS = 300_000;

/**
 * The range in the address: `range` (a preset, which moves on) or `from` and `to` (ISO times, which do not). A preset is
 * taken in steps of five minutes, so that many who look share one answer.
 */
export function useRange(presets: readonly RangePreset[], fallback: string) {
  const [{ range, from, to }, set] = useQueryStates({
    range: parseAsString.withDefault(fallback),
    from: parseAsString,
    to: parseAsString,
  });
  const zone = useRemembered(timeZone);
  const now = useLive((at) => Math.floor(at / STEP_MS) * STEP_MS);
  const preset = presets.find(({ value }) => value === range) ?? presets[0];
  const today = new Date(now);
  const midnight = zone === 'utc' ? today.setUTCHours(0, 0, 0, 0) : today.setHours(0, 0, 0, 0);
  const end = to === null ? now : Date.parse(to) || now;
  const start = preset?.value === 'today' ? midnight : end - (preset?.ms ?? 24 * HOUR_MS);
  return {
    preset: from === null ? preset?.value : null,
    from: from ?? new Date(start).toISOString(),
    to: to ?? undefined,
    /** Of the reader's zone, minutes east of UTC. */
    offset: zone === 'utc' ? 0 : -new Date(now).getTimezoneOffset(),
    choose: (value: string) => void set({ range: value === fallback ? null : value, from: null, to: null }),
    /** Two moments, epoch milliseconds; a range without a beginning is no range here. */
    take: ({ from: start, to: until }: TimeRange) => {
      if (start === null) return;
      void set({
        range: null,
        from: new Date(start).toISOString(),
        to: until === null ? null : new Date(until).toISOString(),
      });
    },
  };
}
