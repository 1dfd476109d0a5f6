import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from './change.ts';
import { readMoments } from './read-moments.ts';

let ids = 0;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const change = (track: string, seconds: number, over: Partial<Change> = {}): Change => ({
  id: String((ids += 1)),
  arn: 'a',
  incarnation: 1,
  track,
  kind: 'changed',
  old: null,
  new: { value: 'DISABLED', cause: null, lastUpdatedAt: null },
  cause: null,
  awsTime: null,
  seenAt: iso(seconds),
  at: iso(over.seenAt === undefined ? seconds : Date.parse(over.seenAt) / 1000),
  seenAfter: null,
  source: 'sweep',
  origin: { kind: 'elsewhere', evidence: [], actId: null, who: null, why: null },
  impact: null,
  marks: [],
  ...over,
});
const baseline = (track: string, seconds: number, over: Partial<Change> = {}) =>
  change(track, seconds, { kind: 'baseline', ...over });
const shape = (changes: Change[], horizon: number | null = null) =>
  readMoments(changes, horizon === null ? null : horizon * 1000).map(({ at, changes: together }) => [
    at / 1000,
    ...together.map((one) => one.change.track),
  ]);

describe('readMoments', () => {
  it('reads both records and the aggregate that follows as one moment', () => {
    const flip = [
      change('customer', 31, { awsTime: iso(7) }),
      change('aws', 31, { awsTime: iso(7) }),
      change('aggregate', 31),
      change('impact', 31),
    ];
    expect(shape(flip)).toEqual([
      [31, 'impact'],
      [7, 'aggregate', 'aws', 'customer'],
    ]);
  });
  it('keeps apart what happened to two senders, two incarnations, and at two instants', () => {
    const own = [
      change('aws', 9, { awsTime: iso(7) }),
      change('aws', 9, { awsTime: iso(7), arn: 'b' }),
      change('aws', 9, { awsTime: iso(7), incarnation: 2 }),
      change('customer', 9, { awsTime: iso(8) }),
    ];
    expect(readMoments(own)).toHaveLength(4);
  });
  it('makes one entry of a first sight, where it was seen', () => {
    const seen = [baseline('policy', 50), baseline('aws', 50, { awsTime: iso(1) }), baseline('aggregate', 50)];
    expect(shape([...seen, change('aws', 60), change('impact', 40)])).toEqual([
      [60, 'aws'],
      [50, 'aggregate', 'aws', 'policy'],
      [40, 'impact'],
    ]);
    expect(readMoments([baseline('aws', 50), change('policy', 50)])).toHaveLength(2);
  });
  it('leaves findings their own lines: their times tell of a past', () => {
    expect(shape([baseline('finding:BOUNCE', 50, { awsTime: iso(3) }), baseline('aws', 50)])).toEqual([
      [50, 'aws'],
      [3, 'finding:BOUNCE'],
    ]);
  });
  it('holds back what an older page could still add to', () => {
    const page = [change('aggregate', 90, { seenAfter: iso(30) }), change('impact', 80), change('policy', 40)];
    expect(shape(page)).toHaveLength(3);
    expect(shape(page, 40)).toEqual([[80, 'impact']]);
    expect(shape([...page, change('aws', 90, { awsTime: iso(35), seenAfter: iso(30) })], 20)).toEqual([
      [80, 'impact'],
      [40, 'policy'],
      [35, 'aggregate', 'aws'],
    ]);
  });
  it('loses nothing, repeats nothing, and is in order', () => {
    const one = fc.record({
      track: fc.constantFrom('aggregate', 'aws', 'customer', 'impact', 'finding:BOUNCE'),
      seen: fc.integer({ min: 100, max: 160 }),
      aws: fc.option(fc.integer({ min: 90, max: 170 })),
      first: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one), (given) => {
        const changes = given.map(({ track, seen, aws, first }) =>
          change(track, seen, { awsTime: aws === null ? null : iso(aws), kind: first ? 'baseline' : 'changed' }),
        );
        const moments = readMoments(changes);
        const told = moments.flatMap((moment) => moment.changes.map((placed) => placed.change));
        expect(told).toHaveLength(changes.length);
        expect(new Set(told)).toEqual(new Set(changes));
        expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).toSorted((a, b) => b - a));
      }),
    );
  });
});
