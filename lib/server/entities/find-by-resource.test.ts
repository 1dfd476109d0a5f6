import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { resourceSearchSchema } from '../../domain/resource-search.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { findByResource } from './find-by-resource.ts';
import { listEntities } from './list-entities.ts';
import { getResources } from '../resources/get-resources.ts';
import { type World, openWorld } from './testing/open-world.ts';

let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 60, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

withStores('senders of a domain', ({ open }) => {
  let world: World;
  let arn: EntityArn;
  let domain: string;
  beforeEach(async () => {
    await simulator.control.clearFaults();
    world = await openWorld(await open(), simulator.keys.first);
    const arns = (await world.sweep()) as EntityArn[];
    arn = arns.find((each) => each.includes('/hooli-digest/')) as EntityArn;
    domain = await identityOf(arn);
    await simulator.control.clearLog();
  });
  afterEach(() => world.close());

  async function identityOf(reference: EntityArn): Promise<string> {
    const [, name = ''] = reference.split('/');
    const { value } = await world.connection.listTenantResources(name, null, { lane: 'open-entity' });
    const identity = value.resources.find(({ type }) => type === 'EMAIL_IDENTITY');
    return identity?.arn.split('/')[1] ?? '';
  }
  async function find(resource: string, refresh?: '1') {
    const answer = await findByResource(world.context, { resource, refresh });
    expect(resourceSearchSchema.safeParse(answer).error).toBeUndefined();
    return answer;
  }
  const listed = async (resource: string) =>
    (await listEntities(world.context, { resource })).items.map((item) => item.arn);
  const asked = async () =>
    (await simulator.control.log()).filter(({ operation }) => operation === 'ListResourceTenants').length;

  it('are asked of SES once, and known from then on', async () => {
    expect(await listed(domain)).toEqual([]);
    const first = await find(domain.toUpperCase());
    expect(first.connections).toMatchObject([{ state: 'asked', more: false, reason: null, account: '111122223333' }]);
    expect(first.connections[0]?.asked).toEqual([`arn:aws:ses:us-east-1:111122223333:identity/${domain}`]);
    expect(await listed(domain)).toContain(arn);
    expect(first.connections[0]?.found).toBe((await listed(domain)).length);
    world.advance(60_000);
    expect((await find(domain)).connections).toMatchObject([{ state: 'known', asked: [] }]);
    expect(await asked()).toBe(1);
    expect((await find(domain, '1')).connections).toMatchObject([{ state: 'asked' }]);
    expect(await asked()).toBe(2);
  });

  it('are found by an address of that domain, which costs one request more', async () => {
    const { connections } = await find(`Postmaster@${domain}`);
    expect(connections[0]?.asked.map((identity) => identity.split('/')[1])).toEqual([`Postmaster@${domain}`, domain]);
    expect(await listed(`postmaster@${domain}`)).toContain(arn);
    expect(await asked()).toBe(2);
  });

  it('are known without asking where their resources were read', async () => {
    const read = async () => (await getResources(world.context, { arn })).reading;
    expect(await read()).toBe(true);
    await expect.poll(read, { timeout: 10_000 }).toBe(false);
    await simulator.control.clearLog();
    expect((await find(domain)).connections).toMatchObject([{ state: 'known', found: 1 }]);
    expect(await listed(domain)).toEqual([arn]);
    expect(await asked()).toBe(0);
  });

  it('are none of a domain that SES does not know, which says where it asked, and asks only once for many', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => find('nobody.example')));
    for (const { connections, notHeld } of answers) {
      expect(connections).toMatchObject([{ label: 'Production', region: 'us-east-1', state: 'asked', found: 0 }]);
      expect(notHeld).toEqual([]);
    }
    expect(await asked()).toBe(1);
  });

  it('name the missing permission, and are limited for one person', async () => {
    await simulator.control.addFault({ fault: 'denied', operation: 'ListResourceTenants' });
    const { connections } = await find('denied.example');
    expect(connections).toMatchObject([{ state: 'denied', reason: { iamAction: 'ses:ListResourceTenants' } }]);
    const many = Array.from({ length: 25 }, (_, index) =>
      findByResource(world.context, { resource: `d${index}.example` }),
    );
    const refused = (await Promise.allSettled(many)).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBe(6);
    expect(refused[0]).toMatchObject({ reason: { code: 'too-many-requests' } });
  });

  it('that Standing does not hold are named with their ARN', async () => {
    await world.context.store.write((transaction) =>
      transaction.updateTable('entities').set({ deleted_at: 1 }).where('arn', '=', arn).execute(),
    );
    expect((await find(domain)).notHeld).toContainEqual({ name: arn.split('/')[1], arn });
  });
});
