import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import { addConnectionSchema } from '../../domain/connection.ts';
import type { ConnectionTest, ProbeResult } from '../../domain/connection-test.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import type { Context } from '../context.ts';
import type { SesGateway } from '../ses/gateway.ts';
import { openGateway } from '../ses/open-gateway.ts';
import type { Store } from '../store/store.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { addConnection } from './add-connection.ts';
import { changeConnection } from './change-connection.ts';
import { type ConnectionsLive, getConnection, listConnections } from './list-connections.ts';
import { offerExternalId } from './offer-external-id.ts';
import { openKeys } from './open-keys.ts';
import { openVault } from './open-vault.ts';
import { rotateConnection } from './rotate-connection.ts';
import { testConnection } from './test-connection.ts';

const SAVED = { ...process.env };
const folder = mkdtempSync(join(tmpdir(), 'standing-lifecycle-'));
const live: ConnectionsLive = { watcher: { report: () => null }, config: { sesRate: 1000, sesShare: 1 } };
const vault = openVault(openKeys({ secret: 'x'.repeat(32), dataDir: '/nonexistent' }));
let simulator: Awaited<ReturnType<typeof startInProcess>>;
const gateways: SesGateway[] = [];

beforeAll(async () => {
  simulator = await startInProcess({ tenants: 60, seed: 7 });
  const { accessKeyId, secretAccessKey } = simulator.keys.second;
  const file = join(folder, 'credentials');
  writeFileSync(file, `[ses]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SESV2: simulator.url,
    AWS_ENDPOINT_URL_STS: simulator.url,
    AWS_SHARED_CREDENTIALS_FILE: file,
    AWS_CONFIG_FILE: join(folder, 'config'),
  });
});
afterEach(async () => {
  await simulator.control.clearFaults();
  await simulator.control.clearLog();
  await simulator.control.setRole(simulator.role);
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});
afterAll(async () => {
  process.env = SAVED;
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

function contextFor(store: Store): Context {
  const config = { ratePerSecond: 1000, share: 1 };
  const gateway = openGateway({ config, clock: Date, log: testLog });
  gateways.push(gateway);
  const principal = {
    kind: 'user',
    id: 'u1',
    email: 'ada@example.com',
    name: 'Ada',
    role: 'administrator',
    connectionIds: null,
    sessionId: 's1',
  } as const;
  const from = { requestId: 'r1', clientAddress: null };
  return { principal, store, gateway, vault, auditKeys: testAuditKeys, clock: Date, log: testLog, ...from };
}

const keysOf = (key: { accessKeyId: string; secretAccessKey: string }) => ({
  accessKeyId: key.accessKeyId,
  secretAccessKey: key.secretAccessKey,
});
const input = (more: object) => addConnectionSchema.parse({ label: 'Production', region: 'us-east-1', ...more });
const resultsOf = ({ operations }: ConnectionTest) =>
  Object.fromEntries(operations.map(({ operation, result }) => [operation, result])) as Record<string, ProbeResult>;

withStores('a credential', (stores) => {
  it('of keys serves several Regions at once, sealed apart and rotated together', async () => {
    const store = await stores.open();
    const context = contextFor(store);
    const { first } = simulator.keys;
    const { ids } = await addConnection(context, input({ region: 'us-east-1, eu-west-1', ...keysOf(first) }));
    const { items } = await listConnections(context, live);
    expect(items.map(({ label, region }) => [label, region])).toEqual([
      ['Production us-east-1', 'us-east-1'],
      ['Production eu-west-1', 'eu-west-1'],
    ]);
    expect(new Set(items.map(({ credentialId }) => credentialId)).size).toBe(1);
    const sealed = async () => {
      const rows = await store.read.selectFrom('connections').select(['id', 'sealed']).orderBy('id').execute();
      return rows.map((row) => row.sealed);
    };
    const before = await sealed();
    expect(new Set(before).size).toBe(2);

    const renewed = { accessKeyId: 'AKIASIM00000000000R1', secretAccessKey: 'sim-secret-r1' };
    await simulator.control.setKey({ ...renewed, account: first.account });
    const open = context.gateway.open({
      id: ids[1]!,
      region: 'eu-west-1',
      account: first.account,
      credential: { source: 'static-keys', ...keysOf(first) },
    });
    expect((await rotateConnection(context, ids[0]!, renewed)).ids.toSorted()).toEqual(ids.toSorted());
    const after = await sealed();
    expect(after.filter((text) => before.includes(text))).toEqual([]);
    await simulator.control.clearLog();
    await open.getAccount({ lane: 'open-entity' });
    expect((await simulator.control.log()).map((entry) => entry.accessKeyId)).toEqual([renewed.accessKeyId]);
    const audit = await store.read.selectFrom('audit').select(['action', 'before_value', 'after_value']).execute();
    expect(audit.filter(({ action }) => action === 'connection.rotate')).toHaveLength(2);
    expect(JSON.stringify([audit, items])).not.toMatch(/sim-secret|AKIASIM00000/);
  });

  it('of another account, or one that AWS refuses, is not put in the place of one that works', async () => {
    const context = contextFor(await stores.open());
    const { id } = await addConnection(context, input(keysOf(simulator.keys.first)));
    await expect(rotateConnection(context, id, keysOf(simulator.keys.second))).rejects.toMatchObject({
      code: 'wrong-account',
    });
    const unknown = { accessKeyId: 'AKIANOBODYKNOWSTHIS1', secretAccessKey: 'sim-secret-1' };
    await expect(rotateConnection(context, id, unknown)).rejects.toMatchObject({ code: 'ses-credentials-invalid' });
    expect(await getConnection(context, live, id)).toMatchObject({ accessKeyHint: '0001' });
    await expect(rotateConnection(context, 'ambient', unknown)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('restart') as string,
    });
  });

  it('of a profile, and of a role on top of it, names what it is and holds nothing', async () => {
    const store = await stores.open();
    const context = contextFor(store);
    const { id } = await addConnection(context, input({ source: 'profile', profile: 'ses', region: 'ap-southeast-2' }));
    expect(await getConnection(context, live, id)).toMatchObject({
      source: 'profile',
      profile: 'ses',
      account: '444455556666',
      accessKeyHint: null,
    });
    const row = await store.read.selectFrom('connections').select('sealed').executeTakeFirstOrThrow();
    expect(row.sealed).toBeNull();
    await rotateConnection(context, id, keysOf(simulator.keys.second));
    expect(await getConnection(context, live, id)).toMatchObject({ source: 'static-keys', profile: null });
  });

  it('by a role takes an ExternalId that Standing made, once, and no other', async () => {
    const context = contextFor(await stores.open());
    const { externalId } = await offerExternalId(context);
    const role = { roleArn: simulator.role.arn, region: 'ap-southeast-2', ...keysOf(simulator.keys.first) };
    const chosen = input({ ...role, externalId: 'standing-chosen-by-a-customer' });
    await expect(addConnection(context, chosen)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(addConnection(context, input({ ...role, externalId }))).rejects.toMatchObject({
      code: 'ses-credentials-invalid',
      message: expect.stringContaining('trust policy') as string,
    });
    await simulator.control.setRole({ ...simulator.role, externalId });
    const { id } = await addConnection(context, input({ ...role, externalId }));
    expect(await getConnection(context, live, id)).toMatchObject({
      account: '444455556666',
      roleArn: simulator.role.arn,
      externalId,
    });
    await expect(addConnection(context, input({ ...role, externalId }))).rejects.toMatchObject({
      code: 'invalid-input',
    });

    expect(await testConnection(context, id)).toMatchObject({ externalId: 'demanded' });
    await simulator.control.setRole({ ...simulator.role, externalId: null });
    expect(await testConnection(context, id)).toMatchObject({ externalId: 'not-demanded' });
  });

  it('is paused, resumed and renamed, each written down', async () => {
    const store = await stores.open();
    const context = contextFor(store);
    const { id } = await addConnection(context, input(keysOf(simulator.keys.first)));
    await changeConnection(context, id, { paused: true, label: 'Main' });
    expect(await getConnection(context, live, id)).toMatchObject({ label: 'Main', state: 'paused' });
    await changeConnection(context, id, { paused: true });
    await changeConnection(context, id, { paused: false });
    expect(await getConnection(context, live, id)).toMatchObject({ state: 'never-read' });
    const audit = await store.read.selectFrom('audit').select('action').orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual([
      'connection.add',
      'connection.rename',
      'connection.pause',
      'connection.resume',
    ]);
  });
});

withStores('a test of a connection', (stores) => {
  it('says of each operation whether AWS allows it, and changes nothing', async () => {
    const store = await stores.open();
    const context = contextFor(store);
    const { id } = await addConnection(context, input(keysOf(simulator.keys.first)));
    const worldBefore = await simulator.control.state();
    await simulator.control.clearLog();
    const test = await testConnection(context, id);
    expect(new Set(Object.values(resultsOf(test)))).toEqual(new Set(['allowed', 'allowed-for-pattern']));
    expect(test.caller).toMatchObject({ account: '111122223333', arn: 'arn:aws:iam::111122223333:user/standing' });

    const writes = (await simulator.control.log()).filter(({ operation }) =>
      /^(Update|Put|Create|Delete)/.test(operation),
    );
    expect(writes).toHaveLength(2);
    for (const { target } of writes) expect(target).toMatch(/:tenant\/standing\.probe\./);
    const worldAfter = await simulator.control.state();
    expect(worldAfter.places).toEqual(worldBefore.places);
    const audit = await store.read
      .selectFrom('audit')
      .select(['action', 'kind', 'after_value'])
      .orderBy('id')
      .execute();
    expect(audit.slice(1)).toMatchObject([
      { action: 'connection.test', kind: 'intent' },
      { action: 'connection.test', kind: 'outcome', after_value: '14 allowed; none denied; 0 unknown' },
    ]);
  });

  it.each(['not-found', 'bad-request', 'empty-200'] as const)(
    'tells what a write may from how SES answers an unknown ARN (%s)',
    async (updateUnknownArn) => {
      await simulator.control.setSwitches({ updateUnknownArn });
      const context = contextFor(await stores.open());
      const { id } = await addConnection(context, input(keysOf(simulator.keys.first)));
      const written = { result: 'allowed-for-pattern', detail: null };
      const isWrite = ({ access }: { access: string }) => access === 'write';
      expect((await testConnection(context, id)).operations.filter(isWrite)).toMatchObject([written, written]);
      await rotateConnection(context, id, keysOf(simulator.keys.reader));
      const denied = { result: 'denied', detail: expect.stringContaining('ses:Update') as string };
      expect((await testConnection(context, id)).operations.filter(isWrite)).toMatchObject([denied, denied]);
      await simulator.control.setSwitches({ updateUnknownArn: 'bad-request' });
    },
  );

  it('tells a write that SES refused before it looked at permissions from one that is allowed', async () => {
    const context = contextFor(await stores.open());
    const { id } = await addConnection(context, input(keysOf(simulator.keys.first)));
    const operation = 'UpdateReputationEntityCustomerManagedStatus';
    const fault = { fault: 'error', type: 'BadRequestException', status: 400, message: 'Bad input.', operation };
    await simulator.control.addFault(fault as never);
    await simulator.control.addFault({ fault: 'error-500', operation: 'GetAccount' });
    const results = resultsOf(await testConnection(context, id));
    expect(results[operation]).toBe('not-provable');
    expect(results['GetAccount']).toBe('unknown');
  });

  it('works while STS is out of reach, and stops before any write when another account answers', async () => {
    const context = contextFor(await stores.open());
    const { id } = await addConnection(context, input(keysOf(simulator.keys.first)));
    await simulator.control.addFault({ fault: 'reset', operation: 'GetCallerIdentity' });
    const test = await testConnection(context, id);
    expect(test).toMatchObject({ caller: null, callerReason: expect.stringContaining('STS') as string });
    expect(resultsOf(test)['GetAccount']).toBe('allowed');

    await simulator.control.clearFaults();
    await context.store.write((transaction) =>
      transaction.updateTable('connections').set({ account: '999999999999' }).where('id', '=', id).execute(),
    );
    await simulator.control.clearLog();
    await expect(testConnection(context, id)).rejects.toMatchObject({ code: 'wrong-account' });
    expect((await simulator.control.log()).map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
  });
});
