import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { createLog } from '../log.ts';
import type { CallOptions, SesConnection, SesGateway } from './gateway.ts';
import { openGateway } from './open-gateway.ts';

const FAST = { ratePerSecond: 1000, share: 1 };
const person: CallOptions = { lane: 'open-entity' };
const writer = { lane: 'act', operator: 'operator-1' } as const;

let simulator: Awaited<ReturnType<typeof startInProcess>>;
let gateway: SesGateway;
let connection: SesConnection;
let arn: EntityArn;

const staticKeys = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) =>
  ({ source: 'static-keys', accessKeyId, secretAccessKey }) as const;
const open = (config = FAST, of = openGateway({ config, clock: Date, log: createLog('silent') })) => of;

/** Follows the pages to their end. */
async function all<T>(page: (token: string | null) => Promise<{ rows: T[]; next: string | null }>): Promise<T[]> {
  const rows: T[] = [];
  for (let token: string | null = null; ;) {
    const { rows: more, next } = await page(token);
    rows.push(...more);
    if (next === null) return rows;
    token = next;
  }
}
const allEntities = (from: SesConnection, filter = {}) =>
  all(async (token) => {
    const { value } = await from.listEntities(filter, token, { lane: 'full-sweep' });
    return { rows: value.entities, next: value.nextToken };
  });
const requests = async (operation: string) =>
  (await simulator.control.log()).filter((entry) => entry.operation === operation);

beforeAll(async () => {
  simulator = await startInProcess({ tenants: 300, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
  process.env.AWS_ENDPOINT_URL_STS = simulator.url;
  gateway = open();
  const { first } = simulator.keys;
  connection = gateway.open({
    id: 'one',
    region: 'us-east-1',
    account: first.account,
    credential: staticKeys(first),
  });
  arn = (await connection.listEntities({}, null, person)).value.entities[0]!.arn as EntityArn;
});
afterEach(async () => {
  await simulator.control.clearFaults();
  await simulator.control.clearLog();
});
afterAll(async () => {
  await gateway.close();
  await simulator.stop();
});

describe('operations', () => {
  it('lists every entity once, and what it lists is what Get says', async () => {
    const entities = await allEntities(connection);
    const state = await simulator.control.state();
    const place = state.places.find((one) => one.region === 'us-east-1');
    expect(entities).toHaveLength(place!.tenants);
    expect(new Set(entities.map((entity) => entity.arn)).size).toBe(entities.length);
    const got = await connection.getEntity(arn, person);
    expect(got.value).toEqual(entities.find((entity) => entity.arn === arn));
    expect(got.endedAt).toBeGreaterThanOrEqual(got.beganAt);
    expect(got.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('filters by status, impact and prefix', async () => {
    const entities = await allEntities(connection);
    const disabled = await allEntities(connection, { sendingStatus: 'DISABLED' });
    const high = await allEntities(connection, { reputationImpact: 'HIGH' });
    expect(disabled.length).toBeGreaterThan(0);
    expect(disabled).toEqual(entities.filter((entity) => entity.sendingStatusAggregate === 'DISABLED'));
    expect(high).toEqual(entities.filter((entity) => entity.reputationImpact === 'HIGH'));
    expect(await allEntities(connection, { referencePrefix: arn })).toHaveLength(1);
  });

  it('writes status and policy, and reads them back', async () => {
    await connection.setCustomerStatus(arn, 'DISABLED', writer);
    await connection.setPolicy(arn, 'strict', writer);
    const { value } = await connection.getEntity(arn, writer);
    expect(value.customerManagedStatus?.status).toBe('DISABLED');
    expect(value.reputationManagementPolicy).toBe('arn:aws:ses:us-east-1:aws:reputation-policy/strict');
    await connection.setCustomerStatus(arn, 'ENABLED', writer);
    expect((await connection.getEntity(arn, writer)).value.customerManagedStatus?.status).toBe('ENABLED');
  });

  it('reads findings by status, type and resource, each pair of filters as SES takes it', async () => {
    const find = (filter: object) =>
      all(async (token) => {
        const { value } = await connection.listFindings(filter, token, { lane: 'filtered-lists' });
        return { rows: value.findings, next: value.nextToken };
      });
    const every = await find({});
    const open = await find({ status: 'OPEN', type: 'BOUNCE' });
    expect(open).toEqual(every.filter((finding) => finding.status === 'OPEN' && finding.type === 'BOUNCE'));
    expect(open.length).toBeGreaterThan(0);
    const about = every.find((finding) => finding.status === 'FIXED' && finding.arn.includes(':tenant/'))!;
    const fixed = await find({ resourceArn: about.arn, status: 'FIXED' });
    expect(fixed).toContainEqual(about);
    expect(fixed.every((finding) => finding.arn === about.arn && finding.status === 'FIXED')).toBe(true);
  });

  it('reads tenants, what they send with, and the account', async () => {
    const tenant = (await connection.listTenants(null, person)).value.tenants.find((one) => one.arn === arn)!;
    expect((await connection.getTenant(tenant.name, person)).value).toEqual(tenant);
    const { resources } = (await connection.listTenantResources(tenant.name, null, person)).value;
    const identity = resources.find((resource) => resource.type === 'EMAIL_IDENTITY')!;
    const { tenants } = (await connection.listResourceTenants(identity.arn, null, person)).value;
    expect(tenants).toContainEqual(expect.objectContaining({ tenantName: tenant.name, tenantId: tenant.tenantId }));
    const nameOf = (type: string) =>
      resources
        .find((one) => one.type === type)!
        .arn.split('/')
        .slice(1)
        .join('/');
    const domain = await connection.getIdentity(nameOf('EMAIL_IDENTITY'), person);
    expect(typeof domain.value.verifiedForSending).toBe('boolean');
    const set = await connection.getConfigurationSet(nameOf('CONFIGURATION_SET'), person);
    expect(typeof set.value.sendingEnabled).toBe('boolean');
    expect((await connection.getAccount(person)).value.enforcementStatus).toBe('HEALTHY');
    expect(await connection.callerIdentity()).toMatchObject({
      account: simulator.keys.first.account,
      partition: 'aws',
    });
  });

  it.each([
    { pageSizeMax: 10, pageSizeOverMax: 'refused' },
    { pageSizeMax: 100, pageSizeOverMax: 'refused' },
    { pageSizeMax: 10, pageSizeOverMax: 'capped' },
  ] as const)('finds the page size under %j, and remembers it', async (switches) => {
    const before = await allEntities(connection);
    await simulator.control.setSwitches(switches);
    const fresh = open();
    try {
      const credential = staticKeys(simulator.keys.first);
      const probing = fresh.open({ id: 'p', region: 'us-east-1', account: null, credential });
      expect(await allEntities(probing)).toEqual(before);
      const remembered = switches.pageSizeOverMax === 'capped' ? 1000 : switches.pageSizeMax;
      expect(probing.pageSizes()['ListReputationEntities']).toBe(remembered);
      await simulator.control.clearLog();
      const again = fresh.open({
        id: 'q',
        region: 'us-east-1',
        account: null,
        credential,
        pageSizes: probing.pageSizes(),
      });
      await again.listEntities({}, null, person);
      expect((await requests('ListReputationEntities')).map((entry) => entry.pageSize)).toEqual([remembered]);
    } finally {
      await simulator.control.setSwitches({ pageSizeMax: 1000, pageSizeOverMax: 'refused' });
      await fresh.close();
    }
  });
});

describe('single flight', () => {
  it('reads once however many look, and never shares a read that left before a write', async () => {
    await simulator.control.addFault({
      fault: 'slow',
      milliseconds: 300,
      operation: 'GetReputationEntity',
      count: 1,
    });
    const many = Array.from({ length: 100 }, () => connection.getEntity(arn, person));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await connection.setCustomerStatus(arn, 'DISABLED', writer);
    const confirmed = await connection.getEntity(arn, writer);
    expect(confirmed.value.customerManagedStatus?.status).toBe('DISABLED');
    const answers = await Promise.all(many);
    expect(new Set(answers).size).toBe(1);
    expect(await requests('GetReputationEntity')).toHaveLength(2);
    await connection.setCustomerStatus(arn, 'ENABLED', writer);
  });
});

describe('connections', () => {
  it('to one account and Region share a budget; another Region has its own', () => {
    const { first } = simulator.keys;
    const at = (id: string, region: string) =>
      gateway.open({ id, region, account: first.account, credential: staticKeys(first) }).budget().usedLastMinute;
    expect(at('sister', 'us-east-1')).toBe(connection.budget().usedLastMinute);
    expect(at('sister', 'us-east-1')).toBeGreaterThan(0);
    expect(at('elsewhere', 'eu-west-1')).toBe(0);
  });

  it('keep what they spent when their account becomes known', async () => {
    const { second } = simulator.keys;
    const spec = { id: 'learns', region: 'ap-southeast-2', credential: staticKeys(second) };
    const learns = gateway.open({ ...spec, account: null });
    await learns.getAccount(person);
    gateway.open({ ...spec, account: second.account });
    expect(learns.budget().usedLastMinute).toBe(1);
    const sister = gateway.open({ ...spec, id: 'sister-2', account: second.account });
    expect(sister.budget().usedLastMinute).toBe(1);
  });

  it('take renewed credentials at once, while calls of the old client end by themselves', async () => {
    const { first, second } = simulator.keys;
    const spec = { id: 'renewed', region: 'us-east-1', account: null };
    const wrong = gateway.open({ ...spec, credential: staticKeys({ ...first, secretAccessKey: 'not-the-secret' }) });
    await expect(wrong.getAccount(person)).rejects.toMatchObject({ code: 'ses-credentials-invalid' });
    const right = gateway.open({ ...spec, credential: staticKeys(first) });
    expect(right).toBe(wrong);
    expect((await wrong.callerIdentity()).account).toBe(first.account);
    await simulator.control.addFault({ fault: 'slow', milliseconds: 300, operation: 'GetAccount', count: 1 });
    const running = right.getAccount(person);
    await new Promise((resolve) => setTimeout(resolve, 100));
    gateway.open({ ...spec, credential: staticKeys(second) });
    expect((await right.callerIdentity()).account).toBe(second.account);
    expect((await running).value.enforcementStatus).toBe('HEALTHY');
    gateway.closeConnection('renewed');
    expect(gateway.get('renewed')).toBeUndefined();
    await expect(right.getAccount(person)).rejects.toMatchObject({ code: 'connection-not-found' });
  });

  it('take the ambient chain from the environment, and say so where it is empty', async () => {
    const { first } = simulator.keys;
    const saved = { ...process.env };
    const ambient = { region: 'us-east-1', account: null, credential: { source: 'ambient' } } as const;
    try {
      Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null' });
      process.env.AWS_SHARED_CREDENTIALS_FILE = '/dev/null';
      delete process.env.AWS_ACCESS_KEY_ID;
      const found = gateway.open({ id: 'ambient', ...ambient });
      await expect(found.getAccount(person)).rejects.toMatchObject({ code: 'ses-credentials-invalid' });
      process.env.AWS_ACCESS_KEY_ID = first.accessKeyId;
      process.env.AWS_SECRET_ACCESS_KEY = first.secretAccessKey;
      // No restart: the refusal made it look again.
      expect((await found.getAccount(person)).value.enforcementStatus).toBe('HEALTHY');
    } finally {
      process.env = saved;
    }
  });
});
