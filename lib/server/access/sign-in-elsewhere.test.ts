import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { changeUser } from './change-user.ts';
import { listUsers } from './list-users.ts';
import { CALLBACK_PATH, roleFrom } from './sign-in-elsewhere.ts';
import { type Access, ADA, openAccess, type Visitor, visitor } from './testing/open-access.ts';
import { startProvider } from '../../../e2e/fixtures/start-provider.ts';

let provider: Awaited<ReturnType<typeof startProvider>>;
let other: Awaited<ReturnType<typeof startProvider>>;
beforeAll(async () => {
  provider = await startProvider(`http://standing.test${CALLBACK_PATH}`);
  other = await startProvider(`http://standing.test${CALLBACK_PATH}`);
});
afterAll(async () => {
  await provider.stop();
  await other.stop();
});

const NEXT =
  '/entity?arn=arn%3Aaws%3Ases%3Aus-east-1%3A111122223333%3Atenant%2Fa%2Ftn-1&at=2026-11-22T02%3A14%3A07Z#history';

let store: Store;
let access: Access;

const environment = (issuer: string) => ({
  STANDING_OIDC_ISSUER: issuer,
  STANDING_OIDC_CLIENT_ID: 'standing',
  STANDING_OIDC_CLIENT_SECRET: 'a secret of the provider',
  STANDING_OIDC_ROLE_MAP: 'admins=administrator, mail team=operator',
});

/** @returns where the browser ends up. */
async function goThrough(who: Visitor, sub: string, at = provider): Promise<string> {
  const { url } = await access.post(who, 'sign-in/sso', { next: NEXT });
  return await access.follow(who, await at.walk(String(url), sub));
}

withStores('signing in elsewhere', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    access = await openAccess(store, { now: Date.now }, environment(provider.issuer));
    provider.people.clear();
    provider.people.set('g-1', { email: 'grace@example.com', name: 'Grace', roles: ['staff', 'mail team'] });
  });

  it('by discovery and PKCE returns to the complete address, with the role of the claim', async () => {
    const who = visitor();
    const { url } = await access.post(who, 'sign-in/sso', { next: NEXT });
    const asked = new URL(String(url));
    expect(asked.origin).toBe(provider.issuer);
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked.searchParams.get('nonce')).not.toBeNull();
    expect(await access.follow(who, await provider.walk(asked.href, 'g-1'))).toBe(`http://standing.test${NEXT}`);
    expect(await access.principalOf(who)).toMatchObject({
      email: 'grace@example.com',
      name: 'Grace',
      role: 'operator',
    });
    const accounts = await store.read
      .selectFrom('auth_accounts' as 'settings')
      .selectAll()
      .execute();
    const keptOf = accounts.find((row) => (row as unknown as { accountId: string }).accountId === 'g-1');
    expect(keptOf).toMatchObject({ accessToken: null, idToken: null, refreshToken: null });
    const audit = await store.read.selectFrom('audit').select(['action', 'target']).execute();
    expect(audit.at(-1)).toEqual({ action: 'session.sign-in-elsewhere', target: 'grace@example.com' });
  });

  it('follows the claim at each sign-in, and ends what was open under the old role', async () => {
    const [one, two] = [visitor(), visitor()];
    await goThrough(one, 'g-1');
    provider.people.set('g-1', { email: 'grace@example.com', roles: 'admins' });
    await goThrough(two, 'g-1');
    expect(await access.principalOf(two)).toMatchObject({ role: 'administrator' });
    expect(await access.principalOf(one)).toEqual({ kind: 'anonymous' });
  });

  it('is refused without a role, before and after', async () => {
    provider.people.set('x-1', { email: 'eve@example.com', roles: ['visitors'] });
    const who = visitor();
    expect(await goThrough(who, 'x-1')).toContain('/login?next=');
    expect(await access.principalOf(who)).toEqual({ kind: 'anonymous' });
    await goThrough(who, 'g-1');
    provider.people.set('g-1', { email: 'grace@example.com', roles: [] });
    const again = visitor();
    await expect(goThrough(again, 'g-1')).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await access.principalOf(again)).toEqual({ kind: 'anonymous' });
    const users = await store.read
      .selectFrom('auth_users' as 'settings')
      .selectAll()
      .execute();
    expect(JSON.stringify(users)).not.toContain('eve@example.com');
  });

  it('never becomes somebody else by their e-mail address', async () => {
    provider.people.set('evil', { email: ADA.email, roles: ['mail team'] });
    const who = visitor();
    expect(await goThrough(who, 'evil')).toMatch(/error=account_not_linked/);
    expect(await access.principalOf(who)).toEqual({ kind: 'anonymous' });
    await goThrough(who, 'g-1');
    provider.people.set('g-1', { email: ADA.email, roles: ['mail team'] });
    await goThrough(who, 'g-1');
    expect(await access.principalOf(who)).toMatchObject({ email: 'grace@example.com' });
  });

  it('knows a person by issuer and subject: the same subject of another issuer is nobody', async () => {
    await goThrough(visitor(), 'g-1');
    other.people.set('g-1', { email: 'someone-else@example.com', roles: ['mail team'] });
    access = await openAccess(store, { now: Date.now }, environment(other.issuer));
    const who = visitor();
    await goThrough(who, 'g-1', other);
    expect(await access.principalOf(who)).toMatchObject({ email: 'someone-else@example.com' });
  });

  it('is refused for somebody deactivated', async () => {
    await goThrough(visitor(), 'g-1');
    const ada = visitor();
    await access.signIn(ada, ADA.email, ADA.password);
    const context = access.contextOf(await access.principalOf(ada));
    const grace = (await listUsers(context)).items.find(({ email }) => email === 'grace@example.com');
    expect(grace?.signsInWith).toBe('identity-provider');
    await changeUser(context, grace?.id ?? '', { active: false });
    const who = visitor();
    expect(await goThrough(who, 'g-1')).toContain('/login?next=');
    expect(await access.principalOf(who)).toEqual({ kind: 'anonymous' });
  });

  it('takes no state of another browser, no address of another site, no code twice', async () => {
    const victim = visitor();
    const { url } = await access.post(visitor(), 'sign-in/sso', { next: NEXT });
    const back = await provider.walk(String(url), 'g-1');
    await access.follow(victim, back);
    expect(await access.principalOf(victim)).toEqual({ kind: 'anonymous' });
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      await expect(access.post(visitor(), 'sign-in/sso', { next })).rejects.toMatchObject({ code: 'invalid-input' });
    }
    const who = visitor();
    const begun = await access.post(who, 'sign-in/sso', { next: NEXT });
    const once = await provider.walk(String(begun['url']), 'g-1');
    await access.follow(who, once);
    const replay = { ...visitor(), cookies: new Map(who.cookies) };
    replay.cookies.delete('standing.session');
    await access.follow(replay, once);
    expect(await access.principalOf(replay)).toEqual({ kind: 'anonymous' });
  });
});

describe('the role of a claim', () => {
  const map = { admins: 'administrator', staff: 'viewer', team: 'operator' } as const;
  it.each([
    ['admins', 'administrator'],
    [['staff', 'team'], 'operator'],
    [['nobody'], null],
    [undefined, null],
    [{ admins: true }, null],
    ['__proto__', null],
    ['*', null],
  ])('%j gives %s', (claim, role) => {
    expect(roleFrom(claim, map)).toBe(role);
    expect(roleFrom(claim, { ...map, '*': 'viewer' })).toBe(role ?? 'viewer');
  });
});
