import { expect, it } from 'vitest';
import { gapsOf } from './gaps-of.ts';
import type { Store } from './store.ts';
import { stripsOf } from './strips-of.ts';
import { insertChanges, makeChange } from './testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from './testing/make-entity.ts';
import { withStores } from './testing/with-stores.ts';

const DAY = 86_400_000;
const day = (days: number) => TEST_TIME + days * DAY;

/** `day standing` of each run of the one entity, over fourteen days. */
async function strip(store: Store): Promise<string[]> {
  const entities = await store.read.selectFrom('entities').selectAll().execute();
  const strips = await stripsOf(store, entities, day(0), day(14));
  return [...strips.values()].flat().map((run) => `${(run.at - TEST_TIME) / DAY} ${run.standing}`);
}

withStores('the strip', ({ open }) => {
  const known = { first_seen_at: day(-30) };

  it('is one run where nothing changed', async () => {
    const store = await open();
    await insertEntities(store, [makeEntity(known)]);
    expect(await strip(store)).toEqual(['0 enabled']);
  });

  it('tells flips backwards from now, the changes of one read as one step', async () => {
    const store = await open();
    const now = { ...known, aggregate: 'REINSTATED', customer_present: 1, customer_status: 'REINSTATED' };
    const [id = 0] = await insertEntities(store, [makeEntity(now)]);
    await insertChanges(store, [
      makeChange(id, { seen_at: day(2) }),
      makeChange(id, { seen_at: day(2), track: 'customer', old_value: null }),
      makeChange(id, { seen_at: day(3), track: 'aws', kind: 'changed', old_value: null }),
      makeChange(id, { seen_at: day(4), track: 'aws', old_value: 'DISABLED', new_value: null }),
      makeChange(id, { seen_at: day(5), old_value: 'DISABLED', new_value: 'REINSTATED' }),
      makeChange(id, { seen_at: day(5), track: 'customer', old_value: 'DISABLED', new_value: 'REINSTATED' }),
    ]);
    expect(await strip(store)).toEqual(['0 enabled', '2 disabled', '3 disabled-twice', '4 disabled', '5 reinstated']);
  });

  it('was not watched before the first sight, nor while it was gone', async () => {
    const store = await open();
    const [id = 0] = await insertEntities(store, [makeEntity({ first_seen_at: day(1), incarnation: 2 })]);
    await insertChanges(store, [
      makeChange(id, { seen_at: day(1), kind: 'baseline', old_value: null, new_value: 'ENABLED' }),
      makeChange(id, { seen_at: day(2) }),
      makeChange(id, { seen_at: day(4), track: 'existence', old_value: 'present', new_value: 'deleted' }),
      makeChange(id, {
        seen_at: day(6),
        track: 'existence',
        old_value: 'deleted',
        new_value: 'present',
        incarnation: 2,
      }),
      makeChange(id, { seen_at: day(6), kind: 'baseline', old_value: null, new_value: 'ENABLED', incarnation: 2 }),
    ]);
    expect(await strip(store)).toEqual([
      '0 not-watched',
      '1 enabled',
      '2 disabled-unexplained',
      '4 not-watched',
      '6 enabled',
    ]);
  });

  it('reaches back before a first sight as far as SES’s record times speak, each record as of its own', async () => {
    const store = await open();
    const twice = { aggregate: 'DISABLED', customer_present: 1, customer_status: 'DISABLED', aws_status: 'DISABLED' };
    const [id = 0] = await insertEntities(store, [makeEntity({ ...twice, first_seen_at: day(6) })]);
    const baseline = { seen_at: day(6), kind: 'baseline', old_value: null };
    await insertChanges(store, [
      makeChange(id, { ...baseline, aws_time: day(2) }),
      makeChange(id, { ...baseline, track: 'customer', aws_time: day(2) }),
      makeChange(id, { ...baseline, track: 'aws', aws_time: day(4) }),
    ]);
    expect(await strip(store)).toEqual(['0 not-watched', '2 disabled', '4 disabled-twice']);
  });

  it('begins with the status where SES’s record times are older than the strip', async () => {
    const store = await open();
    const [id = 0] = await insertEntities(store, [makeEntity({ first_seen_at: day(6) })]);
    const baseline = { seen_at: day(6), kind: 'baseline', old_value: null, new_value: 'ENABLED' };
    await insertChanges(store, [makeChange(id, { ...baseline, aws_time: day(-40) })]);
    expect(await strip(store)).toEqual(['0 enabled']);
  });

  it('lays gaps over what stood before and after them', async () => {
    const store = await open();
    const [id = 0] = await insertEntities(store, [makeEntity({ ...known, aggregate: 'DISABLED' })]);
    await insertChanges(store, [makeChange(id, { seen_at: day(5) })]);
    const gap = { connection_id: 'ambient', reason: 'not-running' };
    await store.write((transaction) =>
      transaction
        .insertInto('coverage_gaps')
        .values([
          { ...gap, from_at: day(-3), to_at: day(-1) },
          { ...gap, from_at: day(-1), to_at: day(1) },
          { ...gap, from_at: day(4), to_at: day(6) },
          { ...gap, from_at: day(13) },
        ])
        .execute(),
    );
    expect(await strip(store)).toEqual([
      '0 not-watched',
      '1 enabled',
      '4 not-watched',
      '6 disabled-unexplained',
      '13 not-watched',
    ]);
    expect((await gapsOf(store, ['ambient'], day(0), day(13))).map((row) => row.to_at)).toEqual([day(1), day(6)]);
    expect(await gapsOf(store, [], day(0), day(13))).toEqual([]);
  });
});
