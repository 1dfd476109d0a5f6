import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRate, TOO_FEW } from './judge-rate.ts';
import { type MetricSeries, rateWindow, tellDays, tellTotal } from './tell-rates.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 15, 30);
const series = (more: Partial<MetricSeries> = {}): MetricSeries => ({
  SEND: [],
  DELIVERY: [],
  PERMANENT_BOUNCE: [],
  COMPLAINT: [],
  ...more,
});

describe('a rate', () => {
  it.each<['BOUNCE' | 'COMPLAINT', number | null, number | null, string, number | null]>([
    ['BOUNCE', 15, 100, 'judged', 15],
    ['BOUNCE', 1, 49, 'too-few', null],
    ['BOUNCE', 1, 50, 'judged', 2],
    ['COMPLAINT', 9, 999, 'too-few', null],
    ['COMPLAINT', 0, 1000, 'judged', 0],
    ['BOUNCE', null, 100, 'unknown', null],
    ['BOUNCE', 1, null, 'unknown', null],
    ['BOUNCE', 0, 0, 'too-few', null],
  ])('%s: %s of %s is %s', (kind, events, mails, state, percent) => {
    expect(judgeRate(kind, events, mails)).toEqual({ state, percent });
  });

  it('is judged where five events reach the low line, and not below', () => {
    expect(TOO_FEW).toEqual({ BOUNCE: 50, COMPLAINT: 1000 });
  });
});

describe('the days', () => {
  it('are those asked for, UTC, the last of them running', () => {
    const window = rateWindow(NOW, 3);
    const days = tellDays(series({ SEND: [{ at: window.from + DAY, value: 60 }] }), window);
    expect(days.map(({ day, running, sends }) => [day, running, sends])).toEqual([
      ['2026-11-21', false, null],
      ['2026-11-22', false, 60],
      ['2026-11-23', true, null],
    ]);
  });

  it('a day that SES does not name is not reported, never zero', () => {
    const days = tellDays(series(), rateWindow(NOW, 2));
    expect(tellTotal(days)).toMatchObject({ sends: null, bounceRate: { state: 'unknown' } });
  });

  it('sum up to what SES gave within the window, whatever it gave', () => {
    const points = fc.array(
      fc.record({ at: fc.integer({ min: NOW - 40 * DAY, max: NOW + 2 * DAY }), value: fc.nat(10_000) }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 60 }), (given, count) => {
        const window = rateWindow(NOW, count);
        const days = tellDays(series({ SEND: given }), window);
        expect(days).toHaveLength(count);
        const within = given.filter(({ at }) => at >= window.from && at < window.from + count * DAY);
        const sum = within.reduce((total, { value }) => total + value, 0);
        expect(tellTotal(days).sends).toBe(within.length === 0 ? null : sum);
      }),
    );
  });
});
