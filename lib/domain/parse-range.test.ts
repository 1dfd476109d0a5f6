import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { formatRange, parseRange } from './parse-range.ts';

/** A Wednesday. */
const NOW = Date.UTC(2026, 10, 25, 14, 30, 15);
const utc = (text: string) => (text === '' ? null : Date.parse(text.length === 10 ? `${text}T00:00Z` : text));
const read = (text: string, zone: 'utc' | 'local' = 'utc') => {
  const parsed = parseRange(text, NOW, zone);
  return parsed.ok ? [parsed.range.from, parsed.range.to] : parsed.message;
};

describe('parseRange', () => {
  it.each([
    ['2d', '2026-11-23T14:30:15Z', ''],
    ['90 min', '2026-11-25T13:00:15Z', ''],
    ['Last 6 hours', '2026-11-25T08:30:15Z', ''],
    ['past 2 weeks', '2026-11-11T14:30:15Z', ''],
    ['3mo', '2026-08-25T14:30:15Z', ''],
    ['1 year', '2025-11-25T14:30:15Z', ''],
    ['all', '', ''],
    ['today', '2026-11-25', ''],
    ['yesterday', '2026-11-24', '2026-11-25'],
    ['this week', '2026-11-23', ''],
    ['last week', '2026-11-16', '2026-11-23'],
    ['last month', '2026-10-01', '2026-11-01'],
    ['this year', '2026-01-01', ''],
    ['since Monday', '2026-11-23', ''],
    ['since wednesday', '2026-11-25', ''],
    ['since Thu', '2026-11-19', ''],
    ['Monday', '2026-11-23', '2026-11-24'],
    ['wed', '2026-11-25', ''],
    ['last wednesday', '2026-11-18', '2026-11-19'],
    ['last Tuesday', '2026-11-24', '2026-11-25'],
    ['since yesterday', '2026-11-24', ''],
    ['since 09:30', '2026-11-25T09:30Z', ''],
    ['since 22:00', '2026-11-24T22:00Z', ''],
    ['since 2026-11-05', '2026-11-05', ''],
    ['since 5 nov', '2026-11-05', ''],
    ['since 5 december', '2025-12-05', ''],
    ['2026-11-01..2026-11-08', '2026-11-01', '2026-11-09'],
    ['2026-11-01 to 2026-11-08', '2026-11-01', '2026-11-09'],
    ['1 Nov – 8 Nov', '2026-11-01', '2026-11-09'],
    ['Nov 1, 2026 - Nov 8, 2026', '2026-11-01', '2026-11-09'],
    ['2026-11-01..', '2026-11-01', ''],
    ['2026-11-01..now', '2026-11-01', ''],
    ['..2026-11-01', '', '2026-11-02'],
    ['monday..yesterday', '2026-11-23', '2026-11-25'],
    ['2026-11-05', '2026-11-05', '2026-11-06'],
    ['2026-10', '2026-10-01', '2026-11-01'],
    ['2026-11', '2026-11-01', ''],
    ['october 2026', '2026-10-01', '2026-11-01'],
    ['5 Sept 2026', '2026-09-05', '2026-09-06'],
    ['2026-11-05T02:14Z..2026-11-05T03:00:30Z', '2026-11-05T02:14Z', '2026-11-05T03:00:30Z'],
    ['2026-11-05 02:14..2026-11-05T04:14+01:00', '2026-11-05T02:14Z', '2026-11-05T03:14Z'],
    ['2026-11-05T02:14:07.250Z..', '2026-11-05T02:14:07.250Z', ''],
  ])('%s', (text, from, to) => expect(read(text)).toEqual([utc(from), utc(to)]));

  it.each([
    ['', /is not a range. Try/],
    ['soon', /“soon” is not a range/],
    ['0d', /not a range/],
    ['5', /not a range/],
    ['..', /not a range/],
    ['2026-02-30', /not a range/],
    ['2026-13', /not a range/],
    ['25:00', /not a range/],
    ['2026-11-05T02:14Z', /not a range/],
    ['may', /not a range/],
    ['2026-11-08..2026-11-01', /must end after/],
    ['since 2027-01-01', /not begun yet/],
    ['x'.repeat(500), /^“x{60}” is not a range/],
  ])('%s is refused', (text, message) => expect(read(text)).toMatch(message));

  it('reads back what it writes, in any zone and at any later time', () => {
    const time = fc.integer({ min: 0, max: NOW - 1 });
    fc.assert(
      fc.property(fc.option(time), fc.option(time), fc.integer({ min: 0, max: 1e12 }), (a, b, later) => {
        const [from, to] = a !== null && b !== null ? [Math.min(a, b), Math.max(a, b) + 1] : [a, b];
        expect(parseRange(formatRange({ from, to }), NOW + later, 'local')).toEqual({ ok: true, range: { from, to } });
      }),
    );
  });

  it('takes anything, and what it accepts begins before it ends', () => {
    const word = fc.constantFrom('since', 'last', '..', 'to', '5', '31', 'feb', '2026', '2026-11-05', '9d', 'sun', ':');
    const text = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('utc' as const, 'local' as const), (typed, zone) => {
        const parsed = parseRange(typed, NOW, zone);
        const { from = 0, to = 1 } = parsed.ok ? parsed.range : {};
        expect((from ?? -Infinity) < (to ?? NOW)).toBe(true);
      }),
    );
  });
});

describe('parseRange in the zone of the reader', () => {
  const before = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = before;
  });

  it('begins days there, and keeps days of 23 and 25 hours whole', () => {
    process.env['TZ'] = 'Europe/Berlin';
    expect(read('yesterday', 'local')).toEqual([utc('2026-11-23T23:00Z'), utc('2026-11-24T23:00Z')]);
    expect(read('2026-10-25', 'local')).toEqual([utc('2026-10-24T22:00Z'), utc('2026-10-25T23:00Z')]);
    expect(read('2026-03-29', 'local')).toEqual([utc('2026-03-28T23:00Z'), utc('2026-03-29T22:00Z')]);
    expect(read('since 09:30', 'local')).toEqual([utc('2026-11-25T08:30Z'), null]);
    expect(read('2026-11-05T02:14Z..', 'local')).toEqual([utc('2026-11-05T02:14Z'), null]);
  });
});
