import { expect, it } from 'vitest';
import type { EntityArn } from '../../domain/arn.ts';
import { historySchema, unpackRuns } from '../../domain/history.ts';
import { insertChanges, makeChange } from '../store/testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { listChanges } from './list-changes.ts';
import { readHistory } from './read-history.ts';

const MINUTE = 60_000;
const at = (minutes: number) => TEST_TIME + minutes * MINUTE;
const iso = (minutes: number) => new Date(at(minutes)).toISOString();
const ARN = makeEntity().arn as EntityArn;

const contextFor = (store: Store, now: number) => ({
  store,
  clock: { now: () => now },
  principal: { kind: 'demo', role: 'viewer' } as const,
});

/** A sender stopped at minute 10 by SES and seen at 11, released by Ada at 20; a gap from 30 to 40. */
async function filled(store: Store): Promise<void> {
  const [acme = 0] = await insertEntities(store, [makeEntity()]);
  await store.write(async (transaction) => {
    await transaction
      .insertInto('acts')
      .values({
        id: 'act-1',
        idempotency_key: 'k',
        act: 'reinstate',
        reason: 'Cleaned the list',
        request_hash: 'h',
        principal_id: 'u1',
        principal_name: 'Ada',
        started_at: at(19),
      })
      .execute();
    await transaction
      .insertInto('act_items')
      .values({
        act_id: 'act-1',
        position: 0,
        entity_id: acme,
        arn: ARN,
        requested_value: 'REINSTATED',
        sent_at: at(19.5),
        outcome: 'confirmed',
      })
      .execute();
    await transaction
      .insertInto('case_steps')
      .values({
        entity_id: acme,
        version: 1,
        at: at(25),
        kind: 'note',
        note: 'Called\nthem. '.padEnd(300, 'x'),
        who_kind: 'user',
        who_name: 'Ada',
      })
      .execute();
    await transaction
      .insertInto('coverage_gaps')
      .values({ connection_id: 'ambient', from_at: at(30), to_at: at(40), reason: 'failing' })
      .execute();
  });
  const first = { kind: 'baseline', old_value: null, new_value: 'ENABLED', seen_at: at(0) };
  const stop = { seen_at: at(11), seen_after: at(9) };
  await insertChanges(store, [
    makeChange(acme, first),
    makeChange(acme, { ...first, track: 'customer' }),
    makeChange(acme, stop),
    makeChange(acme, { ...stop, track: 'customer', aws_time: at(10) }),
    makeChange(acme, {
      old_value: 'DISABLED',
      new_value: 'REINSTATED',
      seen_at: at(20),
      seen_after: at(19),
      source: 'act',
      act_id: 'act-1',
      origin: 'ours',
    }),
    makeChange(acme, { track: 'finding:BOUNCE', old_value: null, new_value: 'OPEN', seen_at: at(11), aws_time: at(8) }),
  ]);
}

withStores('the picture of a history', ({ open }) => {
  it('has every track as steps, both clocks as one moment, gaps, acts, and what the list can be narrowed to', async () => {
    const store = await open();
    await filled(store);
    const history = await readHistory(contextFor(store, at(60)), { arn: ARN });
    expect(historySchema.parse(history)).toEqual(history);
    const told = history.tracks
      .map(unpackRuns)
      .map(({ track, runs }) => [
        track,
        ...runs.map(
          (run) =>
            `${(run.from - TEST_TIME) / MINUTE} ${run.to === null ? 'now' : (run.to - TEST_TIME) / MINUTE} ${run.value}`,
        ),
      ]);
    expect(told).toEqual([
      ['aggregate', '0 10 ENABLED', '10 20 DISABLED', '20 now REINSTATED'],
      ['customer', '0 10 ENABLED', '10 now DISABLED'],
      ['finding:BOUNCE', '8 now OPEN'],
    ]);
    expect(history).toMatchObject({
      gaps: [{ from: iso(30), to: iso(40), reason: 'failing' }],
      watchedSince: iso(0),
      earliest: iso(0),
      incompleteBefore: null,
      changes: 6,
      sources: ['act', 'sweep'],
      actors: [{ id: 'u1', name: 'Ada' }],
    });
    expect(history.marks).toEqual([
      {
        at: iso(19.5),
        kind: 'act',
        label: 'Reinstate sending, by Ada: Cleaned the list (confirmed)',
        href: '/triage/act?id=act-1',
      },
      { at: iso(25), kind: 'note', label: expect.stringMatching(/^Note by Ada: Called them\. x{1,160}…$/), href: null },
    ]);
  });

  it('is cut to a range where it is asked for one', async () => {
    const store = await open();
    await filled(store);
    const history = await readHistory(contextFor(store, at(60)), { arn: ARN, from: at(12), to: at(15) });
    const values = history.tracks.map(unpackRuns).map(({ runs }) => runs.map(({ value }) => value));
    expect(values).toEqual([['DISABLED'], ['DISABLED'], ['OPEN']]);
    expect(history).toMatchObject({ gaps: [], marks: [] });
  });

  it('is nobody’s whose connections do not hold the sender', async () => {
    const store = await open();
    await filled(store);
    const elsewhere = contextFor(scopedStore(store, ['another']), at(60));
    await expect(readHistory(elsewhere, { arn: ARN })).rejects.toMatchObject({ code: 'entity-not-found' });
    const mine = await readHistory(contextFor(scopedStore(store, ['ambient']), at(60)), { arn: ARN });
    expect(mine).toEqual(await readHistory(contextFor(store, at(60)), { arn: ARN }));
  });

  it('is the same history as the list', async () => {
    const store = await open();
    await filled(store);
    const context = contextFor(store, at(60));
    const { items } = await listChanges(context, { arn: ARN, order: 'happened', actor: ['u1'], source: ['act'] });
    expect(items).toMatchObject([{ new: { value: 'REINSTATED' }, origin: { kind: 'ours', who: 'Ada' } }]);
    const all = await listChanges(context, { arn: ARN, order: 'happened' });
    const ids = new Set(all.items.map(({ id }) => Number(id)));
    const history = await readHistory(context, { arn: ARN });
    const drawn = history.tracks.map(unpackRuns).flatMap(({ runs }) => runs.map(({ changeId }) => changeId));
    expect(new Set(drawn)).toEqual(ids);
  });
});
