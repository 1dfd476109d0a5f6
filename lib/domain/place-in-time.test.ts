import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MS } from './origin-of.ts';
import { placeChanges, placeInTime, type Placement, type TimedChange } from './place-in-time.ts';

const SEEN = 10_000_000;
const BEFORE = SEEN - 60_000;
const change = (over: Partial<TimedChange> = {}): TimedChange => ({
  incarnation: 1,
  track: 'aws',
  kind: 'changed',
  value: 'DISABLED',
  awsTime: null,
  seenAt: SEEN,
  seenAfter: BEFORE,
  marks: [],
  ...over,
});

const bySight = (doubt: Placement['doubt'] = null) => ({ at: SEEN, clock: 'seen', doubt });
const byAws = (at: number) => ({ at, clock: 'aws', doubt: null });

describe('placeInTime', () => {
  it.each<[string, Partial<TimedChange>, object]>([
    ['SES gives no time', {}, bySight()],
    ['between the two reads', { awsTime: SEEN - 20_000 }, byAws(SEEN - 20_000)],
    ['the very moment of sight', { awsTime: SEEN }, byAws(SEEN)],
    ['a moment after we saw it: its clock is ahead', { awsTime: SEEN + 1 }, bySight('ahead')],
    ['an hour after we saw it', { awsTime: SEEN + 3_600_000 }, bySight('ahead')],
    ['just before a read that lagged', { awsTime: BEFORE - 10_000 }, byAws(BEFORE - 10_000)],
    [
      'as far before as clocks may differ',
      { awsTime: BEFORE - CLOCK_TOLERANCE_MS },
      byAws(BEFORE - CLOCK_TOLERANCE_MS),
    ],
    ['further: our own sight speaks against it', { awsTime: BEFORE - CLOCK_TOLERANCE_MS - 1 }, bySight('contradicted')],
    ['long before sight, and nobody looked between', { awsTime: 5, seenAfter: null }, byAws(5)],
    ['long before sight, after a gap as long', { awsTime: 5, seenAfter: 4 }, byAws(5)],
    ['against SES’s own order', { awsTime: SEEN - 5, marks: ['against-the-clock'] }, bySight('against-the-clock')],
    ['the same, and no time', { marks: ['against-the-clock', 'after-gap'] }, bySight()],
  ])('%s', (_, over, expected) => expect(placeInTime(change(over))).toEqual(expected));

  it('never lies after sight, and never before a read that showed the old value, give or take the clocks', () => {
    const time = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(fc.option(time), time, fc.option(time), (awsTime, seenAt, earlier) => {
        const seenAfter = earlier === null ? null : Math.min(earlier, seenAt);
        const { at, clock, doubt } = placeInTime(change({ awsTime, seenAt, seenAfter }));
        expect(at).toBeLessThanOrEqual(seenAt);
        expect(at).toBeGreaterThanOrEqual((seenAfter ?? 0) - CLOCK_TOLERANCE_MS);
        // What is shown as SES's time is SES's time; where it is not, there is a reason or there was none to show.
        expect(clock === 'aws' ? at === awsTime : awsTime === null || doubt !== null).toBe(true);
      }),
    );
  });
});

describe('placeChanges', () => {
  const placed = (changes: TimedChange[]) => {
    const places = placeChanges(changes);
    return changes.map((one) => {
      const place = places.get(one);
      return place && [place.clock, place.at - SEEN];
    });
  };
  const aggregate = (over: Partial<TimedChange> = {}) => change({ track: 'aggregate', ...over });
  const record = (track: string, before: number, over: Partial<TimedChange> = {}) =>
    change({ track, awsTime: SEEN - before, ...over });

  it('lets the aggregate stand with the first record that stops the sender', () => {
    expect(placed([aggregate(), record('aws', 24_000), record('customer', 9_000)])).toEqual([
      ['record', -24_000],
      ['aws', -24_000],
      ['aws', -9_000],
    ]);
  });
  it('and with the last that permits it', () => {
    const on = { value: 'ENABLED' };
    const over = [aggregate({ value: 'REINSTATED' }), record('aws', 24_000, on), record('customer', 9_000, on)];
    expect(placed(over)[0]).toEqual(['record', -9_000]);
  });
  it('leaves it where no record speaks for it', () => {
    const alone = ['seen', 0];
    expect(placed([aggregate()])[0]).toEqual(alone);
    expect(placed([aggregate(), record('aws', 9, { value: 'ENABLED' })])[0]).toEqual(alone);
    expect(placed([aggregate(), record('impact', 9)])[0]).toEqual(alone);
    expect(placed([aggregate(), record('aws', 9, { seenAt: SEEN + 1 })])[0]).toEqual(alone);
    expect(placed([aggregate(), record('aws', 9, { arn: 'another' })])[0]).toEqual(alone);
    expect(placed([aggregate(), record('aws', 9, { incarnation: 2 })])[0]).toEqual(alone);
    expect(placed([aggregate(), record('aws', -9)])[0]).toEqual(alone);
    expect(placed([aggregate({ value: 'SOMETHING' }), record('aws', 9, { value: 'SOMETHING' })])[0]).toEqual(alone);
    expect(placed([aggregate({ kind: 'baseline' }), record('aws', 9, { kind: 'baseline' })])[0]).toEqual(alone);
  });
  it('keeps a time of its own', () => {
    expect(placed([aggregate({ awsTime: SEEN - 50_000 }), record('aws', 9)])[0]).toEqual(['aws', -50_000]);
  });
});
