import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { ratesSchema } from '../../domain/rates.ts';
import { type World, openWorld } from '../entities/testing/open-world.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { getRates } from './get-rates.ts';

const OPERATION = 'BatchGetMetricData';
let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 24, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

withStores('the rates of a sender', ({ open }) => {
  let world: World;
  let arn: EntityArn;
  beforeEach(async () => {
    await simulator.control.clearFaults();
    world = await openWorld(await open(), simulator.keys.first);
    const arns = (await world.sweep()) as EntityArn[];
    arn = arns.find((each) => each.includes('/acme-receipts/')) as EntityArn;
    await simulator.control.clearLog();
  });
  afterEach(() => world.close());

  const asked = async () => (await simulator.control.log()).filter(({ operation }) => operation === OPERATION).length;
  async function rates(days?: number) {
    const answer = await getRates(world.context, { arn, days });
    expect(ratesSchema.safeParse(answer).error).toBeUndefined();
    return answer;
  }

  it('are asked for once however many look, and not again for a quarter of an hour', async () => {
    const answers = await Promise.all([rates(), rates(), rates()]);
    expect(await asked()).toBe(1);
    const [first] = answers;
    expect(first).toMatchObject({ state: 'read', missing: [], reason: null });
    expect(first.days).toHaveLength(30);
    expect(first.days.at(-1)?.running).toBe(true);
    expect(first.total?.sends).toBeGreaterThan(0);
    expect(first.total?.bounceRate.state).toBe('judged');
    expect(first.notes.join(' ')).toContain('not SES’s own');
    world.advance(14 * 60_000);
    await rates();
    expect(await asked()).toBe(1);
    world.advance(2 * 60_000);
    await rates();
    expect(await asked()).toBe(2);
    expect((await rates(7)).days).toHaveLength(7);
    expect(await asked()).toBe(3);
  });

  it('say which figures failed inside an answer, and ask again soon', async () => {
    await simulator.control.addFault({ fault: 'partial-metrics', operation: OPERATION, count: 1 });
    const holed = await rates();
    expect(holed.state).toBe('read');
    expect(holed.missing.map(({ metric }) => metric)).toEqual(['deliveries', 'complaints']);
    expect(holed.missing[0]?.message).toContain('The query could not be processed');
    expect(holed.total).toMatchObject({ deliveries: null, complaints: null, complaintRate: { state: 'unknown' } });
    expect(holed.total?.sends).toBeGreaterThan(0);
    world.advance(31_000);
    expect((await rates()).missing).toEqual([]);
  });

  it('name the IAM action that is missing', async () => {
    await simulator.control.addFault({ fault: 'denied', operation: OPERATION });
    expect(await rates()).toMatchObject({
      state: 'denied',
      days: [],
      reason: { code: 'ses-access-denied', iamAction: 'ses:BatchGetMetricData' },
    });
  });

  it('say that SES could not be asked', async () => {
    await simulator.control.addFault({ fault: 'error-500', operation: OPERATION });
    expect(await rates()).toMatchObject({ state: 'failed', reason: { code: 'ses-fault' } });
  });

  it('are not asked for where the account keeps none', async () => {
    const facts = JSON.stringify({ account: { metricsEnabled: false }, accountReadAt: world.context.clock.now() });
    await world.context.store.write((transaction) =>
      transaction.updateTable('connections').set({ facts }).where('id', '=', 'c1').execute(),
    );
    expect(await rates()).toMatchObject({ state: 'off', reason: { code: 'metrics-off' } });
    expect(await asked()).toBe(0);
  });

  it('say that an earlier tenant of the name is in them too', async () => {
    await world.context.store.write((transaction) =>
      transaction.updateTable('entities').set({ incarnation: 2 }).where('arn', '=', arn).execute(),
    );
    expect((await rates()).notes.join(' ')).toContain('another tenant of this name');
  });

  it('are for those who are signed in, and of senders that are known', async () => {
    await expect(getRates(world.as({ kind: 'anonymous' }), { arn })).rejects.toMatchObject({ code: 'not-signed-in' });
    const unknown = `${arn}x` as EntityArn;
    await expect(getRates(world.context, { arn: unknown })).rejects.toMatchObject({ code: 'entity-not-found' });
  });
});
