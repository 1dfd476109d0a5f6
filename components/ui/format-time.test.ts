import { describe, expect, it } from 'vitest';
import { formatDayHeading, formatDuration, formatExact, formatMoment } from './format-time.ts';

const at = (iso: string) => Date.parse(iso);

describe('formatDuration', () => {
  it.each([
    [-5_000, '0 s'],
    [40_000, '40 s'],
    [60_000, '1 m'],
    [41 * 60_000, '41 m'],
    [(3 * 60 + 12) * 60_000, '3 h 12 m'],
    [3 * 3_600_000, '3 h'],
    [50 * 3_600_000, '2 d 2 h'],
    [11 * 86_400_000 + 3_600_000, '11 d'],
    [731 * 86_400_000, '2 y 1 d'],
  ])('%i ms reads %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

describe('moments in UTC', () => {
  const now = at('2026-11-22T05:26:00Z');

  it('names the zone, and the day only where it differs', () => {
    expect(formatMoment(at('2026-11-22T02:14:07Z'), now, 'utc')).toBe('02:14:07 UTC');
    expect(formatMoment(at('2026-11-11T23:59:59Z'), now, 'utc')).toBe('11 Nov 2026 23:59 UTC');
  });

  it('keeps midnight as 00, not 24', () => {
    expect(formatExact(at('2026-11-22T00:00:00Z'), 'utc')).toBe('22 Nov 2026 00:00:00 UTC (2026-11-22T00:00:00.000Z)');
  });

  it('heads days by distance', () => {
    expect(formatDayHeading(at('2026-11-22T00:00:01Z'), now, 'utc')).toBe('Today');
    expect(formatDayHeading(at('2026-11-21T23:59:59Z'), now, 'utc')).toBe('Yesterday');
    expect(formatDayHeading(at('2026-11-20T12:00:00Z'), now, 'utc')).toBe('20 Nov 2026');
  });
});
