import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketEdges, bucketOf } from './bucket-edges.ts';
import {
  byBadness,
  cellsOf,
  episodesOf,
  lengthWithin,
  momentsKnownNow,
  runsOf,
  type StandingMoment,
} from './standing-runs.ts';
import { causeKey, durationsBy, durationsOf, median } from './time-to-recovery.ts';
import type { Standing } from './vocabulary.ts';

let id = 0;
const moment = (at: number, standing: Standing, more: Partial<StandingMoment> = {}): StandingMoment => ({
  at,
  standing,
  deleted: false,
  policy: null,
  sinceAt: at,
  atLeast: false,
  runId: ++id,
  customerId: null,
  awsId: null,
  ...more,
});
const FIRST = { atLeast: true };

describe('runs and episodes', () => {
  const WATCHED = [
    moment(100, 'enabled', { ...FIRST, sinceAt: 40 }),
    moment(200, 'disabled', { policy: 'p' }),
    moment(260, 'disabled-twice'),
    moment(300, 'reinstated'),
    moment(400, 'disabled-by-ses'),
  ];

  it('places a run where it is known now to have begun, and lets our own sight overrule what events told', () => {
    const told = [moment(10, 'disabled'), moment(30, 'enabled'), moment(250, 'enabled')];
    expect(momentsKnownNow(WATCHED, told).map(({ at, standing }) => `${at} ${standing}`)).toEqual([
      '10 disabled',
      '30 enabled',
      '40 enabled',
      '200 disabled',
      '260 disabled-twice',
      '300 reinstated',
      '400 disabled-by-ses',
    ]);
  });

  it('cuts runs to the range and lays gaps over them', () => {
    const runs = runsOf(momentsKnownNow(WATCHED, []), [{ from: 320, to: 340 }], 0, 420);
    expect(runs.map(({ at, standing }) => `${at} ${standing}`)).toEqual([
      '0 not-watched',
      '40 enabled',
      '200 disabled',
      '260 disabled-twice',
      '300 reinstated',
      '320 not-watched',
      '340 reinstated',
      '400 disabled-by-ses',
    ]);
  });

  it('takes one stop for one, whatever moved within it', () => {
    expect(episodesOf(WATCHED, 0, 500)).toMatchObject([
      { from: 200, to: 300, certain: true, standing: 'disabled', policy: 'p' },
      { from: 400, to: null, certain: false, standing: 'disabled-by-ses' },
    ]);
    expect(episodesOf(WATCHED, 350, 390)).toEqual([]);
    expect(episodesOf(WATCHED, 250, 390)).toHaveLength(1);
  });

  it.each([
    ['its start was not seen', [moment(100, 'disabled', { ...FIRST, sinceAt: 50 }), moment(200, 'enabled')]],
    ['its end was not seen', [moment(100, 'disabled'), moment(200, 'enabled', { atLeast: true })]],
    [
      'what lay between was not seen',
      [moment(100, 'disabled'), moment(150, 'disabled', { atLeast: true }), moment(200, 'enabled')],
    ],
    ['it was deleted', [moment(100, 'disabled'), moment(200, 'disabled', { deleted: true })]],
    ['it goes on', [moment(100, 'disabled')]],
  ])('is not certain of a duration where %s, and leaves it out of the median', (_, moments) => {
    const episodes = episodesOf(moments, 0, 500);
    expect(episodes).toMatchObject([{ certain: false }]);
    expect(durationsOf('all', episodes, 0, 500)).toMatchObject({ medianMs: null, measured: 0, leftOut: 1 });
  });
});

const STANDINGS: Standing[] = ['enabled', 'disabled', 'disabled-by-ses', 'reinstated', 'not-reported'];
const history = fc
  .array(
    fc.record({
      after: fc.integer({ min: 1, max: 60 }),
      standing: fc.constantFrom(...STANDINGS),
      deleted: fc.boolean(),
      atLeast: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ after, ...step }) => moment((at += after), step.standing, step));
  });
const gaps = fc.array(
  fc.tuple(fc.nat(400), fc.nat(100)).map(([from, length]) => ({ from, to: from + length })),
  {
    maxLength: 3,
  },
);

it('keeps every moment of the range in exactly one run, and stops within it', () => {
  fc.assert(
    fc.property(history, gaps, fc.nat(300), fc.integer({ min: 1, max: 300 }), (moments, blind, from, length) => {
      const to = from + length;
      const runs = runsOf(moments, blind, from, to);
      expect(runs[0]?.at).toBe(from);
      for (const [index, run] of runs.entries()) {
        expect(run.at).toBeLessThan(to);
        expect(run.at).toBeGreaterThan(runs[index - 1]?.at ?? -1);
        expect(run.standing).not.toBe(runs[index - 1]?.standing);
      }
      const episodes = episodesOf(moments, from, to);
      const stopped = lengthWithin(episodes, from, to);
      expect(stopped).toBeLessThanOrEqual(length);
      const edges = bucketEdges(from, to, 'hour', 0).map((edge) => Math.max(from, edge));
      const shown = cellsOf(runsOf(moments, [], from, to), edges).reduce(
        (sum, cell, index) => sum + cell.stopped * ((edges[index + 1] ?? 0) - (edges[index] ?? 0)),
        0,
      );
      expect(shown).toBeCloseTo(stopped, 6);
    }),
  );
});

it('counts every stop once: measured or left out, and by any key the sums are those of all', () => {
  fc.assert(
    fc.property(fc.array(history, { maxLength: 5 }), (histories) => {
      const episodes = histories.flatMap((moments) => episodesOf(moments, 0, 400));
      const all = durationsOf('all', episodes, 0, 400);
      expect(all.measured + all.leftOut).toBe(all.episodes);
      const parts = durationsBy(episodes, ({ standing }) => standing, 0, 400);
      for (const member of ['episodes', 'ongoing', 'stoppedMs', 'measured', 'leftOut'] as const) {
        expect(parts.reduce((sum, part) => sum + part[member], 0)).toBe(all[member]);
      }
    }),
  );
});

it('takes the middle', () => {
  expect([median([]), median([7]), median([9, 1, 5]), median([4, 1, 3, 2])]).toEqual([null, 7, 5, 2.5]);
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
      const middle = median(values) ?? Number.NaN;
      expect(values.filter((value) => value < middle).length * 2).toBeLessThanOrEqual(values.length);
      expect(values.filter((value) => value > middle).length * 2).toBeLessThanOrEqual(values.length);
    }),
  );
});

it('orders the worst first, totally', () => {
  const sender = fc.record({
    stoppedMs: fc.nat(3),
    episodes: fc.nat(2),
    name: fc.constantFrom('a', 'b'),
    arn: fc.string(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(sender, { selector: ({ arn }) => arn }), fc.nat(), (senders, seed) => {
      const turn = senders.length === 0 ? 0 : seed % senders.length;
      const turned = [...senders.slice(turn), ...senders.slice(0, turn)];
      const sorted = senders.toSorted(byBadness);
      expect(turned.toSorted(byBadness)).toEqual(sorted);
      expect(sorted.map(({ stoppedMs }) => stoppedMs)).toEqual(
        senders.map(({ stoppedMs }) => stoppedMs).toSorted((a, b) => b - a),
      );
    }),
  );
});

it('knows the same cause by its words', () => {
  const cause = 'The bounce rate exceeded 15.0% based on a representative volume of 1,664 emails.';
  expect(causeKey(cause)).toBe('The bounce rate exceeded …% based on a representative volume of … emails.');
  expect(causeKey(cause.replace('1,664', '9'))).toBe(causeKey(cause));
  expect([causeKey(null), causeKey(' \n ')]).toEqual(['No cause given', 'No cause given']);
});

it('cuts whole days and weeks of the reader', () => {
  const at = (text: string) => Date.parse(text);
  expect(bucketEdges(at('2026-11-23T22:30Z'), at('2026-11-25T10:00Z'), 'day', 60)).toEqual(
    ['2026-11-22T23:00Z', '2026-11-23T23:00Z', '2026-11-24T23:00Z', '2026-11-25T10:00Z'].map(at),
  );
  expect(bucketEdges(at('2026-11-25T10:00Z'), at('2026-11-26T10:00Z'), 'week', 0)[0]).toBe(at('2026-11-23T00:00Z'));
  expect([bucketOf(0, 3_600_000), bucketOf(0, 30 * 86_400_000), bucketOf(0, 800 * 86_400_000)]).toEqual([
    'hour',
    'day',
    'week',
  ]);
  expect(bucketEdges(-8e15, 0, 'week', 0).length).toBeLessThanOrEqual(402);
});
