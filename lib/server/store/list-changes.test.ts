import { expect, it } from 'vitest';
import { placeInTime } from '../../domain/place-in-time.ts';
import { type ChangeFilter, countChanges, listChanges } from './list-changes.ts';
import type { Store } from './store.ts';
import { insertChanges, makeChange } from './testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from './testing/make-entity.ts';
import { withStores } from './testing/with-stores.ts';

const MINUTE = 60_000;

/** Two entities, forty changes a minute apart, two of them at each moment. */
async function filled(store: Store): Promise<[number, number]> {
  const [acme = 0, globex = 0] = await insertEntities(store, [makeEntity(), makeEntity({ name: 'globex' })]);
  const changes = Array.from({ length: 40 }, (_, index) =>
    makeChange(index % 3 === 0 ? globex : acme, {
      seen_at: TEST_TIME + Math.floor(index / 2) * MINUTE,
      track: ['aggregate', 'customer', 'finding:BOUNCE', 'finding:COMPLAINT'][index % 4] ?? 'aggregate',
      kind: index < 4 ? 'baseline' : 'changed',
      new_value: String(index),
    }),
  );
  await insertChanges(store, changes);
  return [acme, globex];
}

async function all(store: Store, filter: ChangeFilter, limit = 7): Promise<string[]> {
  const values: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listChanges(store, filter, { cursor, limit });
    values.push(...page.rows.map((row) => row.new_value ?? ''));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return values;
}

const indexes = (keep: (index: number) => boolean) =>
  Array.from({ length: 40 }, (_, index) => index)
    .filter(keep)
    .toReversed()
    .map(String);

withStores('the history', ({ open }) => {
  it('is listed newest first, narrowed, each change once', async () => {
    const store = await open();
    const [acme, globex] = await filled(store);
    expect(await all(store, {})).toEqual(indexes(() => true));
    expect(await all(store, { entityId: globex })).toEqual(indexes((index) => index % 3 === 0));
    expect(await all(store, { regions: ['us-east-1'], connectionIds: ['nobody'] })).toEqual([]);
    expect(await all(store, { regions: ['us-east-1', 'no\0where'] })).toEqual(indexes(() => true));
    expect(await countChanges(store, { regions: ['eu-west-1'] })).toBe(0);
    expect(await all(store, { tracks: ['finding'] })).toEqual(indexes((index) => index % 4 >= 2));
    expect(await all(store, { tracks: ['customer', 'finding:BOUNCE'] })).toEqual(
      indexes((index) => index % 4 === 1 || index % 4 === 2),
    );
    expect(await all(store, { withoutBaselines: true })).toEqual(indexes((index) => index >= 4));
    expect(await all(store, { entityId: acme, from: TEST_TIME + 2 * MINUTE, to: TEST_TIME + 4 * MINUTE })).toEqual(
      indexes((index) => index >= 4 && index < 8 && index % 3 !== 0),
    );
    expect(await all(store, { tracks: [] })).toEqual([]);
    expect(await countChanges(store, { tracks: ['aggregate'], withoutBaselines: true })).toBe(9);
  });

  it("stands a report at AWS's time, with what was before it as its old value, whatever the order they came in", async () => {
    const store = await open();
    const [acme = 0] = await insertEntities(store, [makeEntity()]);
    const reported = (minute: number, new_value: string) =>
      makeChange(acme, {
        track: 'customer',
        seen_at: TEST_TIME + minute * MINUTE,
        aws_time: TEST_TIME + minute * MINUTE,
        new_updated_at: TEST_TIME + minute * MINUTE,
        reported_at: TEST_TIME + 100 * MINUTE,
        source: 'import',
        old_value: null,
        new_value,
      });
    await insertChanges(store, [reported(9, 'ENABLED')]);
    await insertChanges(store, [
      makeChange(acme, {
        track: 'customer',
        seen_at: TEST_TIME + 6 * MINUTE,
        kind: 'baseline',
        new_value: 'REINSTATED',
      }),
      reported(3, 'DISABLED'),
      makeChange(acme, { track: 'aws', seen_at: TEST_TIME + 8 * MINUTE, new_value: 'THROTTLED' }),
    ]);
    const { rows } = await listChanges(store, { entityId: acme, tracks: ['customer'] }, { limit: 9 });
    expect(rows.map((row) => [row.new_value, row.prior_value])).toEqual([
      ['ENABLED', 'REINSTATED'],
      ['REINSTATED', null],
      ['DISABLED', null],
    ]);
  });

  it('keeps its pages while newer changes come', async () => {
    const store = await open();
    const [acme] = await filled(store);
    const first = await listChanges(store, {}, { limit: 20 });
    await insertChanges(store, [makeChange(acme, { seen_at: TEST_TIME + 60 * MINUTE, new_value: 'new' })]);
    const second = await listChanges(store, {}, { cursor: first.nextCursor ?? '', limit: 50 });
    expect([...first.rows, ...second.rows].map((row) => row.new_value)).toEqual(indexes(() => true));
  });

  it('is narrowed to who saw it, who made it, and one change by its id', async () => {
    const store = await open();
    const [acme = 0] = await insertEntities(store, [makeEntity()]);
    await store.write((transaction) =>
      transaction
        .insertInto('acts')
        .values({
          id: 'act-1',
          idempotency_key: 'k',
          act: 'disable',
          reason: 'r',
          request_hash: 'h',
          principal_id: 'u1',
          principal_name: 'Ada',
          started_at: TEST_TIME,
        })
        .execute(),
    );
    await insertChanges(store, [
      makeChange(acme, { new_value: 'act', source: 'act', act_id: 'act-1', origin: 'ours', seen_at: TEST_TIME + 3 }),
      makeChange(acme, { new_value: 'read', source: 'read', origin: 'likely-automatic', seen_at: TEST_TIME + 2 }),
      makeChange(acme, { new_value: 'sweep', source: 'sweep', seen_at: TEST_TIME + 1 }),
    ]);
    expect(await all(store, { sources: ['act', 'sweep'] })).toEqual(['act', 'sweep']);
    expect(await all(store, { sources: ['no\0where'] })).toEqual([]);
    expect(await all(store, { actors: ['u1'] })).toEqual(['act']);
    expect(await all(store, { actors: ['u2'] })).toEqual([]);
    expect(await all(store, { actors: ['u1', 'elsewhere'] })).toEqual(['act', 'sweep']);
    expect(await all(store, { actors: ['likely-automatic'] })).toEqual(['read']);
    const { rows } = await listChanges(store, { actors: ['u1'] }, { limit: 9 });
    expect(await all(store, { id: rows[0]?.id })).toEqual(['act']);
    expect(await all(store, { id: 9_007_199_254_740_000 })).toEqual([]);
  });

  it('orders by the moment each is shown at, as the pure rule says, over any pages', async () => {
    const store = await open();
    const [acme = 0] = await insertEntities(store, [makeEntity()]);
    const seconds = [-900, -130, -121, -120, -119, -60, -1, 0, 1, 300];
    const changes = seconds.flatMap((second, step) =>
      ['aws', 'finding:BOUNCE'].flatMap((track) =>
        ['baseline', 'changed'].flatMap((kind) =>
          [null, 'after-gap', 'after-gap,against-the-clock'].map((marks, index) =>
            makeChange(acme, {
              track,
              kind,
              marks,
              seen_at: TEST_TIME + step * 20_000,
              seen_after: index === 0 ? null : TEST_TIME + step * 20_000 - 30_000,
              aws_time: step === 4 ? null : TEST_TIME + step * 20_000 + second * 1000,
              new_value: `${step} ${track} ${kind} ${marks}`,
            }),
          ),
        ),
      ),
    );
    await insertChanges(store, changes);
    const { rows } = await listChanges(store, {}, { limit: 500 });
    const placeOf = (row: (typeof rows)[number]) =>
      row.kind === 'baseline' && row.track === 'aws'
        ? row.seen_at
        : placeInTime({
            ...row,
            value: row.new_value,
            awsTime: row.aws_time,
            seenAt: row.seen_at,
            seenAfter: row.seen_after,
            marks: row.marks?.split(',') ?? [],
          }).at;
    const expected = rows.toSorted((a, b) => placeOf(b) - placeOf(a) || b.id - a.id).map((row) => row.new_value);
    expect(await all(store, { order: 'happened' }, 7)).toEqual(expected);
    const from = TEST_TIME - 60_000;
    const inside = rows.filter((row) => placeOf(row) >= from && placeOf(row) < TEST_TIME).map((row) => row.new_value);
    const found = await all(store, { order: 'happened', from, to: TEST_TIME });
    expect(new Set(found)).toEqual(new Set(inside));
    expect(found.length).toBeGreaterThan(5);
  });

  it('names the entity, and who did an act of ours and why', async () => {
    const store = await open();
    const [acme = 0] = await insertEntities(store, [makeEntity()]);
    await store.write((transaction) =>
      transaction
        .insertInto('acts')
        .values({
          id: 'act-1',
          idempotency_key: 'k',
          act: 'reinstate',
          reason: 'Cleaned the list',
          request_hash: 'h',
          principal_id: 'u1',
          principal_name: 'Ada',
          started_at: TEST_TIME,
        })
        .execute(),
    );
    await insertChanges(store, [makeChange(acme, { act_id: 'act-1', origin: 'ours' })]);
    const { rows } = await listChanges(store, { entityId: acme }, { limit: 1 });
    expect(rows[0]).toMatchObject({ name: 'acme', act_by: 'Ada', act_reason: 'Cleaned the list', seen_at: TEST_TIME });
  });
});
