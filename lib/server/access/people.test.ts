import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import type { Store } from '../store/store.ts';
import { makeConnection } from '../store/testing/make-entity.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { changeUser } from './change-user.ts';
import { inviteUser } from './invite-user.ts';
import { listUsers } from './list-users.ts';
import { resetUser } from './reset-user.ts';
import { type Access, ADA, openAccess, visitor } from './testing/open-access.ts';
import { withdrawLink } from './withdraw-link.ts';

const BASE = 'http://standing.test';
const GRACE = { email: 'grace@example.com', password: 'another long password' };
const tokenOf = (url: string) => url.split('#')[1] ?? '';

let store: Store;
let access: Access;
let now: number;
let ada: Context;

async function invite(
  role: 'viewer' | 'operator' | 'administrator' = 'operator',
  connectionIds: string[] | null = null,
) {
  const { url } = await inviteUser(ada, BASE, { email: 'Grace@Example.com', role, connectionIds });
  return tokenOf(url);
}
async function join(role?: 'viewer' | 'operator' | 'administrator', connectionIds: string[] | null = null) {
  await access.sessions.join(access.contextOf(), {
    token: await invite(role, connectionIds),
    password: GRACE.password,
  });
  return await idOf(GRACE.email);
}
async function idOf(email: string): Promise<string> {
  return (await listUsers(ada)).items.find((user) => user.email === email)?.id ?? '';
}

withStores('people', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    now = Date.now();
    access = await openAccess(store, { now: () => now });
    const who = visitor();
    await access.signIn(who, ADA.email, ADA.password);
    ada = access.contextOf(await access.principalOf(who));
    await store.write((transaction) =>
      transaction
        .insertInto('connections')
        .values(makeConnection({ id: 'c1' }))
        .execute(),
    );
  });

  describe('an invitation', () => {
    it('makes a person with its role and connections, once', async () => {
      const token = await invite('operator', ['c1']);
      expect(await access.sessions.lookAtLink(access.contextOf(), token)).toEqual({
        kind: 'invite',
        email: GRACE.email,
      });
      const both = await Promise.allSettled([
        access.sessions.join(access.contextOf(), { token, password: GRACE.password, name: 'Grace' }),
        access.sessions.join(access.contextOf(), { token, password: 'what an attacker chose' }),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const { items, links } = await listUsers(ada);
      expect(links).toEqual([]);
      expect(items.find(({ email }) => email === GRACE.email)).toMatchObject({
        role: 'operator',
        connectionIds: ['c1'],
        signsInWith: 'password',
        deactivatedAt: null,
      });
    });

    it('dies when it is too old, withdrawn, or replaced by a newer one', async () => {
      const first = await invite();
      const second = await invite();
      const refused = (token: string) =>
        expect(access.sessions.join(access.contextOf(), { token, password: GRACE.password })).rejects.toMatchObject({
          code: 'invalid-link',
        });
      await refused(first);
      now += 8 * 86_400_000;
      await refused(second);
      const third = await invite();
      const [link] = (await listUsers(ada)).links;
      await withdrawLink(ada, link?.id ?? '');
      await refused(third);
      await expect(withdrawLink(ada, link?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('is refused for who is here already and for connections that are not', async () => {
      const input = { email: ADA.email, role: 'viewer' as const, connectionIds: null };
      await expect(inviteUser(ada, BASE, input)).rejects.toMatchObject({ code: 'conflict' });
      await expect(invite('viewer', ['nowhere'])).rejects.toMatchObject({ code: 'connection-not-found' });
    });

    it('leaves no token in the database and none in the audit', async () => {
      const token = await invite();
      const links = await store.read.selectFrom('access_links').selectAll().execute();
      const audit = await store.read.selectFrom('audit').selectAll().execute();
      expect(JSON.stringify([links, audit])).not.toContain(token);
      expect(audit.at(-1)).toMatchObject({ action: 'user.invite', target: GRACE.email });
    });
  });

  describe('a role', () => {
    it('changes at once: the sessions opened under the old one end', async () => {
      const id = await join('operator');
      const who = visitor();
      await access.signIn(who, GRACE.email, GRACE.password);
      expect(await access.principalOf(who)).toMatchObject({ role: 'operator', connectionIds: null });
      access.sessions.forget(await changeUser(ada, id, { role: 'viewer', connectionIds: ['c1'] }));
      expect(await access.principalOf(who)).toEqual({ kind: 'anonymous' });
      const before = [...who.cookies.values()];
      await access.signIn(who, GRACE.email, GRACE.password);
      expect(await access.principalOf(who)).toMatchObject({ role: 'viewer', connectionIds: ['c1'] });
      expect([...who.cookies.values()]).not.toEqual(before);
    });

    it('changes in another process within a second', async () => {
      const id = await join('operator');
      const who = visitor();
      await access.signIn(who, GRACE.email, GRACE.password);
      await access.principalOf(who);
      await changeUser(ada, id, { role: 'viewer' });
      now += 1000;
      expect(await access.principalOf(who)).toEqual({ kind: 'anonymous' });
    });

    it('is for administrators of everything to give', async () => {
      await join('operator');
      const who = visitor();
      await access.signIn(who, GRACE.email, GRACE.password);
      const grace = access.contextOf(await access.principalOf(who));
      await expect(listUsers(grace)).rejects.toMatchObject({ code: 'not-permitted' });
      await expect(changeUser(grace, await idOf(ADA.email), { role: 'viewer' })).rejects.toMatchObject({
        code: 'not-permitted',
      });
    });

    it.each([{ role: 'viewer' as const }, { connectionIds: ['c1'] }, { active: false }])(
      'of the last administrator stays: %j',
      async (change) => {
        const id = await idOf(ADA.email);
        await expect(changeUser(ada, id, change)).rejects.toMatchObject({ code: 'conflict' });
        await join('administrator');
        await changeUser(ada, id, change);
      },
    );

    it('of one administrator stays when two demote each other at once', async () => {
      const grace = await join('administrator');
      const both = await Promise.allSettled([
        changeUser(ada, grace, { role: 'viewer' }),
        changeUser(ada, await idOf(ADA.email), { role: 'viewer' }),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('somebody deactivated', () => {
    it('is out, and cannot come back until activated', async () => {
      const id = await join();
      const who = visitor();
      await access.signIn(who, GRACE.email, GRACE.password);
      access.sessions.forget(await changeUser(ada, id, { active: false }));
      expect(await access.principalOf(who)).toEqual({ kind: 'anonymous' });
      const wrong = access.signIn(visitor(), GRACE.email, GRACE.password);
      await expect(wrong).rejects.toMatchObject({ code: 'not-signed-in' });
      await expect(resetUser(ada, BASE, id)).rejects.toMatchObject({ code: 'conflict' });
      await changeUser(ada, id, { active: true });
      await access.signIn(who, GRACE.email, GRACE.password);
      expect(await access.principalOf(who)).toMatchObject({ email: GRACE.email });
    });
  });

  describe('a reset', () => {
    it('changes nothing until it is used, then ends the sessions and the second factor', async () => {
      const id = await join();
      const who = visitor();
      await access.signIn(who, GRACE.email, GRACE.password);
      const token = tokenOf((await resetUser(ada, BASE, id)).url);
      expect(await access.principalOf(who)).toMatchObject({ email: GRACE.email });
      expect(await access.sessions.join(access.contextOf(), { token, password: 'a third long password' })).toEqual({
        email: GRACE.email,
      });
      expect(await access.principalOf(who)).toEqual({ kind: 'anonymous' });
      const old = access.signIn(visitor(), GRACE.email, GRACE.password);
      await expect(old).rejects.toMatchObject({ code: 'not-signed-in' });
      await access.signIn(who, GRACE.email, 'a third long password');
      const again = access.sessions.join(access.contextOf(), { token, password: 'a fourth long password' });
      await expect(again).rejects.toMatchObject({ code: 'invalid-link' });
    });
  });

  it('are written down', async () => {
    const id = await join('operator');
    await changeUser(ada, id, { role: 'viewer' });
    const rows = await store.read.selectFrom('audit').selectAll().orderBy('id').execute();
    expect(rows.map(({ action, kind }) => `${kind} ${action}`).slice(3)).toEqual([
      'act user.invite',
      'intent user.use-invite',
      'outcome user.use-invite',
      'act user.set-role',
    ]);
    expect(rows.at(-1)).toMatchObject({
      principal_name: ADA.email,
      target: GRACE.email,
      before_value: 'operator, all connections',
      after_value: 'viewer, all connections',
    });
    expect(JSON.stringify(rows)).not.toContain(GRACE.password);
  });
});
