import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { endOwnSessions, listOwnSessions } from './own-sessions.ts';
import { type Access, ADA, openAccess, type Visitor, visitor } from './testing/open-access.ts';

let store: Store;
let access: Access;
let now: number;

const guess = (who: Visitor, email = ADA.email) =>
  access.signIn(who, email, 'a guess').then(
    () => 'in',
    (error: { code: string }) => error.code,
  );

withStores('attempts', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    now = Date.now();
    access = await openAccess(store, { now: () => now });
  });

  it('from one address are stopped, at once too, and the owner elsewhere gets in', async () => {
    const codes = await Promise.all(Array.from({ length: 14 }, () => guess(visitor('203.0.113.5'))));
    expect(codes.filter((code) => code === 'not-signed-in')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(4);
    const right = access.signIn(visitor('203.0.113.5'), ADA.email, ADA.password);
    await expect(right).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(await access.signIn(visitor('198.51.100.7'), ADA.email, ADA.password)).toEqual({});
  });

  it.each([
    ['IPv4', (n: number) => `203.0.113.${n}`],
    ['IPv6', (n: number) => `2001:db8:1:22${n.toString(16).padStart(2, '0')}::${n}`],
  ])('from many addresses of one prefix count together (%s)', async (_, address) => {
    const codes: string[] = [];
    for (let n = 1; n <= 13; n += 1) codes.push(await guess(visitor(address(n))));
    expect(codes.slice(10)).toEqual(Array(3).fill('too-many-requests'));
    expect(await access.signIn(visitor('198.51.100.7'), ADA.email, ADA.password)).toEqual({});
  });

  it('at many accounts from one prefix are stopped too', async () => {
    const codes: string[] = [];
    for (let n = 1; n <= 42; n += 1) codes.push(await guess(visitor(`203.0.113.${n}`), `person-${n}@example.com`));
    expect(codes.slice(0, 40)).toEqual(Array(40).fill('not-signed-in'));
    expect(codes.slice(40)).toEqual(['too-many-requests', 'too-many-requests']);
  });

  it('from many networks at one account close it, save where its owner signed in before', async () => {
    const home = visitor('198.51.100.7');
    await access.signIn(home, ADA.email, ADA.password);
    await store.write((transaction) => transaction.updateTable('attempt_counts').set({ count: 0 }).execute());
    const networks = Array.from({ length: 11 }, (_, n) => `10.0.${n}.1`);
    for (const network of networks) await Promise.all(Array.from({ length: 10 }, () => guess(visitor(network))));
    expect(await guess(visitor('10.1.0.1'))).toBe('too-many-requests');
    expect(await access.signIn(visitor('198.51.100.9'), ADA.email, ADA.password)).toEqual({});
  }, 60_000);

  it('of a person who typed wrong are forgotten when they type right, and after a quarter of an hour', async () => {
    const who = visitor();
    for (let n = 0; n < 9; n += 1) await guess(who);
    await access.signIn(who, ADA.email, ADA.password);
    for (let n = 0; n < 10; n += 1) expect(await guess(visitor())).toBe('not-signed-in');
    expect(await guess(visitor())).toBe('too-many-requests');
    now += 15 * 60_000 + 1;
    expect(await access.signIn(visitor(), ADA.email, ADA.password)).toEqual({});
  });

  it('at links are counted by network', async () => {
    const look = () =>
      access.sessions.lookAtLink(access.contextOf(), 'wrong-token').catch((error: { code: string }) => error.code);
    for (let n = 0; n < 40; n += 1) expect(await look()).toBe('invalid-link');
    expect(await look()).toBe('too-many-requests');
  });

  it('at a password of somebody signed in are counted as well', async () => {
    const who = visitor();
    await access.signIn(who, ADA.email, ADA.password);
    const change = (currentPassword: string) =>
      access.post(who, 'change-password', { currentPassword, newPassword: 'quite another password' });
    for (let n = 0; n < 10; n += 1) await expect(change('wrong')).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(change(ADA.password)).rejects.toMatchObject({ code: 'too-many-requests' });
  });
});

withStores('sessions', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    now = Date.now();
    access = await openAccess(store, { now: () => now });
  });

  async function signedIn(address?: string) {
    const who = visitor(address);
    await access.signIn(who, ADA.email, ADA.password);
    return { who, context: access.contextOf(await access.principalOf(who)) };
  }

  it('get a new id at each sign-in, and the one before ends', async () => {
    const { who } = await signedIn();
    const before = { ...who, cookies: new Map(who.cookies) };
    await access.signIn(who, ADA.email, ADA.password);
    expect([...who.cookies.values()]).not.toEqual([...before.cookies.values()]);
    expect(await access.principalOf(before)).toEqual({ kind: 'anonymous' });
    expect(await access.principalOf(who)).toMatchObject({ email: ADA.email });
  });

  it('are listed for their owner, and ended one by one or all but one', async () => {
    const one = await signedIn();
    const two = await signedIn('198.51.100.7');
    const three = await signedIn('203.0.113.1');
    const { items } = await listOwnSessions(one.context);
    expect(items).toHaveLength(3);
    expect(items.filter(({ current }) => current)).toHaveLength(1);
    expect(items.find(({ address }) => address === '198.51.100.7')).toMatchObject({ agent: 'a browser' });
    const id = items.find(({ address }) => address === '198.51.100.7')?.id ?? '';
    access.sessions.forget(await endOwnSessions(one.context, { id }));
    expect(await access.principalOf(two.who)).toEqual({ kind: 'anonymous' });
    await expect(endOwnSessions(one.context, { id })).rejects.toMatchObject({ code: 'not-found' });
    access.sessions.forget(await endOwnSessions(one.context, 'others'));
    expect(await access.principalOf(three.who)).toEqual({ kind: 'anonymous' });
    expect(await access.principalOf(one.who)).toMatchObject({ email: ADA.email });
  });

  it('ended elsewhere are refused within a second', async () => {
    const one = await signedIn();
    const two = await signedIn();
    await endOwnSessions(one.context, 'others');
    now += 1000;
    expect(await access.principalOf(two.who)).toEqual({ kind: 'anonymous' });
  });

  it('end when nobody used them for twelve hours, and a used one after a week', async () => {
    const idle = await signedIn();
    const used = await signedIn();
    for (let hour = 0; hour < 26; hour += 1) {
      now += 30 * 60_000;
      expect(await access.principalOf(used.who)).toMatchObject({ kind: 'user' });
    }
    expect(await access.principalOf(idle.who)).toEqual({ kind: 'anonymous' });
    now = Date.now() + 7 * 86_400_000 + 1000;
    expect(await access.principalOf(used.who)).toEqual({ kind: 'anonymous' });
  });

  it('stay known as used across a restart', async () => {
    const { who } = await signedIn();
    now += 11 * 3_600_000;
    await access.principalOf(who);
    await new Promise((resolve) => setTimeout(resolve, 200));
    access = await openAccess(store, { now: () => now });
    now += 11 * 3_600_000;
    expect(await access.principalOf(who)).toMatchObject({ kind: 'user' });
    now += 13 * 3_600_000;
    expect(await access.principalOf(who)).toEqual({ kind: 'anonymous' });
  });

  describe('of one person', () => {
    it('end when the password changes, save the one that changed it', async () => {
      const one = await signedIn();
      const two = await signedIn();
      await access.post(one.who, 'change-password', {
        currentPassword: ADA.password,
        newPassword: 'quite another password',
      });
      expect(await access.principalOf(one.who)).toMatchObject({ email: ADA.email });
      now += 1000;
      expect(await access.principalOf(two.who)).toEqual({ kind: 'anonymous' });
    });
  });
});
