import { expect, it } from 'vitest';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { makeConnection, insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { stopRuns, whenRun } from './begin-run.ts';
import { holdAct } from './hold-act.ts';
import { resumeActs } from './resume-acts.ts';

const ACT = 'in-flight';
const NO_SES = new StandingError('ses-credentials-invalid', 'There is no SES here.');

async function storeAnAct(store: Store): Promise<void> {
  await store.write((transaction) =>
    transaction
      .insertInto('connections')
      .values(makeConnection({ id: 'c1' }))
      .execute(),
  );
  const [entityId = 0] = await insertEntities(store, [makeEntity({ connection_id: 'c1' })]);
  await store.write(async (transaction) => {
    await transaction
      .insertInto('acts')
      .values({
        id: ACT,
        idempotency_key: 'key',
        act: 'enable',
        reason: 'fixed',
        request_hash: 'x',
        principal_id: 'ada',
        principal_name: 'ada@example.com',
        started_at: TEST_TIME,
      })
      .execute();
    const item = { act_id: ACT, position: 0, requested_value: 'ENABLED', outcome: 'pending' };
    await transaction
      .insertInto('act_items')
      .values({ ...item, entity_id: entityId, arn: 'arn' })
      .execute();
  });
}

/** A process with nothing to reach SES by: whatever it runs, it settles as refused. */
function contextOf(store: Store): Context {
  return {
    principal: { kind: 'watcher' },
    store,
    gateway: {
      open: () => {
        throw NO_SES;
      },
      get: () => undefined,
      closeConnection: () => undefined,
      close: () => Promise.resolve(),
    },
    vault: {
      kid: 'none',
      seal: () => Promise.reject(NO_SES),
      open: () => Promise.reject(NO_SES),
    },
    auditKeys: testAuditKeys,
    clock: { now: () => TEST_TIME },
    log: testLog,
    requestId: null,
    clientAddress: null,
  };
}

withStores('acts of a process that lives', ({ dialect, location, open }) => {
  // Another server on the same SQLite file is refused long before.
  it.runIf(dialect === 'postgres')('are not taken up by another one until it has ended', async () => {
    const at = await location();
    const [mine, other] = [await open(at), await open(at)];
    await storeAnAct(mine);
    let ran = 0;
    const elsewhere = async () => {
      await resumeActs(contextOf(other));
      await whenRun(other, ACT);
    };
    const held = await holdAct(mine, ACT, async () => {
      expect(await holdAct(other, 'another', async () => void (ran += 1))).toBe(true);
      expect(await holdAct(other, ACT, async () => void (ran += 1))).toBe(false);
      await elsewhere();
      const item = await mine.read.selectFrom('act_items').select(['outcome', 'sent_at']).executeTakeFirstOrThrow();
      expect(item).toEqual({ outcome: 'pending', sent_at: null });
    });
    expect([held, ran]).toEqual([true, 1]);
    await elsewhere();
    expect(await mine.read.selectFrom('act_items').select('outcome').executeTakeFirstOrThrow()).not.toEqual({
      outcome: 'pending',
    });
    await stopRuns(other);
  });

  it('give their session back, whatever becomes of them', async () => {
    const store = await open();
    const failing = () => holdAct(store, ACT, () => Promise.reject(new Error('broken')));
    // Each would keep one connection of the pool.
    for (let round = 0; round < 12; round++) await expect(failing()).rejects.toThrow('broken');
    expect(await store.read.selectFrom('acts').selectAll().execute()).toEqual([]);
  });
});
