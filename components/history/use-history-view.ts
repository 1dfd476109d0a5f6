'use client';

import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import type { View } from '@/components/history/lay-out.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { useLive } from '@/components/ui/use-live.ts';
import { parseRange, type TimeRange } from '@/lib/domain/parse-range.ts';

const DAY = 86_400_000;
/** What is shown where nobody asked for a range. */
export const USUAL_RANGE = '14d';

const words = parseAsArrayOf(parseAsString).withDefault([]);

/** The state of the history, all of it in the address: range, what is selected, and what the list is narrowed to. */
export function useHistoryState() {
  return useQueryStates(
    {
      arn: parseAsString.withDefault(''),
      at: parseAsString,
      change: parseAsString,
      range: parseAsString,
      track: words,
      source: words,
      actor: words,
    },
    { history: 'replace' },
  );
}

export interface HistoryView {
  view: View;
  /** As `parseRange` says it: null ends move. */
  range: TimeRange;
  /** As typed, or the usual one. */
  text: string;
  /** Why the range in the address was not taken. */
  problem: string | null;
  /** The present, to the minute; in the past, the moment shown. */
  now: number;
}

/**
 * The stretch of time in sight. A range is of the moment shown, so that a link to a moment shows what was seen then; a moment
 * without a range has a week to either side of it.
 *
 * @param earliest where everything begins, epoch ms; null: not known yet
 */
export function useHistoryView(
  state: { at: string | null; range: string | null },
  earliest: number | null,
): HistoryView {
  const zone = useRemembered(timeZone);
  // In steps of a minute: the picture need not be drawn anew each second.
  const minute = useLive((now) => Math.ceil(now / 60_000) * 60_000);
  const at = state.at === null ? Number.NaN : Date.parse(state.at);
  const now = Number.isNaN(at) ? minute : Math.min(at, minute);
  const text = state.range ?? USUAL_RANGE;
  const parsed = parseRange(text, now, zone);
  const usual = { from: now - 14 * DAY, to: null };
  const around = { from: now - 7 * DAY, to: Math.min(minute, now + 7 * DAY) };
  const range = parsed.ok ? parsed.range : usual;
  const shown = state.range === null && now < minute - DAY ? around : range;
  const from = shown.from ?? Math.min(earliest ?? now, now - DAY);
  const to = Math.max(shown.to ?? (Number.isNaN(at) ? minute : now), from + 1000);
  return { view: { from, to }, range: shown, text, problem: parsed.ok ? null : parsed.message, now: minute };
}
