import { describe, expect, it } from 'vitest';
import type { Change } from '../../lib/domain/change.ts';
import { foldFirstSight } from './fold-first-sight.ts';

const change = (track: string, seconds: number, over: Partial<Change> = {}): Change =>
  ({
    id: `${track}-${seconds}`,
    arn: 'a',
    incarnation: 1,
    track,
    kind: 'changed',
    awsTime: null,
    seenAt: new Date(seconds * 1000).toISOString(),
    ...over,
  }) as Change;
const baseline = (track: string, seconds: number, over: Partial<Change> = {}) =>
  change(track, seconds, { kind: 'baseline', ...over });

const shape = (changes: Change[]) =>
  foldFirstSight(changes).map((entry) =>
    entry.kind === 'change' ? entry.change.track : entry.changes.map(({ track }) => track),
  );

describe('foldFirstSight', () => {
  it('makes one entry of a first sight, in the order of the page, where it was seen', () => {
    const early = new Date(1000).toISOString();
    const seen = [baseline('policy', 50), baseline('aws', 50, { awsTime: early }), baseline('aggregate', 50)];
    expect(shape([...seen, change('aws', 60), change('impact', 40)])).toEqual([
      'aws',
      ['aggregate', 'aws', 'policy'],
      'impact',
    ]);
  });
  it('keeps the first sights of two senders, two incarnations and two moments apart', () => {
    const all = [
      baseline('aws', 50),
      baseline('aws', 50, { arn: 'b' }),
      baseline('aws', 50, { incarnation: 2 }),
      baseline('aws', 70),
    ];
    expect(foldFirstSight(all)).toHaveLength(4);
  });
  it('leaves findings their own lines: their times tell of a past', () => {
    expect(shape([baseline('finding:BOUNCE', 50), baseline('aws', 50)])).toEqual(['finding:BOUNCE', ['aws']]);
  });
  it('loses nothing', () => {
    const all = [baseline('aws', 1), baseline('policy', 1), change('aws', 2), baseline('finding:BOUNCE', 1)];
    const ids = foldFirstSight(all).flatMap((entry) => (entry.kind === 'change' ? [entry.change] : entry.changes));
    expect(new Set(ids)).toEqual(new Set(all));
  });
});
