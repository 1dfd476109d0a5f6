import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOLD_LEAST, FOLD_WINDOW_MS, foldAlike, shapeOfCause } from './fold-alike.ts';
import { groupOf, likelyNext, wasStoppedBefore } from './triage-group.ts';
import { STANDINGS, type Standing } from './vocabulary.ts';

const STANDARD = 'arn:aws:ses:us-east-1:aws:reputation-policy/standard';
const STRICT = 'arn:aws:ses:us-east-1:aws:reputation-policy/strict';
const NONE = 'arn:aws:ses:us-east-1:aws:reputation-policy/none';

describe('the group of a sender', () => {
  it.each<[Standing, string | null]>([
    ['disabled', 'you'],
    ['disabled-unexplained', 'you'],
    ['disabled-twice', 'aws'],
    ['disabled-by-ses', 'aws'],
    ['reinstated', 'watch'],
    ['enabled', null],
    ['unknown', null],
    ['not-reported', null],
  ])('that is %s: %s', (standing, group) => {
    expect(groupOf({ standing, impact: null, policy: STRICT, rising: true })).toBe(group);
  });

  it.each<[string | null, string | null, boolean, RegExp | null]>([
    ['LOW', STRICT, false, /strict pauses whatever/],
    ['HIGH', STRICT, false, /high-impact finding.*strict/],
    ['HIGH', STANDARD, false, /high-impact finding.*standard/],
    ['LOW', STANDARD, false, null],
    ['LOW', STANDARD, true, /rate rises/],
    ['HIGH', NONE, true, null],
    ['HIGH', null, true, null],
    ['HIGH', 'arn:aws:ses:us-east-1:aws:reputation-policy/new', true, null],
    ['NEW_WORD', STANDARD, false, null],
    ['', STRICT, true, null],
    [null, STRICT, true, null],
  ])('that may send, with impact %s under %s, rising %s', (impact, policy, rising, words) => {
    expect(likelyNext({ impact, policy, rising }) ?? 'nothing').toMatch(words ?? /^nothing$/);
    expect(groupOf({ standing: 'enabled', impact, policy, rising })).toBe(words === null ? null : 'next');
  });

  it('says nothing of a pause to come where mail is stopped already', () => {
    for (const standing of STANDINGS.filter((word) => word !== 'enabled')) {
      expect(groupOf({ standing, impact: 'HIGH', policy: STRICT, rising: true })).not.toBe('next');
    }
  });

  it.each<[string, Standing, number, number, number | null, boolean]>([
    ['stopped on first sight', 'disabled', 5, 10, null, true],
    ['stopped while we watched', 'disabled', 11, 10, null, false],
    ['by SES on first sight', 'disabled-by-ses', 10, 10, 3, true],
    ['stopped before, by SES as well while we watched', 'disabled-twice', 5, 10, 11, false],
    ['stopped before, SES record moved but permits', 'disabled', 5, 10, 11, true],
  ])('%s: before we watched', (_, standing, sinceAt, firstSeenAt, awsUpdatedAt, before) => {
    expect(wasStoppedBefore({ standing, sinceAt, firstSeenAt, awsUpdatedAt })).toBe(before);
  });
});

describe('folding', () => {
  const items = fc.array(
    fc.record({ alike: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 4 * FOLD_WINDOW_MS }) }),
    { maxLength: 60 },
  );
  const each = (some: { alike: string; at: number }[]) => some.map(({ alike, at }) => `${alike}${at}`).toSorted();
  const shape = (folds: { alike: string; at: number }[][]) =>
    folds.map((fold) => fold.map(({ alike, at }) => `${alike}${at}`).join()).toSorted();

  it('keeps each sender once, alike ones within 15 minutes of the first together, whatever the order', () => {
    fc.assert(
      fc.property(items, fc.infiniteStream(fc.nat()), (given, random) => {
        const folds = foldAlike(given);
        expect(each(folds.flat())).toEqual(each(given));
        for (const fold of folds) {
          expect(new Set(fold.map(({ alike }) => alike)).size).toBe(1);
          expect(fold.length === 1 || fold.length >= FOLD_LEAST).toBe(true);
          expect(fold.at(-1)!.at - fold[0]!.at).toBeLessThanOrEqual(FOLD_WINDOW_MS);
        }
        const shuffled = given
          .map((item) => ({ item, key: random.next().value as number }))
          .toSorted((a, b) => a.key - b.key);
        expect(shape(foldAlike(shuffled.map(({ item }) => item)))).toEqual(shape(folds));
      }),
    );
  });

  it('folds forty in four minutes, and not the one an hour later', () => {
    const burst = Array.from({ length: 40 }, (_, index) => ({ alike: 'a', at: index * 6000 }));
    expect(foldAlike([...burst, { alike: 'a', at: 3_600_000 }]).map((fold) => fold.length)).toEqual([40, 1]);
  });

  it('takes causes alike that differ in numbers and dates alone', () => {
    const text = (rate: string, day: string) =>
      `The bounce rate exceeded ${rate}% based on a volume of 1,${day}0 emails from July ${day}, 2026 at 10:${day} (UTC).`;
    expect(shapeOfCause(text('15.0', '11'))).toBe(shapeOfCause(text('7', '23').replace('July', 'August')));
    expect(shapeOfCause('Bounce rate')).not.toBe(shapeOfCause('Complaint rate'));
    expect(shapeOfCause(null)).toBe('');
  });
});
