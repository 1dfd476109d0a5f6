import { beforeEach, expect, it } from 'vitest';
import type { SeenQuestion } from '../../domain/seen-before.ts';
import type { Context } from '../context.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { insertChanges, makeChange } from '../store/testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { seenBefore } from './seen-before.ts';

const ACCOUNT = '123456789012';
const HOUR = 3_600_000;
const ago = (hours: number) => TEST_TIME - hours * HOUR;

withStores('what an account showed before', ({ open }) => {
  let store: Store;
  let ids: number[];
  beforeEach(async () => {
    store = await open();
    ids = await insertEntities(store, [
      makeEntity({ name: 'stayed' }),
      makeEntity({ name: 'stopped' }),
      makeEntity({ name: 'clean' }),
      makeEntity({ name: 'elsewhere', account: '999988887777' }),
    ]);
  });
  const ask = (question: SeenQuestion, of = store) =>
    seenBefore({ principal: { kind: 'watcher' }, store: of } as unknown as Context, { question, account: ACCOUNT });

  const step = (id: number, hours: number, from: string, to: string, more = {}) =>
    makeChange(id, { track: 'customer', seen_at: ago(hours), old_value: from, new_value: to, ...more });
  async function finding(id: number, hours: number, fixed: number | null) {
    await store.write((transaction) =>
      transaction
        .insertInto('findings')
        .values({
          entity_id: id,
          connection_id: 'ambient',
          arn: `arn-${id}`,
          type: 'BOUNCE',
          status: fixed === null ? 'OPEN' : 'FIXED',
          created_at: ago(hours),
          last_updated_at: fixed === null ? ago(hours) : ago(fixed),
          first_seen_at: ago(hours),
          last_seen_at: TEST_TIME,
        })
        .execute(),
    );
  }
  /** Standing wrote ENABLED that many hours ago. */
  async function enabled(id: number, hours: number) {
    await store.write(async (transaction) => {
      const act = `act-${id}`;
      const base = { act: 'enable', reason: 'x', request_hash: 'x', principal_id: 'ada', principal_name: 'Ada' };
      await transaction
        .insertInto('acts')
        .values({ ...base, id: act, idempotency_key: act, started_at: ago(hours) })
        .execute();
      const item = { position: 0, entity_id: id, arn: `arn-${id}`, requested_value: 'ENABLED', outcome: 'confirmed' };
      await transaction
        .insertInto('act_items')
        .values({ ...item, act_id: act, sent_at: ago(hours) })
        .execute();
    });
  }

  it('tells how ENABLED with open findings ended, of our own acts in this account alone', async () => {
    const [stayed = 0, stopped = 0, clean = 0, elsewhere = 0] = ids;
    for (const id of [stayed, stopped, elsewhere]) await finding(id, 20, null);
    await finding(clean, 20, 15);
    for (const id of ids) await enabled(id, 10);
    await insertChanges(store, [
      ...ids.map((id) => step(id, 9.9, 'DISABLED', 'ENABLED', { origin: 'ours' })),
      step(stopped, 9.5, 'ENABLED', 'DISABLED'),
      // Hours later it is another matter.
      step(stayed, 3, 'ENABLED', 'DISABLED'),
    ]);
    const seen = await ask('enable-with-open-findings');
    expect(Object.fromEntries(seen.outcomes.map(({ outcome, count }) => [outcome, count]))).toEqual({
      'stayed-enabled': 1,
      'stopped-again': 1,
    });
    expect(seen.sentence).toContain('Of 2 earlier cases');
    expect((await ask('enable-with-open-findings', scopedStore(store, ['other']))).outcomes).toEqual([]);
  });

  it('tells whether a reinstated sender returned when its findings ended', async () => {
    const [returned = 0, stayed = 0, open_ = 0] = ids;
    await finding(returned, 100, 60);
    await finding(stayed, 100, 60);
    await finding(open_, 100, null);
    await insertChanges(store, [
      ...[returned, stayed, open_].map((id) => step(id, 90, 'DISABLED', 'REINSTATED')),
      step(returned, 59.9, 'REINSTATED', 'ENABLED'),
    ]);
    const { outcomes, undecided } = await ask('reinstated-without-findings');
    expect(Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, count]))).toEqual({
      'returned-to-enabled': 1,
      'stayed-reinstated': 1,
    });
    expect(undecided).toBe(0);
  });

  it('tells in which record stops that look automatic were', async () => {
    const [one = 0, two = 0] = ids;
    await insertChanges(store, [
      step(one, 5, 'ENABLED', 'DISABLED', { origin: 'likely-automatic' }),
      step(two, 4, 'ENABLED', 'DISABLED', { origin: 'likely-automatic' }),
      step(two, 3, 'ENABLED', 'DISABLED'),
    ]);
    expect((await ask('automatic-stop-record')).sentence).toBe(
      'In both earlier cases of a stop that was likely automatic in this account, it was in the customer-managed record.',
    );
  });

  it('says that there was none', async () => {
    expect(await ask('automatic-stop-record')).toMatchObject({ outcomes: [], undecided: 0 });
  });
});
