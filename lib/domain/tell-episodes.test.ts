import fc from 'fast-check';
import { expect, it } from 'vitest';
import { episodeWords, tellEpisodes } from './tell-episodes.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 1);
const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const finding = (from: number | null, to: number | null, more: { type?: string; status?: string } = {}) => ({
  type: 'BOUNCE',
  status: to === null ? 'OPEN' : 'FIXED',
  createdAt: from === null ? null : at(from),
  lastUpdatedAt: to === null ? null : at(to),
  firstSeenAt: at(from ?? 500),
  ...more,
});

it('numbers findings of one type from the oldest, with how long each lasted and what lay between', () => {
  const told = tellEpisodes([
    finding(100, null),
    finding(30, 40),
    finding(0, 10),
    finding(5, 6, { type: 'COMPLAINT' }),
  ]);
  expect(told).toEqual([
    { number: 3, of: 3, lastedMs: null, atLeast: false, gapMs: 60 * HOUR },
    { number: 2, of: 3, lastedMs: 10 * HOUR, atLeast: false, gapMs: 20 * HOUR },
    { number: 1, of: 3, lastedMs: 10 * HOUR, atLeast: false, gapMs: null },
    { number: 1, of: 1, lastedMs: 1 * HOUR, atLeast: false, gapMs: null },
  ]);
  expect(told.map(episodeWords)).toEqual(['third of 3', 'second of 3', 'first of 3', null]);
});

it.each([
  ['one that began while the one before was open', [finding(5, null), finding(0, null)], 0],
  ['one that began before the one before ended', [finding(5, null), finding(0, 8)], -3 * HOUR],
  ['one after another whose end SES did not give', [finding(5, null), finding(0, null, { status: 'FIXED' })], null],
  ['one whose beginning SES did not give', [finding(null, null), finding(0, 8)], null],
  ['one after a word we do not know', [finding(5, null), finding(0, 8, { status: 'SNOOZED' })], null],
])('the gap of %s', (_, findings, gap) => {
  expect(tellEpisodes(findings)[0]?.gapMs).toBe(gap);
});

it('tells every finding once, whatever order they come in', () => {
  const any = fc.array(
    fc
      .tuple(fc.constantFrom('BOUNCE', 'COMPLAINT'), fc.option(fc.nat(400)), fc.option(fc.nat(400)))
      .map(([type, from, to]) => finding(from, to, { type })),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(any, (findings) => {
      const told = tellEpisodes(findings);
      for (const type of ['BOUNCE', 'COMPLAINT']) {
        const own = told.filter((_, index) => findings[index]?.type === type);
        expect(own.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(own.map((_, index) => index + 1));
        expect(own.every(({ of, lastedMs }) => of === own.length && (lastedMs ?? 0) >= 0)).toBe(true);
      }
    }),
  );
});
