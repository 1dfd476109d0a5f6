import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRuns, type RunChange } from './build-runs.ts';
import { foldKnownNow } from './fold-known.ts';
import { ABSENT_POINT, pointsOf, type EntityState } from './observed-entity.ts';
import { observeEntity, type ObservedChange } from './observe-entity.ts';

let ids = 0;
const change = (track: string, at: number, value: string | null, over: Partial<RunChange> = {}): RunChange => ({
  id: (ids += 1),
  incarnation: 1,
  track,
  kind: 'changed',
  value,
  oldValue: null,
  oldCause: null,
  oldUpdatedAt: null,
  cause: null,
  updatedAt: null,
  impact: null,
  reported: false,
  awsTime: null,
  seenAt: at,
  seenAfter: null,
  marks: [],
  ...over,
});
const first = (track: string, at: number, value: string | null, over: Partial<RunChange> = {}) =>
  change(track, at, value, { kind: 'baseline', ...over });

/** `track from–to value`, with `?` where a start or end was not seen, `#n` for the lane of a finding. */
const told = (changes: RunChange[], readUntil: number | null = null) =>
  buildRuns(changes, readUntil).flatMap(({ track, runs }) =>
    runs.map(
      ({ from, to, value, startSeen, endSeen, lane }) =>
        `${track}${lane > 0 ? `#${lane}` : ''} ${startSeen ? '' : '?'}${from}–${to ?? 'now'}${to === null || endSeen ? '' : '?'} ${value}`,
    ),
  );

describe('buildRuns', () => {
  it('holds each value until the next change, whatever the order given', () => {
    const changes = [change('aws', 60, 'DISABLED', { oldValue: 'ENABLED' }), first('aws', 20, 'ENABLED')];
    expect(told(changes)).toEqual(['aws ?20–60 ENABLED', 'aws 60–now DISABLED']);
  });

  it('draws what was absent at first sight from there, and nothing before it', () => {
    expect(told([first('aggregate', 10, 'ENABLED'), change('impact', 40, 'HIGH')])).toEqual([
      'aggregate ?10–now ENABLED',
      'impact ?10–40 null',
      'impact 40–now HIGH',
    ]);
  });

  it('starts a first sight where SES’s own time says, unseen', () => {
    expect(told([first('aws', 90, 'DISABLED', { awsTime: 30 })])).toEqual(['aws ?30–now DISABLED']);
  });

  it('says where a flip was not seen: after a gap, and where a record was rewritten', () => {
    const changes = [
      first('aggregate', 10, 'ENABLED'),
      first('aws', 10, 'ENABLED'),
      change('aws', 20, 'ENABLED', { kind: 'rewritten', oldValue: 'ENABLED', seenAfter: 15 }),
      change('aggregate', 40, 'DISABLED', { oldValue: 'ENABLED', marks: ['after-gap'] }),
      change('aggregate', 50, 'ENABLED', { oldValue: 'DISABLED', seenAfter: 45 }),
    ];
    expect(told(changes)).toEqual([
      'aggregate ?10–40? ENABLED',
      'aggregate ?40–50 DISABLED',
      'aggregate 50–now ENABLED',
      'aws ?10–20? ENABLED',
      'aws ?20–now ENABLED',
    ]);
  });

  it('says that a rewritten record may hide a flip of the aggregate', () => {
    const changes = [
      change('aggregate', 10, 'DISABLED', { oldValue: 'ENABLED' }),
      change('customer', 20, 'DISABLED', { kind: 'rewritten', oldValue: 'DISABLED' }),
    ];
    expect(told(changes)[0]).toBe('aggregate ?10–now DISABLED');
  });

  it('ends with the entity, and begins anew with the next of its name', () => {
    const changes = [
      first('aggregate', 10, 'ENABLED'),
      change('existence', 30, 'deleted', { oldValue: 'present' }),
      change('existence', 50, 'present', { oldValue: 'deleted', incarnation: 2 }),
      first('aggregate', 50, 'DISABLED', { incarnation: 2 }),
      first('aggregate', 70, 'ENABLED', { incarnation: 3 }),
    ];
    expect(told(changes)).toEqual([
      'aggregate ?10–30 ENABLED',
      'aggregate ?50–70? DISABLED',
      'aggregate ?70–now ENABLED',
    ]);
  });

  it('puts findings under the tracks of the record', () => {
    const tracks = [first('finding:BOUNCE', 5, 'OPEN', { awsTime: 2 }), first('policy', 5, 'p')];
    expect(told(tracks)).toEqual(['policy ?5–now p', 'finding:BOUNCE 2–now OPEN']);
  });

  it('tells several open findings of one type apart by what they were', () => {
    const opened = (at: number, cause: string) =>
      change('finding:BOUNCE', at, 'OPEN', { cause, updatedAt: at, awsTime: at });
    const ended = (at: number, cause: string, was: number) =>
      change('finding:BOUNCE', at, 'FIXED', { oldValue: 'OPEN', oldCause: cause, oldUpdatedAt: was, awsTime: at });
    const worse = change('finding:BOUNCE', 35, 'OPEN', {
      oldValue: 'OPEN',
      oldCause: 'b',
      oldUpdatedAt: 20,
      cause: 'b',
      impact: 'HIGH',
      awsTime: 35,
    });
    expect(
      told([opened(10, 'a'), opened(20, 'b'), worse, ended(40, 'a', 10), ended(60, 'b', 35), opened(50, 'c')]),
    ).toEqual([
      'finding:BOUNCE 10–40 OPEN',
      'finding:BOUNCE#1 20–35 OPEN',
      'finding:BOUNCE#1 35–60 OPEN',
      'finding:BOUNCE 50–now OPEN',
    ]);
    // Reworded since: by description no more, but one of them ends.
    expect(told([opened(10, 'a'), opened(20, 'b'), ended(40, 'reworded', 39)])).toEqual([
      'finding:BOUNCE 10–40 OPEN',
      'finding:BOUNCE#1 20–now OPEN',
    ]);
  });

  it('draws a finding that was over before we watched, and keeps words it does not know', () => {
    const past = [
      first('finding:X', 90, 'OPEN', { awsTime: 10, cause: 'a' }),
      first('finding:X', 90, 'FIXED', { awsTime: 20, cause: 'a', oldValue: 'OPEN', oldCause: 'a' }),
      change('finding:X', 95, 'PENDING', { awsTime: 93 }),
    ];
    expect(told(past)).toEqual(['finding:X 10–20 OPEN', 'finding:X 93–now PENDING']);
  });

  it('draws what events reported where no two looks prove otherwise', () => {
    const report = (at: number, value: string) => change('aws', at, value, { awsTime: at, reported: true });
    const sights = [
      first('aws', 50, 'ENABLED', { awsTime: 40 }),
      change('aws', 90, 'DISABLED', { oldValue: 'ENABLED', seenAfter: 70, awsTime: 85 }),
    ];
    // Before the first sight; within a stretch that looks prove; between two looks; after the last look.
    const reports = [report(10, 'DISABLED'), report(60, 'DISABLED'), report(80, 'REINSTATED'), report(99, 'ENABLED')];
    expect(told([...sights, ...reports], 95)).toEqual([
      'aws 10–40? DISABLED',
      'aws ?40–80 ENABLED',
      'aws 80–85 REINSTATED',
      'aws 85–99 DISABLED',
      'aws 99–now ENABLED',
    ]);
    expect(told([...sights, ...reports], 100).at(-1)).toBe('aws 85–now DISABLED');
  });

  it('agrees with what is known now to have been, at every moment, whatever was reported and when', () => {
    const value = fc.constantFrom('ENABLED', 'DISABLED', 'REINSTATED');
    const sight = fc.record({ value, wait: fc.integer({ min: 2, max: 50 }), looked: fc.integer({ min: 0, max: 9 }) });
    const report = fc.record({ value, at: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(
        fc.array(sight, { minLength: 1, maxLength: 6 }),
        fc.array(report, { maxLength: 6 }),
        (sights, given) => {
          let now = 100;
          const seen = sights.map(({ value: word, wait, looked }, index) => {
            const before = now;
            now += wait;
            const seenAfter = Math.min(now - 1, before + looked);
            const over = { oldValue: sights[index - 1]?.value ?? null, seenAfter };
            return index === 0 ? first('aws', now, word) : change('aws', now, word, over);
          });
          const reports = given.map(({ value: word, at }) => change('aws', at, word, { awsTime: at, reported: true }));
          // Of one moment the fold takes the text that sorts later.
          const distinct = reports.filter(
            ({ seenAt }, index) => reports.findIndex((one) => one.seenAt === seenAt) === index,
          );
          const changes = [...seen, ...distinct];
          const readUntil = now + 5;
          const known = changes
            .toSorted((a, b) => a.seenAt - b.seenAt || a.id - b.id)
            .map((one) => ({
              incarnation: 1,
              track: 'aws',
              new: { value: one.value, cause: null, lastUpdatedAt: null },
              at: one.seenAt,
              seenAfter: one.seenAfter,
              awsTime: one.awsTime,
              reportedAt: one.reported ? 1000 : null,
            }));
          const runs = buildRuns(changes, readUntil)[0]?.runs ?? [];
          for (let at = 0; at < 400; at += 3) {
            const drawn = runs.find(({ from, to }) => from <= at && at < (to ?? Infinity));
            expect(drawn?.value ?? null).toBe(foldKnownNow(known, at, readUntil).aws.value);
          }
        },
      ),
    );
  });

  it('shows last what is the case, and covers all time since first sight once, whatever SES answers and when', () => {
    const status = fc.constantFrom('ENABLED', 'DISABLED', 'REINSTATED', null);
    const record = fc.option(
      fc.record({
        status,
        cause: fc.constantFrom('a', null),
        lastUpdatedAt: fc.option(fc.integer({ min: 0, max: 2e6 })),
      }),
    );
    const answer = fc.record({
      sendingStatusAggregate: status,
      customerManagedStatus: record,
      awsSesManagedStatus: record,
      reputationImpact: fc.constantFrom('LOW', 'HIGH', null),
      reputationManagementPolicy: fc.constantFrom('p', 'q', null),
    });
    const reads = fc.array(fc.record({ answer, wait: fc.integer({ min: 1, max: 200_000 }), gap: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(reads, (given) => {
        let state: EntityState | null = null;
        let now = 0;
        const changes: RunChange[] = [];
        for (const { answer: next, wait, gap } of given) {
          now += wait;
          const read = { beganAt: now, endedAt: now + 500, unwatchedUntil: gap ? now : null };
          const observed = observeEntity(state, next, read);
          state = observed.state;
          changes.push(...observed.changes.map(stored));
        }
        const points = state === null ? null : pointsOf(state);
        for (const { track, runs } of buildRuns(changes, now)) {
          expect(runs.at(-1)).toMatchObject({ to: null, value: points?.[track as 'aws']?.value });
          runs.slice(1).forEach((run, index) => expect(run.from).toBe(runs[index]?.to));
        }
      }),
    );
  });
});

function stored(observed: ObservedChange): RunChange {
  const old = observed.old ?? ABSENT_POINT;
  return {
    ...observed,
    id: (ids += 1),
    value: observed.new.value,
    oldValue: old.value,
    oldCause: old.cause,
    oldUpdatedAt: old.lastUpdatedAt,
    cause: observed.new.cause,
    updatedAt: observed.new.lastUpdatedAt,
    impact: null,
    reported: false,
  };
}
