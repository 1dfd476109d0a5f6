import { judgeRate } from './judge-rate.ts';
import type { Rates } from './rates.ts';

const DAY = 86_400_000;

/** What is asked of SES, and what each stands for in our words. */
export const RATE_METRICS = {
  SEND: 'sends',
  DELIVERY: 'deliveries',
  PERMANENT_BOUNCE: 'bounces',
  COMPLAINT: 'complaints',
} as const;
export type RateMetric = keyof typeof RATE_METRICS;
export const RATE_METRIC_NAMES = Object.keys(RATE_METRICS) as RateMetric[];

/** Daily sums of one metric by the start of their day, epoch ms; null: SES gave no series. */
export type MetricSeries = Record<RateMetric, readonly { at: number; value: number }[] | null>;

type Counts = Record<(typeof RATE_METRICS)[RateMetric], number | null>;

/** The days asked for, UTC: `from` is a midnight, `to` is the moment of asking. */
export function rateWindow(now: number, days: number): { from: number; to: number } {
  const today = now - (now % DAY);
  return { from: today - (days - 1) * DAY, to: now };
}

/** Day by day what the series say; a day that SES does not name is not reported, never zero. */
export function tellDays(series: MetricSeries, { from, to }: { from: number; to: number }): Rates['days'] {
  const byDay = RATE_METRIC_NAMES.map((metric) => [metric, sumsByDay(series[metric])] as const);
  const days: Rates['days'] = [];
  for (let day = from; day <= to; day += DAY) {
    const counts = Object.fromEntries(
      byDay.map(([metric, sums]) => [RATE_METRICS[metric], sums?.get(day) ?? null]),
    ) as Counts;
    days.push({ day: new Date(day).toISOString().slice(0, 10), running: to < day + DAY, ...rated(counts) });
  }
  return days;
}

/** Sums over the days that were reported; a metric that no day reports stays unknown. */
export function tellTotal(days: Rates['days']): NonNullable<Rates['total']> {
  const sum = (name: keyof Counts) =>
    days.reduce<number | null>((total, day) => (day[name] === null ? total : (total ?? 0) + day[name]), null);
  return rated({
    sends: sum('sends'),
    deliveries: sum('deliveries'),
    bounces: sum('bounces'),
    complaints: sum('complaints'),
  });
}

function rated(counts: Counts): NonNullable<Rates['total']> {
  return {
    ...counts,
    bounceRate: judgeRate('BOUNCE', counts.bounces, counts.sends),
    complaintRate: judgeRate('COMPLAINT', counts.complaints, counts.deliveries),
  };
}

function sumsByDay(points: MetricSeries[RateMetric]): Map<number, number> | null {
  if (points === null) return null;
  const sums = new Map<number, number>();
  for (const { at, value } of points) {
    const day = at - (at % DAY);
    sums.set(day, (sums.get(day) ?? 0) + value);
  }
  return sums;
}
