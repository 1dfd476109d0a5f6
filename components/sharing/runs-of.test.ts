import { describe, expect, it } from 'vitest';
import { foldShared } from '@/components/sharing/fold-shared.ts';
import { runsOf } from '@/components/sharing/runs-of.ts';
import type { SharedChange } from '@/lib/domain/shared-view.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 0, minute)).toISOString();
const ms = (minute: number) => Date.parse(at(minute));

function change(
  track: string,
  old: string | null,
  value: string,
  minute: number,
  given: Partial<SharedChange> = {},
): SharedChange {
  return {
    track,
    kind: old === null ? 'baseline' : 'changed',
    old: old === null ? null : { value: old, cause: null, lastUpdatedAt: null },
    new: { value, cause: null, lastUpdatedAt: null },
    awsTime: null,
    at: at(minute),
    seenAt: at(minute),
    seenAfter: null,
    source: 'sweep',
    origin: 'elsewhere',
    evidence: [],
    why: null,
    impact: null,
    marks: [],
    ...given,
  };
}

describe('steps of a shared history', () => {
  it('fill the window from what is known, and hold until the next change', () => {
    const changes = [change('aggregate', 'DISABLED', 'ENABLED', 30), change('aggregate', 'ENABLED', 'DISABLED', 10)];
    expect(runsOf(changes, ms(0), ms(40))).toEqual([
      {
        track: 'aggregate',
        runs: [
          { from: ms(0), to: ms(10), value: 'ENABLED', impact: null },
          { from: ms(10), to: ms(30), value: 'DISABLED', impact: null },
          { from: ms(30), to: ms(40), value: 'ENABLED', impact: null },
        ],
      },
    ]);
  });

  it('begin at a first sight, by SES’s own time where it is within the window, and draw findings while they are open', () => {
    const changes = [
      change('finding:BOUNCE', 'OPEN', 'FIXED', 20),
      change('finding:BOUNCE', null, 'OPEN', 15, { awsTime: at(5) }),
      change('aws', null, 'ENABLED', 15),
    ];
    expect(
      runsOf(changes, ms(0), ms(40)).map(({ track, runs }) => [track, runs.map(({ from, to }) => [from, to])]),
    ).toEqual([
      ['aws', [[ms(15), ms(40)]]],
      ['finding:BOUNCE', [[ms(5), ms(20)]]],
    ]);
  });
});

it('the list is by when it happened, and a first sight is one entry', () => {
  const entries = foldShared([
    change('customer', 'ENABLED', 'DISABLED', 30, { awsTime: at(2) }),
    change('aws', null, 'ENABLED', 15),
    change('aggregate', null, 'ENABLED', 15),
    change('finding:BOUNCE', null, 'OPEN', 15, { awsTime: at(1) }),
  ]);
  expect(entries.map((entry) => [entry.kind, entry.at])).toEqual([
    ['first-sight', ms(15)],
    ['change', ms(2)],
    ['change', ms(1)],
  ]);
});
