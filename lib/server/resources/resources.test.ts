import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { associate, sesClient } from '../../../e2e/ses-simulator/client-for-tests.ts';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { resourcesSchema } from '../../domain/resources.ts';
import { getEntity } from '../entities/get-entity.ts';
import { type World, openWorld } from '../entities/testing/open-world.ts';
import { listChanges } from '../history/list-changes.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { getResources } from './get-resources.ts';

let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 60, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

withStores('the resources of a sender', ({ open }) => {
  let world: World;
  let arn: EntityArn;
  beforeEach(async () => {
    await simulator.control.clearFaults();
    world = await openWorld(await open(), simulator.keys.first);
    arn = ((await world.sweep()) as EntityArn[]).find((each) => each.includes('/hooli-digest/')) as EntityArn;
    await simulator.control.clearLog();
  });
  afterEach(() => world.close());

  const requests = async () => (await simulator.control.log()).map(({ operation }) => operation);
  async function look(of = arn, refresh?: '1') {
    const answer = await getResources(world.context, { arn: of, refresh });
    expect(resourcesSchema.safeParse(answer).error).toBeUndefined();
    return answer;
  }
  /** Looks until all is read. */
  async function read(of = arn, refresh?: '1') {
    await look(of, refresh);
    await expect.poll(async () => (await look(of)).reading, { timeout: 10_000 }).toBe(false);
    return look(of);
  }

  it('are read when somebody looks, once however many do, each part with its age', async () => {
    const first = await look();
    expect(first.reading).toBe(true);
    await Promise.all([look(), look()]);
    const { items, readAt } = await read();
    expect(readAt).not.toBeNull();
    expect(items.map(({ kind }) => kind).toSorted()).toContain('identity');
    for (const item of items) {
      expect(item.attached.after).toBeNull();
      expect(item.associatedAt).not.toBeNull();
      expect(item.shared.count).not.toBeNull();
      expect(item.stateReadAt === null).toBe(item.kind === 'template');
    }
    const asked = await requests();
    expect(asked.filter((one) => one === 'ListTenantResources')).toHaveLength(1);
    expect(asked.filter((one) => one === 'ListResourceTenants')).toHaveLength(items.length);
  });

  it('feed what else can stop it, without a second read', async () => {
    await read();
    await simulator.control.clearLog();
    const { explanation } = await getEntity(world.context, { arn });
    const states = explanation.otherStops.slice(4).map(({ state }) => state);
    expect(states).not.toContain('unchecked');
    expect((await requests()).filter((one) => one !== 'GetReputationEntity')).toEqual([]);
  });

  it('name who shares each, worst first, and are read once for all who share them', async () => {
    const { items } = await read();
    const shared = items.find(({ shared: { count } }) => (count ?? 0) > 0);
    const other = shared?.shared.tenants[0];
    expect(other).toMatchObject({ arn: expect.stringContaining(`/${other?.name}/`) as string });
    expect(other?.standing).not.toBeNull();
    expect(shared?.shared.tenants.map(({ arn: one }) => one)).not.toContain(arn);
    await simulator.control.clearLog();
    const others = (await read(other?.arn as EntityArn)).items.map((one) => one.arn);
    const known = others.filter((one) => items.some((item) => item.arn === one));
    expect(known).toContain(shared?.arn);
    const asked = (await requests()).filter((one) => one === 'ListResourceTenants');
    expect(asked).toHaveLength(others.length - known.length);
  });

  it('tell of what came and went as intervals between two reads, in the history too', async () => {
    const before = await read();
    const gone = before.items.find(({ kind }) => kind === 'template');
    const readAt = before.readAt;
    world.advance(11 * 60_000);
    const [, name] = arn.split('/');
    const client = sesClient(simulator.url, simulator.keys.first);
    const association = { TenantName: name ?? '', ResourceArn: gone?.arn ?? '' };
    await associate(client, association, false);
    const after = await read();
    expect(after.items.map((one) => one.arn)).not.toContain(gone?.arn);
    expect(after.gone).toMatchObject([{ arn: gone?.arn, detached: { after: readAt, at: after.readAt } }]);
    const { items } = await listChanges(world.context, { arn, track: ['resource:template'] });
    expect(items.map(({ kind, new: { value }, cause }) => [kind, value, cause])).toEqual([
      ['changed', 'detached', gone?.name],
      ['baseline', 'attached', gone?.name],
    ]);
    expect(items[0]).toMatchObject({ seenAfter: readAt, seenAt: after.readAt });
    world.advance(11 * 60_000);
    await associate(client, association, true);
    const again = await read();
    const back = again.items.find((one) => one.arn === gone?.arn);
    expect(back?.attached).toEqual({ after: after.readAt, at: again.readAt });
    expect(again.gone).toHaveLength(1);
  });

  it.each([
    ['ListTenantResources', (answer: Awaited<ReturnType<typeof look>>) => answer.reason],
    ['GetEmailIdentity', (answer) => answer.items.find(({ kind }) => kind === 'identity')?.stateReason],
    ['GetConfigurationSet', (answer) => answer.items.find(({ kind }) => kind === 'configuration-set')?.stateReason],
    ['ListResourceTenants', (answer) => answer.items[0]?.shared.reason],
  ] satisfies [string, (answer: Awaited<ReturnType<typeof look>>) => unknown][])(
    'name the IAM action where %s is refused, and ask for it once',
    async (operation, reason) => {
      await simulator.control.addFault({ fault: 'denied', operation });
      expect(reason(await read())).toMatchObject({ code: 'ses-access-denied', iamAction: `ses:${operation}` });
      expect((await requests()).filter((one) => one === operation)).toHaveLength(1);
    },
  );

  it('stay as they were, with their age, while the list cannot be read', async () => {
    const before = await read();
    world.advance(11 * 60_000);
    await simulator.control.addFault({ fault: 'error-500', operation: 'ListTenantResources' });
    const after = await read();
    expect(after.items.map((one) => one.arn)).toEqual(before.items.map((one) => one.arn));
    expect(after).toMatchObject({ readAt: before.readAt, reason: { code: 'ses-fault' } });
  });

  it('are for those who are signed in', async () => {
    await expect(getResources(world.as({ kind: 'anonymous' }), { arn })).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });
});
