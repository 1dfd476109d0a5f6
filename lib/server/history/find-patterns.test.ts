import { expect, it } from 'vitest';
import { patternListSchema } from '../../domain/pattern-list.ts';
import type { Context } from '../context.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { insertChanges, makeChange } from '../store/testing/make-change.ts';
import { insertEntities, makeConnection, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { findPatterns } from './find-patterns.ts';

const HOUR = 3_600_000;
const ago = (hours: number) => TEST_TIME - hours * HOUR;
const REVIEW = JSON.stringify({
  account: { enforcementStatus: 'PROBATION', sendingEnabled: true },
  accountReadAt: TEST_TIME,
});

const contextOf = (store: Store): Context =>
  ({ principal: { kind: 'watcher' }, store, clock: { now: () => TEST_TIME } }) as unknown as Context;

/** One sender that flaps, one that relapsed, one that contradicts itself, one that stopped once, one that is well. */
async function seed(store: Store) {
  await store.write((transaction) =>
    transaction
      .insertInto('connections')
      .values(makeConnection({ id: 'review', facts: REVIEW }))
      .execute(),
  );
  const stopped = { aggregate: 'DISABLED', standing: 'disabled', customer_present: 1, customer_status: 'DISABLED' };
  const [flapping = 0, relapsed = 0, , once = 0] = await insertEntities(store, [
    makeEntity({ name: 'flapping' }),
    makeEntity({ name: 'relapsed', ...stopped }),
    makeEntity({ name: 'torn', customer_present: 1, customer_status: 'DISABLED' }),
    makeEntity({ name: 'once', ...stopped }),
    makeEntity({ name: 'well', connection_id: 'review' }),
    makeEntity({ name: 'gone', connection_id: 'review', deleted_at: TEST_TIME }),
  ]);
  const step = (id: number, hours: number, stop: boolean) =>
    makeChange(id, {
      seen_at: ago(hours),
      seen_after: ago(hours) - 60_000,
      old_value: stop ? 'ENABLED' : 'DISABLED',
      new_value: stop ? 'DISABLED' : 'ENABLED',
    });
  await insertChanges(store, [
    ...[160, 120, 80, 20].map((hours, index) => step(flapping, hours, index % 2 === 0)),
    // It was stopped and allowed beyond the reach of a fleet's patterns, and again within it.
    step(relapsed, 30, false),
    step(relapsed, 10, true),
    step(once, 5, true),
  ]);
}

withStores('patterns of a fleet', ({ open }) => {
  it('finds what stands out, worst first, and counts it', async () => {
    const store = await open();
    await seed(store);
    const found = await findPatterns(contextOf(store));
    expect(patternListSchema.safeParse(found).error).toBeUndefined();
    expect(found.senders.map(({ name, patterns }) => [name, patterns.map(({ kind }) => kind)])).toEqual([
      ['torn', ['aggregate-does-not-follow']],
      ['flapping', ['flapping', 'relapse']],
      ['relapsed', ['relapse']],
    ]);
    expect(found.counts).toMatchObject({ 'aggregate-does-not-follow': 1, relapse: 2, flapping: 1 });
    expect(found.accounts).toMatchObject([
      { connectionId: 'review', words: 'is under review (PROBATION)', allowed: 1, enforcementStatus: 'PROBATION' },
    ]);
  });

  it('takes what events reported into account, each with the value before it', async () => {
    const store = await open();
    const [id = 0] = await insertEntities(store, [makeEntity({ name: 'reported', aggregate: 'DISABLED' })]);
    const report = (hours: number, value: string) =>
      makeChange(id, {
        track: 'customer',
        old_value: null,
        new_value: value,
        seen_at: ago(hours),
        aws_time: ago(hours),
        reported_at: TEST_TIME,
        source: 'import',
      });
    await insertChanges(store, [report(9, 'DISABLED'), report(30, 'REINSTATED'), report(40, 'DISABLED')]);
    const { senders } = await findPatterns(contextOf(store));
    expect(senders[0]?.patterns[0]?.sentence).toContain('was stopped again');
    expect(senders[0]?.patterns[0]?.sentence).toContain('21 h after');
  });

  it('narrows to connections and Regions, and to what somebody may see', async () => {
    const store = await open();
    await seed(store);
    expect(await findPatterns(contextOf(store), { connection: ['review'] })).toMatchObject({ senders: [] });
    expect(await findPatterns(contextOf(store), { region: ['eu-west-1'] })).toMatchObject({
      senders: [],
      accounts: [],
    });
    expect(await findPatterns(contextOf(scopedStore(store, ['review'])))).toMatchObject({ senders: [] });
    expect(await findPatterns(contextOf(scopedStore(store, ['ambient'])))).toMatchObject({ accounts: [] });
  });
});
