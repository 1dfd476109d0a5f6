import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AggregateFlip, triageStatistics } from './triage-statistics.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 100 * DAY;
const flip = (at: number, from: string, to: string, unseen = false, entityId = 1): AggregateFlip => ({
  entityId,
  at,
  from,
  to,
  unseen,
});
const stop = (at: number, unseen = false, id = 1) => flip(at, 'ENABLED', 'DISABLED', unseen, id);
const lift = (at: number, unseen = false, id = 1) => flip(at, 'DISABLED', 'REINSTATED', unseen, id);
const always = () => true;
const nothing = { median: null, measured: 0, leftOut: 0 };

describe('the statistics of triage', () => {
  it('are nothing where nothing happened', () => {
    expect(triageStatistics([], [], always, NOW)).toEqual({
      timeToAcknowledge: nothing,
      timeToLift: nothing,
      stayedUp: { stayed: 0, of: 0, leftOut: 0 },
    });
  });

  it('take the median of what was fully seen, and say how many were not', () => {
    const flips = [
      ...[1, 2, 3].flatMap((id) => [stop(DAY, false, id), lift(DAY + id * HOUR, false, id)]),
      stop(DAY, true, 4),
      lift(DAY + HOUR, false, 4),
      stop(DAY, false, 5),
      lift(DAY + HOUR, true, 5),
      stop(DAY, false, 6),
    ];
    const { timeToLift } = triageStatistics(flips, [], always, 2 * DAY);
    expect(timeToLift).toEqual({ median: 2 * HOUR, measured: 3, leftOut: 2 });
  });

  it('count the first acknowledgement of a stop, and none that came after it was lifted', () => {
    const acknowledged = [
      { entityId: 1, at: DAY + 2 * HOUR },
      { entityId: 1, at: DAY + 3 * HOUR },
      { entityId: 2, at: DAY + 9 * HOUR },
    ];
    const flips = [stop(DAY), lift(DAY + 5 * HOUR), stop(DAY, false, 2), lift(DAY + HOUR, false, 2)];
    expect(triageStatistics(flips, acknowledged, always, NOW).timeToAcknowledge).toEqual({
      median: 2 * HOUR,
      measured: 1,
      leftOut: 0,
    });
  });

  it.each<[string, AggregateFlip[], boolean, object]>([
    ['stayed up', [lift(DAY)], true, { stayed: 1, of: 1, leftOut: 0 }],
    ['stopped again on the sixth day', [lift(DAY), stop(7 * DAY)], true, { stayed: 0, of: 1, leftOut: 0 }],
    ['stopped again later', [lift(DAY), stop(9 * DAY)], true, { stayed: 1, of: 1, leftOut: 0 }],
    ['not watched all the time', [lift(DAY)], false, { stayed: 0, of: 0, leftOut: 1 }],
    ['stopped again in a time not watched', [lift(DAY), stop(3 * DAY, true)], false, { stayed: 0, of: 1, leftOut: 0 }],
    ['too young to tell', [lift(NOW - DAY)], true, { stayed: 0, of: 0, leftOut: 0 }],
  ])('say of a lift that was %s', (_, flips, watched, expected) => {
    expect(triageStatistics(flips, [], () => watched, NOW).stayedUp).toEqual(expected);
  });

  it('never measure more than there are stops, nor less than nothing', () => {
    const flips = fc
      .array(fc.record({ id: fc.integer({ min: 1, max: 3 }), at: fc.nat({ max: NOW }), unseen: fc.boolean() }), {
        maxLength: 30,
      })
      .map((list) =>
        list
          .toSorted((a, b) => a.at - b.at)
          .map(({ id, at, unseen }, index) => (index % 2 === 0 ? stop(at, unseen, id) : lift(at, unseen, id))),
      );
    fc.assert(
      fc.property(flips, (given) => {
        const { timeToLift, stayedUp } = triageStatistics(given, [], always, NOW);
        const stops = given.filter(({ to }) => to === 'DISABLED').length;
        expect(timeToLift.measured + timeToLift.leftOut).toBeLessThanOrEqual(stops);
        expect(timeToLift.median ?? 0).toBeGreaterThanOrEqual(0);
        expect(stayedUp.stayed).toBeLessThanOrEqual(stayedUp.of);
      }),
    );
  });
});
