import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import { createShareLinkSchema, type IssuedShareLink } from '../../domain/share-link.ts';
import { sharedViewSchema } from '../../domain/shared-view.ts';
import { toIso } from '../../domain/wire.ts';
import { storedConnectionIds } from '../access/stored-access.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import { scopeOf } from '../check-permission.ts';
import type { Context, Principal } from '../context.ts';
import { withoutSecrets } from '../log-redaction.ts';
import { authDatabase } from '../store/auth-database.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { insertChanges, makeChange } from '../store/testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { foldEntities } from '../store/write-steps.ts';
import { createShareLink } from './create-share-link.ts';
import { getBadge } from './get-badge.ts';
import { getSharedView } from './get-shared-view.ts';
import { listShareLinks } from './list-share-links.ts';
import { READS_A_MINUTE } from './note-read.ts';
import { openSharing, type Sharing } from './open-sharing.ts';
import { revokeShareLink } from './revoke-share-link.ts';

const HOUR = 3_600_000;
const MINE = makeEntity({ name: 'mine', connection_id: 'c1', customer_present: 1, customer_cause: 'A cause of mine' });
const THEIRS = makeEntity({ name: 'theirs', connection_id: 'c2' });
const ADDRESS_HEADER = 'x-test-address';

let store: Store;
let now: number;
let ids: number[];
let sharing: Sharing;
const clock = { now: () => now };

function keysOf(secret: Buffer) {
  const key = { kid: secret.toString('base64url').slice(0, 10), key: new Uint8Array(secret) };
  return { keyFor: () => key.key, kidFor: () => key.kid, allFor: () => [key] };
}
const SECRET = keysOf(randomBytes(32));

function sharingWith(keys = SECRET, isDemo = false): Sharing {
  return openSharing({
    store,
    keys,
    database: authDatabase(store).db,
    clock,
    isDemo,
    clientAddressHeader: ADDRESS_HEADER,
  });
}

async function makeUsersTable(): Promise<void> {
  await store.write(async ({ schema }) => {
    let table = schema.createTable('auth_users').addColumn('id', 'text').addColumn('deactivatedAt', 'bigint');
    for (const name of ['email', 'name', 'role', 'connectionIds', 'createdAt', 'twoFactorEnabled']) {
      table = table.addColumn(name, 'text');
    }
    await table.execute();
  });
}

type Person = Extract<Principal, { kind: 'user' }>;
async function person(role: Role = 'operator', connectionIds: string[] | null = null, leftAt: number | null = null) {
  const who = { id: 'ada', email: 'ada@example.com', name: 'Ada', role };
  await store.write(async (transaction) => {
    const tables = withAuthTables(transaction);
    await tables.deleteFrom('auth_users').where('id', '=', who.id).execute();
    await tables
      .insertInto('auth_users')
      .values({
        ...who,
        connectionIds: storedConnectionIds(connectionIds),
        deactivatedAt: leftAt,
        createdAt: '',
        twoFactorEnabled: null,
      })
      .execute();
  });
  return { kind: 'user', ...who, connectionIds, sessionId: 's' } satisfies Person;
}

const as = (principal: Principal, clientAddress = '203.0.113.5') =>
  ({
    principal,
    store: scopedStore(store, scopeOf(principal)),
    auditKeys: testAuditKeys,
    clock,
    log: testLog,
    requestId: 'r',
    clientAddress,
  }) as unknown as Context;

async function make(principal: Principal, given: object = {}): Promise<IssuedShareLink> {
  const input = {
    kind: 'page',
    arn: MINE.arn,
    sections: ['cards', 'history'],
    from: toIso(now - HOUR),
    expiresInHours: 2,
  };
  const maker = { signer: sharing.signer, baseUrl: 'http://standing.test' };
  return await createShareLink(as(principal), maker, createShareLinkSchema.parse({ ...input, ...given }));
}
const badge = (principal: Principal, given: object = {}) =>
  make(principal, { kind: 'badge', hideNames: true, ...given });

const tokenOf = ({ url }: IssuedShareLink) => new URL(url).hash.slice(1);
const badgeTokenOf = ({ url }: IssuedShareLink) => new URL(url).searchParams.get('token') ?? '';
async function open(token: string, address = '198.51.100.7', through = sharing) {
  const headers = new Headers({ authorization: `Share ${token}`, [ADDRESS_HEADER]: address });
  const principal = await through.principalOf(headers);
  return await getSharedView(as(principal ?? { kind: 'anonymous' }, address));
}
const draw = (token: string) => getBadge(as({ kind: 'anonymous' }, '198.51.100.7'), sharing, { token });
async function refusalOf(asked: Promise<unknown>): Promise<string> {
  return await asked.then(
    () => 'opened',
    (error: Error & { code: string }) => `${error.code}: ${error.message}`,
  );
}

withStores('share links', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    now = TEST_TIME + HOUR;
    await makeUsersTable();
    ids = await insertEntities(store, [MINE, THEIRS]);
    await insertChanges(store, [
      makeChange(ids[0] ?? 0, { kind: 'baseline', old_value: null, new_value: 'ENABLED', seen_at: TEST_TIME }),
      makeChange(ids[0] ?? 0, { seen_at: TEST_TIME + 10 }),
      makeChange(ids[1] ?? 0, { seen_at: TEST_TIME + 20, new_cause: 'theirs alone' }),
    ]);
    await store.write((transaction) => foldEntities(transaction, store.dialect, ids));
    sharing = sharingWith();
  });

  it('open their one sender for somebody without an account, and say who shared it', async () => {
    const link = await make(await person());
    const view = sharedViewSchema.parse(await open(tokenOf(link)));
    expect(view.sender).toMatchObject({ name: 'mine', arn: MINE.arn });
    expect(view.sharedBy).toBe('ada@example.com');
    expect(view.history?.changes).toHaveLength(2);
    expect(view.verdict).toBeNull();
    expect(JSON.stringify(view)).not.toContain('theirs');
  });

  it('stand still where their window has an end', async () => {
    const link = await make(await person(), { to: toIso(TEST_TIME + 5), from: toIso(TEST_TIME - HOUR) });
    const view = await open(tokenOf(link));
    expect(view.cards?.standing).toBe('enabled');
    expect(view.history?.changes).toHaveLength(1);
    expect(view.asOf).toBe(toIso(TEST_TIME + 5));
  });

  it('say one sentence to whoever holds a wrong, expired, revoked or ended one, or another kind', async () => {
    const ada = await person();
    const token = tokenOf(await make(ada));
    const altered = `${token.slice(0, 20)}${token[20] === 'A' ? 'B' : 'A'}${token.slice(21)}`;
    const revoked = await make(ada);
    await revokeShareLink(as(ada), revoked.id);
    const expired = await make(ada, { expiresInHours: 1 });
    const oldKey = sharingWith(keysOf(randomBytes(32)));
    const answers = [
      await refusalOf(open('nonsense')),
      await refusalOf(open(altered)),
      await refusalOf(open(tokenOf(revoked))),
      await refusalOf(open(badgeTokenOf(await badge(ada)))),
      await refusalOf(draw(token)),
      await refusalOf(open(token, '198.51.100.7', oldKey)),
      await refusalOf(getSharedView(as({ kind: 'anonymous' }))),
    ];
    now += HOUR + 1;
    answers.push(await refusalOf(open(tokenOf(expired))));
    await person('viewer');
    answers.push(await refusalOf(open(token)));
    expect(new Set(answers).size, answers.join('\n')).toBe(1);
    expect(answers[0]).toMatch(/^invalid-link: /);
  });

  it.each([
    ['who may not share any more', () => person('viewer')],
    ['who may not sign in any more', () => person('operator', null, 1)],
    ['who may see other connections only', () => person('operator', ['c2'])],
  ])('of somebody %s open nothing, until they may again', async (_, change) => {
    const token = tokenOf(await make(await person()));
    await change();
    expect(await refusalOf(open(token))).toMatch(/^invalid-link/);
    const { items } = await listShareLinks(as(await person('administrator')), {});
    expect(items[0]?.state).toBe('active');
    expect(await refusalOf(open(token))).toBe('opened');
  });

  it('made with an API token end with it, and those of the demo work in the demo alone', async () => {
    const { email, name } = await person();
    const row = { id: 't1', token_hash: 'h', hint: 'x', name, role: 'operator', connection_ids: null, user_id: 'ada' };
    const rest = { created_by: email, created_at: now, expires_at: now + HOUR, last_used_at: null, revoked_at: null };
    await store.write((transaction) =>
      transaction
        .insertInto('api_tokens')
        .values({ ...row, ...rest })
        .execute(),
    );
    const program = {
      kind: 'token',
      id: 't1',
      name,
      userId: 'ada',
      email,
      role: 'operator',
      connectionIds: null,
    } as const;
    const token = tokenOf(await make(program));
    expect(await refusalOf(open(token))).toBe('opened');
    await store.write((transaction) => transaction.updateTable('api_tokens').set({ revoked_at: now }).execute());
    expect(await refusalOf(open(token))).toMatch(/^invalid-link/);
    const visitor = tokenOf(await make({ kind: 'demo', role: 'administrator' }));
    expect(await refusalOf(open(visitor))).toMatch(/^invalid-link/);
    expect(await refusalOf(open(visitor, '198.51.100.7', sharingWith(SECRET, true)))).toBe('opened');
  });

  it('cannot be widened in the database: the code covers what they open', async () => {
    const token = tokenOf(await make(await person()));
    for (const wider of [
      { entity_id: ids[1] ?? 0 },
      { hide_names: 1 },
      { expires_at: now + 99 * HOUR },
      { sections: '["verdict"]' },
    ]) {
      const before = await store.read.selectFrom('share_links').selectAll().executeTakeFirstOrThrow();
      await store.write((transaction) => transaction.updateTable('share_links').set(wider).execute());
      expect(await refusalOf(open(token)), Object.keys(wider).join()).toMatch(/^invalid-link/);
      await store.write((transaction) => transaction.updateTable('share_links').set(before).execute());
    }
    expect(await refusalOf(open(token))).toBe('opened');
  });

  it('are made by operators, of senders they see, over a window that holds something', async () => {
    expect(await refusalOf(make(await person('viewer')))).toMatch(/^not-permitted/);
    expect(await refusalOf(make(await person('operator', ['c2'])))).toMatch(/^entity-not-found/);
    const ada = await person();
    expect(await refusalOf(make(ada, { from: toIso(now + 1) }))).toMatch(/^invalid-input/);
    expect(await refusalOf(make(ada, { from: toIso(TEST_TIME - 9), to: toIso(TEST_TIME - 5) }))).toMatch(
      /^invalid-input/,
    );
    expect(await refusalOf(make({ kind: 'share-link', id: 'x', connectionIds: ['c1'] }))).toMatch(/^not-permitted/);
  });

  it('are listed and revoked by whoever sees their sender, whoever made them', async () => {
    const link = await make(await person(), { note: 'For the customer' });
    const other = { ...(await person()), id: 'bob', email: 'bob@example.com' };
    expect((await listShareLinks(as({ ...other, connectionIds: ['c2'] }), {})).items).toEqual([]);
    expect(await refusalOf(revokeShareLink(as({ ...other, connectionIds: ['c2'] }), link.id))).toMatch(/^not-found/);
    expect((await listShareLinks(as(other), { arn: MINE.arn as never })).items).toMatchObject([
      { note: 'For the customer' },
    ]);
    await revokeShareLink(as(other), link.id);
    await revokeShareLink(as(other), link.id);
    expect((await listShareLinks(as(other), {})).items[0]).toMatchObject({
      state: 'revoked',
      revokedBy: 'bob@example.com',
    });
    const audit = await store.read.selectFrom('audit').select('action').orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual(['share-link.create', 'share-link.revoke']);
  });

  it('count their reads by network, and the audit has the first of each hour', async () => {
    const ada = await person();
    const link = await make(ada);
    for (const address of ['198.51.100.7', '198.51.100.9', '203.0.113.1']) await open(tokenOf(link), address);
    now += HOUR;
    await open(tokenOf(link), '198.51.100.7');
    const [item] = (await listShareLinks(as(ada), {})).items;
    expect(item).toMatchObject({ reads: 4, lastReadAt: toIso(now) });
    expect(item?.networks.map(({ network, reads }) => [network, reads])).toEqual([
      ['198.51.100.0/24', 3],
      ['203.0.113.0/24', 1],
    ]);
    const audit = await store.read.selectFrom('audit').selectAll().where('action', '=', 'share-link.read').execute();
    expect(audit).toHaveLength(3);
    expect(audit.at(-1)).toMatchObject({
      principal_kind: 'share-link',
      client_address: '198.51.100.0/24',
      reason: 'First from 198.51.100.0/24 this hour; 3 reads before it',
    });
  });

  it('are not guessed from one network without end, nor read without end', async () => {
    const token = tokenOf(await make(await person()));
    const codes = await Promise.all(Array.from({ length: 45 }, () => refusalOf(open('sp1.guess', '192.0.2.9'))));
    expect(codes.filter((code) => code.startsWith('too-many-requests'))).toHaveLength(5);
    expect(await refusalOf(open(token, '192.0.2.77'))).toMatch(/^too-many-requests/);
    for (let n = 0; n < READS_A_MINUTE; n += 1) await open(token, '203.0.113.9');
    expect(await refusalOf(open(token, '203.0.113.9'))).toMatch(/^too-many-requests/);
    expect(await refusalOf(open(token, '198.51.100.1'))).toBe('opened');
  }, 60_000);

  it('are nothing to the rest of the API, and never in the log', async () => {
    const token = tokenOf(await make(await person()));
    const principal = await sharing.principalOf(new Headers({ authorization: `Share ${token}` }));
    expect(scopeOf(principal ?? { kind: 'anonymous' })).toEqual(['c1']);
    expect(sharing.principalOf(new Headers({ authorization: 'Bearer x' }))).toBeNull();
    expect(await refusalOf(listShareLinks(as(principal ?? { kind: 'watcher' }), {}))).toMatch(/^not-permitted/);
    const said = JSON.stringify(withoutSecrets({ url: `/share#${token}`, at: [`a ${token}.`] }));
    expect(said).not.toContain(token.slice(20, 60));
    expect(token).toMatch(/[0-9a-f]$/);
  });

  describe('that are badges', () => {
    const NOTHING_NAMED = /mine|123456789012|tn-mine/;
    const set = (values: object) =>
      store.write((transaction) => transaction.updateTable('entities').set(values).execute());

    it('say the aggregate status, and no name unless it was chosen', async () => {
      const ada = await person();
      const token = badgeTokenOf(await badge(ada));
      await set({ read_at: now, aggregate: 'DISABLED' });
      expect(await draw(token)).toContain('SES sending: disabled');
      expect(await draw(token)).not.toMatch(NOTHING_NAMED);
      expect(await draw(badgeTokenOf(await badge(ada, { hideNames: false })))).toContain('mine: disabled');
    });

    it('claim nothing when the record is old, the connection unread or the sender gone', async () => {
      const token = badgeTokenOf(await badge(await person()));
      await set({ read_at: now - 16 * 60_000 });
      expect(await draw(token)).toContain('not known since');
      await set({ read_at: now - 60_000 });
      expect(await draw(token)).toContain('enabled');
      await store.write((transaction) => transaction.updateTable('connections').set({ state: 'unread' }).execute());
      expect(await draw(token)).toContain('not known since');
      await set({ deleted_at: now });
      expect(await draw(token)).toContain('deleted at SES');
    });
  });
});
