import { beforeEach, describe, expect, it } from 'vitest';
import type { AddConnection } from '../../domain/connection.ts';
import type { Context, Principal } from '../context.ts';
import { type ErrorCode, StandingError } from '../errors.ts';
import type { SesConnection, SesCredential } from '../ses/gateway.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import type { Store } from '../store/store.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import { addConnection } from './add-connection.ts';
import { deleteConnection } from './delete-connection.ts';
import { ensureAmbientConnection } from './ensure-ambient-connection.ts';
import { findUnreadableCredentials } from './find-unreadable-credentials.ts';
import { type ConnectionsLive, getConnection, listConnections } from './list-connections.ts';
import { credentialOf } from './open-credential.ts';
import { openKeys } from './open-keys.ts';
import { openVault } from './open-vault.ts';

const INPUT: AddConnection = {
  label: 'Production',
  region: 'us-east-1',
  accessKeyId: 'AKIAABCDEFGHIJKLMNOP',
  secretAccessKey: 'canary-secret-access-key',
};
const ARN = 'arn:aws:ses:us-east-1:210987654321:tenant/acme/tn-1';
const live: ConnectionsLive = { watcher: { report: () => null }, config: { sesRate: 1, sesShare: 0.5 } };
const vault = openVault(openKeys({ secret: 'x'.repeat(32), dataDir: '/nonexistent' }));
const administrator: Principal = {
  kind: 'user',
  id: 'u1',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'administrator',
  connectionIds: null,
  sessionId: 's1',
};

/** What the scripted SES answers; an error code makes it refuse. */
interface Script {
  sts: string;
  list: string[] | ErrorCode;
}
let script: Script;
let opened: { id: string; credential: SesCredential }[];
let now: number;
beforeEach(() => {
  script = { sts: '123456789012', list: [] };
  opened = [];
  now = 1_790_000_000_000;
});

function refusal(code: ErrorCode): StandingError {
  return new StandingError(code, `scripted ${code}`, { iamAction: 'ses:ListReputationEntities' });
}

function scriptedConnection(): SesConnection {
  const connection: Partial<SesConnection> = {
    async callerIdentity() {
      if (!/^\d+$/.test(script.sts)) throw refusal(script.sts as ErrorCode);
      return { account: script.sts, partition: 'aws' };
    },
    async listEntities() {
      if (typeof script.list === 'string') throw refusal(script.list);
      const entities = script.list.map((arn) => ({ arn }));
      return { value: { entities, nextToken: null, unnamed: 0 }, beganAt: 1, endedAt: 2, awsRequestId: null } as never;
    },
  };
  return connection as SesConnection;
}

function contextFor(store: Store, principal: Principal = administrator): Context {
  const gateway: Context['gateway'] = {
    open: ({ id, credential }) => {
      opened.push({ id, credential });
      return scriptedConnection();
    },
    get: () => undefined,
    closeConnection: (id) => void (opened = opened.filter((connection) => connection.id !== id)),
    close: async () => undefined,
  };
  const clock = { now: () => now };
  return {
    principal,
    store,
    gateway,
    vault,
    auditKeys: testAuditKeys,
    clock,
    log: testLog,
    requestId: 'r1',
    clientAddress: null,
  };
}

withStores('connections', (stores) => {
  it('are probed, sealed, listed without their secret, and written down', async () => {
    const store = await stores.open();
    const context = contextFor(store);
    const { id } = await addConnection(context, { ...INPUT, sessionToken: 'canary-session-token' });
    expect(opened).toEqual([]);
    const connection = await getConnection(context, live, id);
    expect(connection).toMatchObject({
      label: 'Production',
      account: '123456789012',
      partition: 'aws',
      accessKeyHint: 'MNOP',
      state: 'never-read',
      entities: 0,
    });
    const row = await store.read.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
    const audit = await store.read.selectFrom('audit').selectAll().execute();
    expect(audit).toMatchObject([
      { kind: 'act', action: 'connection.add', target: id, principal_name: 'ada@example.com' },
    ]);
    expect(JSON.stringify([connection, row, audit])).not.toMatch(/canary|AKIAABCDEFGHIJKL/);
    expect(await credentialOf(vault, row)).toEqual({
      source: 'static-keys',
      accessKeyId: INPUT.accessKeyId,
      secretAccessKey: INPUT.secretAccessKey,
      sessionToken: 'canary-session-token',
    });
  });

  it('are refused twice for one account and Region, also when two people add at once', async () => {
    const context = contextFor(await stores.open());
    const both = await Promise.allSettled([addConnection(context, INPUT), addConnection(context, INPUT)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(addConnection(context, INPUT)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('"Production"') as string,
    });
    await addConnection(context, { ...INPUT, region: 'eu-west-1' });
    expect((await listConnections(context, live)).items).toHaveLength(2);
  });

  it('come back with their history when deleted and added again, but the secret is gone in between', async () => {
    const store = await stores.open();
    const context = contextFor(store);
    const { id } = await addConnection(context, INPUT);
    await deleteConnection(context, id);
    expect((await listConnections(context, live)).items).toEqual([]);
    const deleted = await store.read.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
    expect(deleted).toMatchObject({ id, sealed: null, state: 'unread' });
    expect(deleted.reason).toContain('nobody reads it any more');
    const gaps = await store.read.selectFrom('coverage_gaps').selectAll().execute();
    expect(gaps).toMatchObject([{ connection_id: id, to_at: null }]);
    await expect(deleteConnection(context, id)).rejects.toMatchObject({ code: 'connection-not-found' });
    expect(await addConnection(context, { ...INPUT, label: 'Again' })).toMatchObject({ id });
    expect(await getConnection(context, live, id)).toMatchObject({ label: 'Again', state: 'never-read' });
  });

  it('name a credential that another key sealed, in one sentence', async () => {
    const store = await stores.open();
    await addConnection(contextFor(store), INPUT);
    expect(await findUnreadableCredentials(store, vault)).toBeNull();
    const other = openVault(openKeys({ secret: 'y'.repeat(32), dataDir: '/nonexistent' }));
    expect(await findUnreadableCredentials(store, other)).toMatch(
      /^The stored credential of "Production" cannot be opened\./,
    );
  });

  it('keep the ambient one in step with the environment', async () => {
    const store = await stores.open();
    const context = contextFor(store, { kind: 'watcher' });
    await ensureAmbientConnection(context, null);
    expect((await listConnections(context, live)).items).toEqual([]);
    await ensureAmbientConnection(context, 'us-east-1');
    await ensureAmbientConnection(context, 'us-east-1');
    expect((await listConnections(context, live)).items).toMatchObject([{ id: 'ambient', region: 'us-east-1' }]);
    await expect(deleteConnection(contextFor(store), 'ambient')).rejects.toMatchObject({ code: 'conflict' });

    const gap = { connection_id: 'ambient', from_at: 1, to_at: 2, reason: 'not-running', detail: null };
    await store.write((transaction) => transaction.insertInto('coverage_gaps').values(gap).execute());
    const owner = async () =>
      await store.read
        .selectFrom('coverage_gaps')
        .select('connection_id')
        .where('reason', '=', 'not-running')
        .executeTakeFirst();
    await ensureAmbientConnection(context, 'eu-west-1');
    expect((await listConnections(context, live)).items).toMatchObject([{ id: 'ambient', region: 'eu-west-1' }]);
    expect(await owner()).toEqual({ connection_id: 'ambient-us-east-1' });
    await ensureAmbientConnection(context, 'us-east-1');
    expect(await owner()).toEqual({ connection_id: 'ambient' });
    await ensureAmbientConnection(context, null);
    expect((await listConnections(context, live)).items).toEqual([]);
  });

  describe('probing', () => {
    it.each<[string, Partial<Script>, Record<string, unknown>]>([
      [
        'takes the account from the first sender while STS is out of reach',
        { sts: 'ses-unreachable', list: [ARN] },
        { account: '210987654321', partition: 'aws' },
      ],
      ['leaves the account open when nothing names it', { sts: 'ses-unreachable' }, { account: null }],
      [
        'accepts keys that may not list, and says what is missing',
        { list: 'ses-access-denied' },
        { account: '123456789012', denied: ['ses:ListReputationEntities'] },
      ],
      ['accepts keys that STS knows while SES throttles', { list: 'ses-throttled' }, { account: '123456789012' }],
    ])('%s', async (_, answers, expected) => {
      script = { ...script, ...answers };
      const context = contextFor(await stores.open());
      const { id } = await addConnection(context, INPUT);
      expect(await getConnection(context, live, id)).toMatchObject(expected);
    });

    it.each<[ErrorCode, Partial<Script>]>([
      ['ses-credentials-invalid', { sts: 'ses-credentials-invalid' }],
      ['ses-credentials-expired', { list: 'ses-credentials-expired' }],
      ['ses-unreachable', { list: 'ses-unreachable' }],
      ['ses-throttled', { sts: 'ses-unreachable', list: 'ses-throttled' }],
    ])('stores nothing on %s', async (code, answers) => {
      script = { ...script, ...answers };
      const store = await stores.open();
      await expect(addConnection(contextFor(store), INPUT)).rejects.toMatchObject({ code });
      expect(await store.read.selectFrom('connections').selectAll().execute()).toEqual([]);
      expect(opened).toEqual([]);
    });
  });

  it('are managed by administrators alone', async () => {
    const store = await stores.open();
    const operator = contextFor(store, { ...administrator, role: 'operator' });
    await expect(addConnection(operator, INPUT)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(deleteConnection(operator, 'x')).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(listConnections(contextFor(store, { kind: 'anonymous' }), live)).rejects.toMatchObject({
      code: 'not-signed-in',
    });
    expect((await listConnections(operator, live)).items).toEqual([]);
  });
});
