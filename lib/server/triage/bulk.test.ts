import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { StartAct } from '../../domain/act.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { NO_GUARD_RAILS } from '../../domain/guard-rails.ts';
import { OPERATOR, type World, openWorld } from '../entities/testing/open-world.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { approveAct } from './approve-act.ts';
import { whenRun } from './begin-run.ts';
import { cancelAct } from './cancel-act.ts';
import { changeGuardRails } from './change-guard-rails.ts';
import { getAct } from './get-act.ts';
import { keepOnce } from './keep-acts.ts';
import { listActs } from './list-acts.ts';
import { pauseAct } from './pause-act.ts';
import { previewAct } from './preview-act.ts';
import { resumeAct } from './resume-act.ts';
import { retryAct } from './retry-act.ts';
import { startAct } from './start-act.ts';
import { undoAct } from './undo-act.ts';

/** Spread over accounts and Regions: some forty are in this one. */
const TENANTS = 90;
const STATUS = 'UpdateReputationEntityCustomerManagedStatus';
const stopped = { status: ['DISABLED'] };

let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: TENANTS, seed: 11 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

withStores('a bulk', ({ open }) => {
  let world: World;
  let arns: EntityArn[];
  let keys = 0;

  beforeEach(async () => {
    await simulator.control.clearFaults();
    world = await openWorld(await open(), simulator.keys.first);
    await world.sweep();
    // Plain ones: some of this world answer oddly on purpose.
    const plain = await world.context.store.read
      .selectFrom('entities')
      .select(['arn', 'name'])
      .where('aggregate', 'in', ['ENABLED', 'DISABLED', 'REINSTATED'])
      .orderBy('name_key')
      .execute();
    arns = plain.slice(0, 30).map(({ arn }) => arn as EntityArn);
    for (const { arn } of plain) {
      const isOurs = arns.includes(arn as EntityArn);
      const customer = isOurs ? { status: 'DISABLED', cause: 'High bounce rate.' } : { status: 'ENABLED', cause: null };
      await simulator.control.setEntity({ arn, impact: null, customer, aws: { status: 'ENABLED' } });
    }
    world.advance(1000);
    await world.sweep();
    await simulator.control.clearLog();
  });
  afterEach(() => world.close());

  const key = () => `bulk-key-${(keys += 1)}-${Date.now()}`;
  const input = (more: Partial<StartAct> = {}): StartAct => ({
    filter: stopped,
    count: 30,
    typed: '30',
    act: 'reinstate',
    reason: 'list cleaned',
    idempotencyKey: key(),
    ...more,
  });
  async function run(more: Partial<StartAct> = {}, context = world.context) {
    const { id } = await startAct(context, input(more));
    await whenRun(context.store, id);
    return getAct(context, { id });
  }
  const calls = async () => (await simulator.control.log()).flatMap(({ operation }) => operation ?? []);

  it('lifts all that match a filter, and confirms them by a list instead of one Get each', async () => {
    const preview = await previewAct(world.context, { filter: stopped, act: 'reinstate' });
    expect(preview).toMatchObject({ total: 30, guard: { typed: '30', refusal: null, approval: false } });
    expect(preview.groups).toMatchObject([{ outcome: 'will-change', count: 30 }]);
    expect(preview.predictions).toMatchObject([{ from: 'DISABLED', to: 'REINSTATED', mail: 'flows', count: 30 }]);
    const done = await run({ seen: preview.seen });
    expect(done).toMatchObject({ state: 'finished', counts: { confirmed: 30 }, total: 30 });
    const made = await calls();
    expect(made.filter((one) => one === STATUS)).toHaveLength(30);
    expect(made.filter((one) => one === 'GetReputationEntity')).toHaveLength(30);
    expect(made.length).toBeLessThanOrEqual(62);
    const linked = await world.context.store.read
      .selectFrom('changes')
      .select('entity_id')
      .where('act_id', '=', done.id)
      .where('track', '=', 'customer')
      .execute();
    expect(linked).toHaveLength(30);
  });

  it('does nothing where the filter matches another number, or another state than was seen', async () => {
    const { seen } = await previewAct(world.context, { filter: stopped, act: 'reinstate' });
    await expect(startAct(world.context, input({ count: 31, typed: '31' }))).rejects.toMatchObject({
      code: 'conflict',
    });
    await simulator.control.setEntity({ arn: arns[0], aws: { status: 'DISABLED', cause: 'Phishing.' } });
    world.advance(1000);
    await world.sweep();
    await expect(startAct(world.context, input({ seen }))).rejects.toMatchObject({ code: 'conflict' });
    const again = await previewAct(world.context, { filter: stopped, act: 'reinstate' });
    expect(again.groups.map(({ outcome, count }) => [outcome, count])).toEqual([
      ['will-change', 29],
      ['no-effect', 1],
    ]);
    expect(await calls()).not.toContain(STATUS);
  });

  it('is the same act for the same click, also when its senders match no more', async () => {
    const one = input();
    const { id } = await startAct(world.context, one);
    await whenRun(world.context.store, id);
    expect(await startAct(world.context, one)).toEqual({ id });
  });

  it('pauses, goes on, cancels the rest, and tries the failed again', async () => {
    await simulator.control.addFault({ fault: 'slow', operation: STATUS, milliseconds: 60 });
    const { id } = await startAct(world.context, input());
    await pauseAct(world.context, { id });
    await whenRun(world.context.store, id);
    const paused = await getAct(world.context, { id });
    expect(paused).toMatchObject({ state: 'paused', stateReason: 'Paused by ada@example.com.' });
    expect(paused.counts.pending).toBeGreaterThan(10);
    await simulator.control.clearFaults();
    await resumeAct(world.context, { id });
    await pauseAct(world.context, { id });
    await cancelAct(world.context, { id });
    await whenRun(world.context.store, id);
    const cancelled = await getAct(world.context, { id });
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.finishedAt).not.toBeNull();
    expect((cancelled.counts.cancelled ?? 0) + (cancelled.counts.confirmed ?? 0)).toBe(30);
    const again = await retryAct(world.context, { id });
    expect(await retryAct(world.context, { id })).toEqual(again);
    await whenRun(world.context.store, again.id);
    expect((await getAct(world.context, again)).counts).toEqual({ confirmed: cancelled.counts.cancelled });
    expect((await calls()).filter((one) => one === STATUS)).toHaveLength(30);
  });

  it('waits where the credentials are refused, and goes on by itself once they work', async () => {
    await simulator.control.addFault({ fault: 'expired-token', count: 4 });
    const { id } = await startAct(world.context, input());
    await whenRun(world.context.store, id);
    expect(await getAct(world.context, { id })).toMatchObject({ state: 'paused', counts: { pending: 30 } });
    await simulator.control.clearFaults();
    world.advance(30_000);
    await keepOnce(world.context, new AbortController().signal);
    await whenRun(world.context.store, id);
    expect(await getAct(world.context, { id })).toMatchObject({ state: 'finished', counts: { confirmed: 30 } });
  });

  it('gives each its own previous value back, and leaves alone what another moved or wrote again', async () => {
    await simulator.control.setEntity({ arn: arns[0], customer: { status: 'ENABLED' } });
    world.advance(1000);
    await world.sweep();
    const done = await run({ arns, filter: undefined, count: undefined, act: 'reinstate' });
    expect(done.counts).toEqual({ confirmed: 30 });
    await simulator.control.setEntity({ arn: arns[1], customer: { status: 'ENABLED' } });
    await simulator.control.setEntity({ arn: arns[2], customer: { status: 'REINSTATED', cause: 'Again.' } });
    const undo = await undoAct(world.context, { id: done.id });
    await whenRun(world.context.store, undo.id);
    const undone = await getAct(world.context, undo);
    expect(undone.counts).toEqual({ confirmed: 28, moved: 2 });
    expect(undone.items[0]).toMatchObject({ after: 'ENABLED' });
    expect(undone.items[3]).toMatchObject({ after: 'DISABLED' });
    expect(undone.parent).toEqual({ id: done.id, kind: 'undo' });
  });

  it('needs a second person where the guard rails say so, and expires', async () => {
    const admin = world.as({ ...OPERATOR, id: 'root', email: 'root@example.com', role: 'administrator' });
    await changeGuardRails(admin, { ...NO_GUARD_RAILS, approvalAbove: 20, typedAbove: null });
    const { id } = await startAct(world.context, input());
    expect((await listActs(world.context, { state: ['awaiting-approval'] })).items).toMatchObject([{ id, total: 30 }]);
    await expect(approveAct(world.context, { id, decision: 'approve' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const grace = world.as({ ...OPERATOR, id: 'grace', email: 'grace@example.com' });
    await approveAct(grace, { id, decision: 'approve', reason: 'looked at it' });
    await whenRun(world.context.store, id);
    const done = await getAct(world.context, { id });
    expect(done).toMatchObject({ state: 'finished', counts: { confirmed: 30 } });
    expect(done.approval?.approved).toMatchObject({ by: 'grace@example.com', reason: 'looked at it' });

    const late = await startAct(world.context, input({ arns, filter: undefined, count: undefined, act: 'disable' }));
    world.advance(25 * 3_600_000);
    await keepOnce(world.context, new AbortController().signal);
    expect(await getAct(world.context, late)).toMatchObject({ state: 'expired', counts: { cancelled: 30 } });
  });

  it('is refused while acts are held, stops in the middle when they come to be, and goes on after', async () => {
    const admin = world.as({ ...OPERATOR, id: 'root', email: 'root@example.com', role: 'administrator' });
    await expect(startAct(world.context, input({ typed: '3' }))).rejects.toMatchObject({ code: 'confirmation-needed' });
    await simulator.control.addFault({ fault: 'slow', operation: STATUS, milliseconds: 60 });
    const { id } = await startAct(world.context, input());
    await changeGuardRails(admin, { ...NO_GUARD_RAILS, readOnly: 'audit week' });
    await whenRun(world.context.store, id);
    const held = await getAct(world.context, { id });
    expect(held.state).toBe('paused');
    expect(held.stateReason).toContain('audit week');
    await expect(
      startAct(world.context, input({ count: held.counts.pending, typed: String(held.counts.pending) })),
    ).rejects.toMatchObject({
      code: 'acts-held',
    });
    await changeGuardRails(admin, NO_GUARD_RAILS);
    await resumeAct(world.context, { id });
    await whenRun(world.context.store, id);
    expect((await getAct(world.context, { id })).counts).toEqual({ confirmed: 30 });
  });
});
