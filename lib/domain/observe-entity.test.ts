import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldChanges } from './fold-changes.ts';
import { observeAbsence, observeEntity, type EntityObservation, type ObservedChange } from './observe-entity.ts';
import { pointsOf, samePoint, type EntityAnswer, type EntityState, type StatusRecordValue } from './observed-entity.ts';

const at = (beganAt: number, more: { unwatchedUntil?: number; tenantCreatedAt?: number } = {}) => ({
  beganAt,
  endedAt: beganAt + 10,
  ...more,
});
const record = (status: string | null, cause: string | null, lastUpdatedAt: number | null): StatusRecordValue => ({
  status,
  cause,
  lastUpdatedAt,
});
const answer = (changes: Partial<EntityAnswer> = {}): EntityAnswer => ({
  sendingStatusAggregate: 'ENABLED',
  customerManagedStatus: record('ENABLED', null, 100),
  awsSesManagedStatus: record('ENABLED', null, 100),
  reputationImpact: null,
  reputationManagementPolicy: 'arn:aws:ses:us-east-1:aws:reputation-policy/standard',
  ...changes,
});
const disabled = (time: number | null = 900) =>
  answer({ sendingStatusAggregate: 'DISABLED', customerManagedStatus: record('DISABLED', 'High bounce rate.', time) });
const known = (from: EntityAnswer = answer(), began = 1000): EntityState => observeEntity(null, from, at(began)).state;

describe('first sight', () => {
  it('is a baseline, not an event, and says that its start was not seen', () => {
    const seen = observeEntity(null, disabled(), at(1000));
    expect(seen.decision).toBe('applied');
    expect(seen.changes.map((change) => [change.track, change.kind, change.new.value])).toEqual([
      ['aggregate', 'baseline', 'DISABLED'],
      ['customer', 'baseline', 'DISABLED'],
      ['aws', 'baseline', 'ENABLED'],
      ['policy', 'baseline', 'arn:aws:ses:us-east-1:aws:reputation-policy/standard'],
    ]);
    expect(seen.state).toMatchObject({ sinceAt: 900, sinceAtLeast: true, firstSeenAt: 1010, incarnation: 1 });
  });

  it.each([
    ['the time of the record that stops it', disabled(900), 900],
    ['the later of the two that permit it', answer({ awsSesManagedStatus: record('ENABLED', null, 200) }), 200],
    ['nothing where they have no time', disabled(null), null],
    ['nothing where they are ahead of our clock', disabled(5000), null],
  ])('SES’s record times say since when it held: %s', (_, first, awsTime) => {
    const seen = observeEntity(null, first, at(1000));
    expect(seen.changes[0]).toMatchObject({ track: 'aggregate', awsTime, seenAt: 1010 });
    expect(seen.state).toMatchObject({ sinceAt: awsTime ?? 1010, sinceAtLeast: true });
  });

  it('records the aggregate even where SES reported nothing at all', () => {
    const nothing = answer({
      sendingStatusAggregate: null,
      customerManagedStatus: null,
      awsSesManagedStatus: null,
      reputationManagementPolicy: null,
    });
    expect(observeEntity(null, nothing, at(1)).changes.map((change) => [change.track, change.new.value])).toEqual([
      ['aggregate', null],
    ]);
  });
});

describe('one change', () => {
  it('a flip moves the run of the aggregate, and lies between the read that showed the old value and this one', () => {
    const seen = observeEntity(known(), disabled(1500), at(2000));
    expect(seen.changes).toMatchObject([
      { track: 'aggregate', kind: 'changed', awsTime: null, seenAt: 2010, seenAfter: 1000, marks: [] },
      { track: 'customer', kind: 'changed', awsTime: 1500, seenAt: 2010, seenAfter: 1000 },
    ]);
    expect(seen.state).toMatchObject({ sinceAt: 2010, sinceAtLeast: false });
  });

  it('the same status with another cause is one', () => {
    const next = answer({ customerManagedStatus: record('ENABLED', 'Status manually updated.', 100) });
    expect(observeEntity(known(), next, at(2000)).changes).toMatchObject([{ track: 'customer', kind: 'changed' }]);
  });

  it('the same status and cause with a newer time is a rewrite, and durations across it become lower bounds', () => {
    const watched = observeEntity(known(), disabled(1500), at(2000)).state;
    const seen = observeEntity(watched, disabled(2500), at(3000));
    expect(seen.changes).toMatchObject([{ track: 'customer', kind: 'rewritten', awsTime: 2500 }]);
    expect(seen.state).toMatchObject({ sinceAt: 2010, sinceAtLeast: true });
  });

  it('the same answer again changes nothing but the time of reading', () => {
    const seen = observeEntity(known(), answer(), at(2000));
    expect(seen).toMatchObject({ decision: 'unchanged', changes: [], state: { readBeganAt: 2000, readAt: 2010 } });
  });

  it('after a gap says so, and does not claim to know when the run began', () => {
    const seen = observeEntity(known(), disabled(1500), at(2000, { unwatchedUntil: 1900 }));
    expect(seen.changes.every((change) => change.marks.includes('after-gap'))).toBe(true);
    expect(seen.state).toMatchObject({ sinceAt: 1500, sinceAtLeast: true });
    expect(seen.changes[0]).toMatchObject({ track: 'aggregate', awsTime: 1500, seenAt: 2010 });
    const contradicted = observeEntity(known(), disabled(900), at(2000, { unwatchedUntil: 1900 }));
    expect(contradicted.state).toMatchObject({ sinceAt: 2010, sinceAtLeast: true });
    expect(observeEntity(known(), disabled(1500), at(2000, { unwatchedUntil: 900 })).state.sinceAtLeast).toBe(false);
  });
});

describe('order', () => {
  const held = known(disabled(1500), 2000);
  it.each<[string, EntityAnswer, number, string]>([
    ['a read that began before ours', disabled(1600), 1999, 'dropped'],
    ['a read that began with ours', disabled(1600), 2000, 'applied'],
    ['an older customer record', disabled(1499), 3000, 'dropped'],
    [
      'an older SES record beside a newer customer record',
      { ...disabled(1600), awsSesManagedStatus: record('ENABLED', null, 99) },
      3000,
      'dropped',
    ],
    [
      'records without times',
      { ...answer(), customerManagedStatus: record('ENABLED', null, null), awsSesManagedStatus: null },
      3000,
      'applied',
    ],
    [
      'records without times, read earlier',
      { ...answer(), customerManagedStatus: null, awsSesManagedStatus: null },
      1000,
      'dropped',
    ],
  ])('%s', (_name, next, beganAt, decision) => {
    const seen = observeEntity(held, next, at(beganAt));
    expect(seen.decision).toBe(decision);
    const untouched = { ...held, droppedCount: 1, droppedState: expect.any(String) };
    expect(decision === 'dropped' ? seen : { changes: [], state: untouched }).toMatchObject({
      changes: [],
      state: untouched,
    });
  });

  it('an answer dropped for its age that three later reads repeat is applied, and marked', () => {
    const old = answer();
    let state = held;
    for (const beganAt of [10_000, 20_000, 30_000]) {
      const seen = observeEntity(state, old, at(beganAt));
      expect(seen.decision).toBe('dropped');
      state = seen.state;
    }
    const seen = observeEntity(state, old, at(40_000));
    expect(seen.decision).toBe('applied');
    expect(seen.changes.map((change) => change.marks)).toEqual(seen.changes.map(() => ['against-the-clock']));
    expect(seen.state).toMatchObject({ sendingStatusAggregate: 'ENABLED', droppedCount: 0, droppedState: null });
  });

  it('a lagging list polled every second for ten seconds does not bring the old state back', () => {
    let state = held;
    for (let second = 3; second <= 13; second++) {
      const seen = observeEntity(state, answer(), at(second * 1000));
      expect(seen.decision).toBe('dropped');
      state = seen.state;
    }
    expect(observeEntity(state, disabled(1500), at(14_000)).state).toMatchObject({ droppedCount: 0 });
  });

  it('our own clock stepping back does not freeze an entity', () => {
    const ahead = known(answer(), 10_000_000);
    let state = ahead;
    let applied = 0;
    for (const beganAt of [10_000, 20_000, 30_000, 40_000, 50_000]) {
      const seen = observeEntity(state, disabled(5_000), at(beganAt));
      state = seen.state;
      if (seen.decision !== 'dropped') applied++;
    }
    expect(applied).toBe(2);
    expect(state.sendingStatusAggregate).toBe('DISABLED');
  });

  it('another old answer starts the count again', () => {
    let state = held;
    const olds = [answer(), answer({ reputationImpact: 'LOW' })];
    for (let read = 0; read < 10; read++) {
      const seen = observeEntity(state, olds[read % 2] ?? answer(), at((read + 1) * 10_000));
      expect(seen.decision).toBe('dropped');
      state = seen.state;
    }
  });
});

describe('incarnations', () => {
  it('a tombstone keeps the last state, and answering again starts a new incarnation with a baseline', () => {
    const gone = observeAbsence(known(disabled(900)), at(2000));
    expect(gone.changes).toMatchObject([{ track: 'existence', old: { value: 'present' }, new: { value: 'deleted' } }]);
    expect(gone.state).toMatchObject({ sendingStatusAggregate: 'DISABLED', deletedAt: 2010 });
    expect(observeEntity(gone.state, disabled(900), at(1500)).decision).toBe('dropped');

    const back = observeEntity(gone.state, answer({ customerManagedStatus: record('ENABLED', null, 5) }), at(3000));
    expect(back.changes[0]).toMatchObject({ track: 'existence', incarnation: 2, new: { value: 'present' } });
    expect(back.changes.slice(1).every((change) => change.kind === 'baseline')).toBe(true);
    expect(back.state).toMatchObject({ incarnation: 2, deletedAt: null, firstSeenAt: 1010, sinceAt: 3010 });
  });

  it('a moved creation time starts one too, and older records do not matter then', () => {
    const first = observeEntity(null, disabled(1500), at(1000, { tenantCreatedAt: 50 })).state;
    expect(observeEntity(first, disabled(1500), at(2000, { tenantCreatedAt: 50 })).state.incarnation).toBe(1);
    const second = observeEntity(first, answer(), at(2000, { tenantCreatedAt: 1800 }));
    expect(second.state).toMatchObject({ incarnation: 2, tenantCreatedAt: 1800 });
    expect(second.changes[0]).toMatchObject({ track: 'existence', old: { value: 'present' }, awsTime: 1800 });
  });

  it('an absence read before our last answer proves nothing', () => {
    expect(observeAbsence(known(answer(), 1000), at(900)).decision).toBe('dropped');
  });
});

describe('properties', () => {
  const word = fc.constantFrom('ENABLED', 'DISABLED', 'REINSTATED', 'THROTTLED', null);
  const time = fc.option(fc.integer({ min: 0, max: 50 }), { nil: null });
  const anyRecord = fc.option(
    fc.record({ status: word, cause: fc.constantFrom(null, 'a', 'b'), lastUpdatedAt: time }),
    { nil: null },
  );
  const anyAnswer: fc.Arbitrary<EntityAnswer> = fc.record({
    sendingStatusAggregate: word,
    customerManagedStatus: anyRecord,
    awsSesManagedStatus: anyRecord,
    reputationImpact: fc.constantFrom('LOW', 'HIGH', null),
    reputationManagementPolicy: fc.constantFrom('p/standard', 'p/none', null),
  });
  const reads = fc.array(
    fc.record({
      answer: anyAnswer,
      beganAt: fc.integer({ min: 0, max: 100_000 }),
      took: fc.integer({ min: 0, max: 500 }),
      gone: fc.boolean(),
      unwatchedUntil: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: null }),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it('folding the changes gives the state; every change moves its track; a dropped answer leaves no trace but its count', () => {
    fc.assert(
      fc.property(reads, (all) => {
        let state: EntityState | null = null;
        const changes: ObservedChange[] = [];
        for (const read of all) {
          const observation = {
            beganAt: read.beganAt,
            endedAt: read.beganAt + read.took,
            unwatchedUntil: read.unwatchedUntil,
          };
          const before: EntityState | null = state;
          const seen: EntityObservation =
            read.gone && before !== null
              ? observeAbsence(before, observation)
              : observeEntity(before, read.answer, observation);
          expect(seen.changes.filter((change) => change.old && samePoint(change.old, change.new))).toEqual([]);
          const holds = seen.decision === 'dropped' || read.gone ? (before ?? read.answer) : read.answer;
          expect(pointsOf(seen.state)).toEqual(pointsOf(holds));
          expect(seen.decision === 'dropped' ? seen.changes : []).toEqual([]);
          changes.push(...seen.changes);
          state = seen.state;
          const { deleted, ...points } = foldChanges(changes);
          expect(points).toEqual(pointsOf(state));
          expect(deleted).toBe(state.deletedAt !== null);
        }
      }),
    );
  });

  it('applying the same answer twice is the same as once', () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, (first, second) => {
        const once = observeEntity(observeEntity(null, first, at(1)).state, second, at(2));
        const twice = observeEntity(once.state, second, at(2));
        const expected = once.decision === 'dropped' ? once : { decision: 'unchanged', state: once.state, changes: [] };
        expect(twice).toEqual(expected);
      }),
    );
  });

  it('late answers never lose or undo a change: a world with honest times ends in its last state whatever the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ENABLED', 'DISABLED', 'REINSTATED'), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(7), { maxLength: 12 }),
        (statuses, late) => {
          const world = statuses.map((status, index) =>
            answer({ sendingStatusAggregate: status, customerManagedStatus: record(status, null, 100 + index) }),
          );
          let state: EntityState | null = null;
          const flips: ObservedChange[] = [];
          world.forEach((now, index) => {
            const seen = observeEntity(state, now, at(1000 * (index + 1)));
            expect(seen.decision).not.toBe('dropped');
            flips.push(...seen.changes.filter((change) => change.track === 'customer'));
            state = seen.state;
            // Answers of earlier moments, arriving late: some by read order, some by a list that lags.
            for (const [position, earlier] of late.entries()) {
              const old = world[earlier];
              if (earlier >= index || !old) continue;
              const lagged = observeEntity(state, old, at(1000 * (position % 2 ? index + 1 : earlier + 1) + 1));
              expect(lagged.decision).toBe('dropped');
              state = lagged.state;
            }
          });
          expect(flips.length).toBe(world.length);
          expect(pointsOf(state as unknown as EntityState)).toEqual(pointsOf(world.at(-1) ?? answer()));
        },
      ),
    );
  });
});
