import { scaleTime, scaleUtc } from 'd3-scale';
import type { View } from '@/components/history/lay-out.ts';
import { formatClock, formatDay, type Zone } from '@/components/ui/format-time.ts';

const MINUTE = 60_000;

/** Round moments of the calendar in the zone, and what each is called. */
export function axisTicks(view: View, room: number, zone: Zone): { at: number; words: string }[] {
  const scale = (zone === 'utc' ? scaleUtc() : scaleTime()).domain([view.from, view.to]);
  const moments = scale.ticks(Math.max(2, Math.floor(room / 110))).map((date) => date.getTime());
  const step = (moments[1] ?? view.to) - (moments[0] ?? view.from);
  return moments.map((at) => ({ at, words: tickWords(at, step, zone) }));
}

function tickWords(at: number, step: number, zone: Zone): string {
  const clock = formatClock(at, zone);
  const day = formatDay(at, zone);
  if (step < MINUTE) return clock;
  if (clock !== '00:00:00') return clock.slice(0, 5);
  const [date, month, year] = day.split(' ');
  if (date !== '1' || step < 20 * 24 * 60 * MINUTE) return `${date} ${month}`;
  return month === 'Jan' ? (year ?? '') : (month ?? '');
}
