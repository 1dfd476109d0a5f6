import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { StartAct } from '../../domain/act.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { OPERATOR, type World, openWorld } from '../entities/testing/open-world.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { whenRun } from './begin-run.ts';
import { getAct } from './get-act.ts';
import { resumeActs } from './resume-acts.ts';
import { startAct } from './start-act.ts';
import { undoAct } from './undo-act.ts';

let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 12, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

withStores('acts', ({ open }) => {
  let world: World;
  let arn: EntityArn;
  let keys = 0;

  beforeEach(async () => {
    await simulator.control.clearFaults();
    world = await openWorld(await open(), simulator.keys.first);
    [arn] = (await world.sweep()) as [EntityArn];
    await put({ customer: { status: 'DISABLED', cause: 'High bounce rate.' }, aws: { status: 'ENABLED' } });
  });
  afterEach(() => world.close());

  /** Sets the sender in SES alone; the next read is the first that sees it. */
  async function put(change: object) {
    await simulator.control.setEntity({ arn, impact: null, ...change });
    world.advance(1000);
  }
  async function act(more: Partial<StartAct> = {}) {
    const input = {
      arns: [arn],
      act: 'enable' as const,
      reason: 'fixed',
      idempotencyKey: `key-${keys++}-${Date.now()}`,
    };
    const { id } = await startAct(world.context, { ...input, ...more });
    await whenRun(world.context.store, id);
    return getAct(world.context, { id });
  }
  const writes = async () =>
    (await simulator.control.log()).filter((entry) => entry.operation?.startsWith('UpdateReputationEntity')).length;
  const auditOf = (action: string) =>
    world.context.store.read.selectFrom('audit').selectAll().where('action', '=', action).orderBy('id').execute();

  it('enables a paused sender, confirms it by reading, and leaves audit rows and a change of its own', async () => {
    const done = await act();
    expect(done).toMatchObject({ act: 'enable', who: 'ada@example.com', reason: 'fixed' });
    expect(done.finishedAt).not.toBeNull();
    expect(done.items).toMatchObject([
      { outcome: 'confirmed', before: 'DISABLED', requested: 'ENABLED', after: 'ENABLED' },
    ]);
    expect((await auditOf('act.enable')).map((row) => [row.kind, row.target, row.principal_name])).toEqual([
      ['intent', arn, 'ada@example.com'],
      ['outcome', arn, 'ada@example.com'],
    ]);
    const changes = await world.context.store.read
      .selectFrom('changes')
      .select(['track', 'origin', 'act_id', 'new_value'])
      .where('kind', '=', 'changed')
      .where('track', '=', 'customer')
      .orderBy('id', 'desc')
      .execute();
    expect(changes[0]).toEqual({ track: 'customer', origin: 'ours', act_id: done.id, new_value: 'ENABLED' });
  });

  it('writes nothing where it is so already, where it moved, and where SES itself stops the sender', async () => {
    const before = await writes();
    expect((await act({ act: 'disable' })).items[0]?.outcome).toBe('no-change');
    const moved = await act({ expected: { customerManagedStatus: 'ENABLED' } });
    expect(moved.items[0]).toMatchObject({ outcome: 'moved' });
    expect(moved.items[0]?.detail).toContain('The customer-managed record was ENABLED and is DISABLED now.');
    await put({ aws: { status: 'DISABLED', cause: 'Phishing.' } });
    const refused = await act({ act: 'reinstate', expected: { [arn]: { customerManagedStatus: 'DISABLED' } } });
    expect(refused.items[0]).toMatchObject({ outcome: 'refused' });
    expect(refused.items[0]?.detail).toContain('Support case');
    expect(await writes()).toBe(before);
  });

  it('acts once for one key, and refuses the key for another request', async () => {
    const before = await writes();
    const input = { arns: [arn], act: 'enable' as const, reason: 'fixed', idempotencyKey: 'the-same-key' };
    const [first, second] = await Promise.all([startAct(world.context, input), startAct(world.context, input)]);
    expect(second.id).toBe(first.id);
    await whenRun(world.context.store, first.id);
    expect((await writes()) - before).toBe(1);
    await expect(startAct(world.context, { ...input, reason: 'other' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('acts once for two operators at once, and leaves alone what another process has under way', async () => {
    const before = await writes();
    const grace = world.as({ ...OPERATOR, id: 'grace', email: 'grace@example.com' });
    const input = { arns: [arn], act: 'enable' as const, reason: 'fixed' };
    const ids = await Promise.all([
      startAct(world.context, { ...input, idempotencyKey: `ada-${keys++}-${before}` }),
      startAct(grace, { ...input, idempotencyKey: `grace-${keys++}-${before}` }),
    ]);
    const ends = [];
    for (const { id } of ids) {
      await whenRun(world.context.store, id);
      ends.push((await getAct(world.context, { id })).items[0]?.outcome);
    }
    expect(new Set(ends)).toEqual(new Set(['confirmed', 'no-change']));
    expect((await writes()) - before).toBe(1);

    await world.context.store.write((transaction) =>
      transaction.updateTable('act_items').set({ outcome: 'pending' }).where('outcome', '=', 'confirmed').execute(),
    );
    const late = await act({ act: 'disable' });
    expect(late.items).toMatchObject([{ outcome: 'refused' }]);
    expect((await writes()) - before).toBe(1);
  });

  it('sets a policy, and undoes it once', async () => {
    await put({ policy: 'standard' });
    const done = await act({ act: 'set-policy', policy: 'strict' });
    expect(done.items).toMatchObject([{ outcome: 'confirmed', before: 'standard', after: 'strict' }]);
    const undo = await undoAct(world.context, { id: done.id });
    await whenRun(world.context.store, undo.id);
    expect(await undoAct(world.context, { id: done.id })).toEqual(undo);
    expect((await getAct(world.context, undo)).items).toMatchObject([{ outcome: 'confirmed', after: 'standard' }]);
  });

  it('undoes to the previous value, but never over another change', async () => {
    const done = await act();
    const undo = await undoAct(world.context, { id: done.id });
    await whenRun(world.context.store, undo.id);
    expect((await getAct(world.context, undo)).items).toMatchObject([{ outcome: 'confirmed', after: 'DISABLED' }]);

    const again = await act();
    await put({ customer: { status: 'REINSTATED' } });
    const late = await undoAct(world.context, { id: again.id });
    await whenRun(world.context.store, late.id);
    expect((await getAct(world.context, late)).items).toMatchObject([{ outcome: 'moved', after: 'REINSTATED' }]);
    const nothing = await act({ act: 'reinstate' });
    await expect(undoAct(world.context, { id: nothing.id })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('resolves a lost answer by reading, without a second write', async () => {
    const operation = 'UpdateReputationEntityCustomerManagedStatus';
    const before = await writes();
    await simulator.control.addFault({ fault: 'reset', operation, count: 1 });
    const done = await act();
    expect(done.items).toMatchObject([{ outcome: 'confirmed', after: 'ENABLED' }]);
    expect(done.items[0]?.detail).toContain('answer was lost');
    expect((await writes()) - before).toBe(1);
  });

  it('says what SES refuses, in words', async () => {
    await simulator.control.addFault({
      fault: 'denied',
      operation: 'UpdateReputationEntityCustomerManagedStatus',
    });
    const done = await act();
    expect(done.items).toMatchObject([{ outcome: 'refused', after: null }]);
    expect(done.items[0]?.detail).toContain('ses:UpdateReputationEntityCustomerManagedStatus');
  });

  it('takes up after a crash: the unsent is done, the sent is only read', async () => {
    const { store } = world.context;
    const other = (await store.read.selectFrom('entities').select(['id', 'arn']).orderBy('arn').execute()).find(
      (row) => row.arn !== arn,
    );
    const own = await store.read.selectFrom('entities').select('id').where('arn', '=', arn).executeTakeFirstOrThrow();
    await simulator.control.setEntity({
      arn: other?.arn ?? '',
      customer: { status: 'ENABLED' },
      aws: { status: 'ENABLED' },
    });
    await store.write(async (transaction) => {
      await transaction
        .insertInto('acts')
        .values({
          id: 'crashed',
          idempotency_key: 'crashed-key',
          act: 'enable',
          reason: 'fixed',
          request_hash: 'x',
          principal_id: OPERATOR.kind,
          principal_name: 'ada@example.com',
          started_at: world.context.clock.now() - 60_000,
        })
        .execute();
      const item = { act_id: 'crashed', requested_value: 'ENABLED', outcome: 'pending' };
      await transaction
        .insertInto('act_items')
        .values([
          { ...item, position: 0, entity_id: own.id, arn },
          {
            ...item,
            position: 1,
            entity_id: other?.id ?? 0,
            arn: other?.arn ?? '',
            before_value: 'DISABLED',
            sent_at: 1,
          },
        ])
        .execute();
    });
    const before = await writes();
    expect(await resumeActs({ ...world.context, principal: { kind: 'watcher' } })).toBe(1);
    await whenRun(store, 'crashed');
    expect((await getAct(world.context, { id: 'crashed' })).items.map((item) => item.outcome)).toEqual([
      'confirmed',
      'confirmed',
    ]);
    expect((await writes()) - before).toBe(1);
  });

  it.each([
    ['reinstated', 'settled-otherwise', 'REINSTATED'],
    ['re-paused', 'reverted', 'DISABLED'],
    ['enabled', 'confirmed', 'ENABLED'],
  ] as const)('ends truthfully when SES answers ENABLED with open findings by: %s', async (answer, outcome, after) => {
    await simulator.control.setSwitches({ enableWithFindings: answer });
    await simulator.control.setFinding({ arn, policyActs: false });
    const done = await act();
    await simulator.control.setFinding({ arn, act: 'resolve' });
    await simulator.control.setSwitches({ enableWithFindings: 'enabled' });
    expect(done.items).toMatchObject([{ outcome, after }]);
  });

  it('is for operators', async () => {
    const input = { arns: [arn], act: 'enable' as const, reason: 'x', idempotencyKey: 'viewer-key' };
    const viewer = world.as({ ...OPERATOR, role: 'viewer' });
    await expect(startAct(viewer, input)).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await auditOf('act.enable')).toEqual([]);
  });
});
