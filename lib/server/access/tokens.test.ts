import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import { createTokenSchema } from '../../domain/api-token.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import type { Context, Principal } from '../context.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import type { Store } from '../store/store.ts';
import { makeConnection } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { createToken } from './create-token.ts';
import { listTokens } from './list-tokens.ts';
import { openTokens } from './open-tokens.ts';
import { revokeToken } from './revoke-token.ts';
import { storedConnectionIds } from './stored-access.ts';

let store: Store;
let now: number;
let tokens: ReturnType<typeof openTokens>;
const clock = { now: () => now };

/** Somebody as the sign-in library's table has them from now on. */
async function person(
  id: string,
  role: Role,
  connectionIds: string[] | null = null,
): Promise<Extract<Principal, { kind: 'user' }>> {
  const email = `${id}@example.com`;
  const row = { id, email, name: id, role, connectionIds: storedConnectionIds(connectionIds), deactivatedAt: null };
  await store.write(async (transaction) => {
    const tables = withAuthTables(transaction);
    await tables.deleteFrom('auth_users').where('id', '=', id).execute();
    await tables
      .insertInto('auth_users')
      .values({ ...row, createdAt: '', twoFactorEnabled: null })
      .execute();
  });
  return { kind: 'user', id, email, name: id, role, connectionIds, sessionId: 's' };
}
/** As far as we read it; the library makes its own when the server starts. */
async function makeUsersTable(): Promise<void> {
  await store.write(async ({ schema }) => {
    let table = schema.createTable('auth_users').addColumn('id', 'text').addColumn('deactivatedAt', 'bigint');
    for (const name of ['email', 'name', 'role', 'connectionIds', 'createdAt', 'twoFactorEnabled']) {
      table = table.addColumn(name, 'text');
    }
    await table.execute();
  });
}

function as(principal: Principal): Context {
  const parts = {
    principal,
    store,
    auditKeys: testAuditKeys,
    clock,
    log: testLog,
    requestId: 'r',
    clientAddress: null,
  };
  return parts as unknown as Context;
}
const make = (principal: Principal, input: object = {}) =>
  createToken(as(principal), createTokenSchema.parse({ name: 'CI', role: 'viewer', expiresInDays: 30, ...input }));
const bearer = (token: string) => tokens.principalOf(`Bearer ${token}`);

withStores('API tokens', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    now = Date.parse('2026-11-23T09:00:00Z');
    await makeUsersTable();
    tokens = openTokens({ store, clock, log: testLog });
  });

  it('open what their owner allowed, are kept as a hash and written down', async () => {
    const { token, ...issued } = await make(await person('ada', 'administrator'), { role: 'operator' });
    expect(token).toMatch(/^st_[\w-]{43}$/);
    expect(await bearer(token)).toMatchObject({
      kind: 'token',
      id: issued.id,
      email: 'ada@example.com',
      role: 'operator',
      connectionIds: null,
    });
    const rows = await store.read.selectFrom('api_tokens').selectAll().execute();
    const audit = await store.read.selectFrom('audit').selectAll().execute();
    const listed = await listTokens(as(await person('ada', 'administrator')));
    expect(audit).toMatchObject([{ action: 'token.create', target: issued.id, principal_id: 'ada' }]);
    expect(listed.items).toMatchObject([{ id: issued.id, hint: token.slice(-4), mine: true, state: 'active' }]);
    expect(JSON.stringify([rows, audit, listed])).not.toContain(token);
  });

  it.each([
    'Bearer st_short',
    `Bearer st_${'A'.repeat(43)}`,
    'Basic YTpi',
    'Bearer',
    '',
    `Bearer st_${'A'.repeat(43)} st_${'A'.repeat(43)}`,
  ])('are nobody for %j', async (authorization) => {
    expect(await tokens.principalOf(authorization)).toEqual({ kind: 'anonymous' });
  });

  it('never may more than their owner, then or later', async () => {
    const viewer = await person('vic', 'viewer');
    await expect(make(viewer, { role: 'operator' })).rejects.toMatchObject({ code: 'not-permitted' });
    const { token } = await make(await person('ada', 'administrator'), { role: 'administrator' });
    await person('ada', 'viewer', ['c1']);
    expect(await bearer(token)).toMatchObject({ role: 'viewer', connectionIds: ['c1'] });
    now += 900;
    await store.write((transaction) =>
      withAuthTables(transaction).updateTable('auth_users').set({ deactivatedAt: now }).execute(),
    );
    expect(await bearer(token)).toEqual({ kind: 'anonymous' });
  });

  it('may be limited to connections that their owner sees', async () => {
    await store.write((transaction) =>
      transaction
        .insertInto('connections')
        .values([makeConnection({ id: 'c1' }), makeConnection({ id: 'c2' })])
        .execute(),
    );
    const ada = await person('ada', 'administrator', ['c2', 'c3']);
    await expect(make(ada, { connectionIds: ['nowhere'] })).rejects.toMatchObject({ code: 'connection-not-found' });
    const { token } = await make(ada, { connectionIds: ['c1', 'c2'] });
    expect(await bearer(token)).toMatchObject({ connectionIds: ['c2'] });
  });

  it('end when revoked, at once here and within a second elsewhere', async () => {
    const ada = await person('ada', 'administrator');
    const { token, id } = await make(ada);
    const elsewhere = openTokens({ store, clock, log: testLog });
    expect([await bearer(token), await elsewhere.principalOf(`Bearer ${token}`)]).toMatchObject([{ id }, { id }]);
    await revokeToken(as(ada), id);
    tokens.ended(id);
    expect(await bearer(token)).toEqual({ kind: 'anonymous' });
    now += 900;
    expect(await elsewhere.principalOf(`Bearer ${token}`)).toEqual({ kind: 'anonymous' });
    await revokeToken(as(ada), id);
    const audit = await store.read.selectFrom('audit').select('action').orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual(['token.create', 'token.revoke']);
  });

  it('end by themselves', async () => {
    const { token } = await make(await person('ada', 'viewer'), { expiresInDays: 1 });
    now += 86_400_000 - 1;
    expect(await bearer(token)).toMatchObject({ kind: 'token' });
    now += 1;
    expect(await bearer(token)).toEqual({ kind: 'anonymous' });
    expect((await listTokens(as(await person('ada', 'viewer')))).items).toMatchObject([{ state: 'expired' }]);
  });

  it('show their last use to the minute, without a write for each request', async () => {
    const ada = await person('ada', 'viewer');
    const { token } = await make(ada);
    const used = async () => (await listTokens(as(ada))).items[0]?.lastUsedAt;
    expect(await used()).toBeNull();
    await bearer(token);
    const first = await used();
    expect(first).toBe('2026-11-23T09:00:00.000Z');
    now += 59_000;
    await bearer(token);
    expect(await used()).toBe(first);
    now += 1000;
    await bearer(token);
    expect(await used()).toBe('2026-11-23T09:01:00.000Z');
  });

  describe('of others', () => {
    it('are seen and revoked by whoever manages people, by nobody else', async () => {
      const { id } = await make(await person('vic', 'viewer'));
      const [ada, oscar] = [await person('ada', 'administrator'), await person('oscar', 'operator')];
      const limited = await person('lin', 'administrator', ['c1']);
      for (const other of [oscar, limited]) {
        expect((await listTokens(as(other))).items).toEqual([]);
        await expect(revokeToken(as(other), id)).rejects.toMatchObject({ code: 'not-found' });
      }
      expect((await listTokens(as(ada))).items).toMatchObject([{ id, mine: false, owner: 'vic@example.com' }]);
      await revokeToken(as(ada), id);
      expect((await listTokens(as(ada))).items).toMatchObject([{ state: 'revoked' }]);
    });

    it('cannot be made, seen or revoked with a token, nor made in the demo', async () => {
      const { token, id } = await make(await person('ada', 'administrator'), { role: 'administrator' });
      const byToken = await bearer(token);
      await expect(make(byToken)).rejects.toMatchObject({ code: 'not-permitted' });
      await expect(listTokens(as(byToken))).rejects.toMatchObject({ code: 'not-permitted' });
      await expect(revokeToken(as(byToken), id)).rejects.toMatchObject({ code: 'not-permitted' });
      await expect(make({ kind: 'demo', role: 'administrator' })).rejects.toMatchObject({ code: 'demo-only-reads' });
    });
  });
});
