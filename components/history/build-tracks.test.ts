import { describe, expect, it } from 'vitest';
import type { Change } from '../../lib/domain/change.ts';
import { buildTracks } from './build-tracks.ts';

const change = (track: string, at: number, old: string | null | undefined, now: string | null): Change => ({
  id: `${track}-${at}`,
  arn: 'arn:aws:ses:us-east-1:123456789012:tenant/a/tn-1',
  incarnation: 1,
  track,
  kind: old === undefined ? 'baseline' : 'changed',
  old: old === undefined ? null : { value: old, cause: null, lastUpdatedAt: null },
  new: { value: now, cause: null, lastUpdatedAt: null },
  cause: null,
  awsTime: null,
  seenAt: new Date(at).toISOString(),
  at: new Date(at).toISOString(),
  seenAfter: null,
  source: 'sweep',
  origin: { kind: 'elsewhere', evidence: [], actId: null, who: null, why: null },
  impact: null,
  marks: [],
});
const stretches = (changes: Change[], from = 0, to = 100) =>
  buildTracks(changes, from, to).map(({ track, runs }) => [track, runs.map((run) => [run.from, run.to, run.value])]);

describe('buildTracks', () => {
  it('holds each value until the next change, whatever the order given', () => {
    expect(stretches([change('aws', 60, 'ENABLED', 'DISABLED'), change('aws', 20, undefined, 'ENABLED')])).toEqual([
      [
        'aws',
        [
          [20, 60, 'ENABLED'],
          [60, 100, 'DISABLED'],
        ],
      ],
    ]);
  });

  it('draws the old value back to the edge, but nothing before the first sight', () => {
    expect(stretches([change('impact', 40, null, 'HIGH')])).toEqual([
      [
        'impact',
        [
          [0, 40, null],
          [40, 100, 'HIGH'],
        ],
      ],
    ]);
    expect(stretches([change('impact', 40, undefined, 'HIGH')])).toEqual([['impact', [[40, 100, 'HIGH']]]]);
  });

  it('cuts at both edges and leaves out what ended before', () => {
    const changes = [change('aggregate', 10, undefined, 'A'), change('aggregate', 30, 'A', 'B')];
    expect(stretches(changes, 50, 90)).toEqual([['aggregate', [[50, 90, 'B']]]]);
  });

  it('puts findings under the five tracks of the record', () => {
    const tracks = [change('finding:BOUNCE', 5, undefined, 'OPEN'), change('policy', 5, undefined, 'p')];
    expect(stretches(tracks).map(([track]) => track)).toEqual(['policy', 'finding:BOUNCE']);
  });
});
