import { beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import type { Context, Principal } from '../context.ts';
import type { Sessions } from '../standing.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import { authDatabase } from '../store/auth-database.ts';
import type { Store } from '../store/store.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { openSessions } from './open-sessions.ts';

const ADDRESS_HEADER = 'x-test-address';
const ADMIN = { STANDING_ADMIN_EMAIL: 'Ada@Example.com', STANDING_ADMIN_PASSWORD: 'a password of some length' };

let store: Store;
let now: number;
let lines: string[];
const clock = { now: () => now };

async function open(environment: Record<string, string> = {}, url = 'http://standing.test'): Promise<Sessions> {
  const config = { ...readConfig(environment), url };
  const print = (line: string) => void lines.push(line);
  const secret = 'a signing key of at least thirty-two characters';
  const database = authDatabase(store);
  return await openSessions({
    auditKeys: testAuditKeys,
    config,
    store,
    database,
    clock,
    log: testLog,
    secret,
    clientAddressHeader: ADDRESS_HEADER,
    print,
  });
}

function contextOf(principal: Principal = { kind: 'anonymous' }, clientAddress = '192.0.2.1'): Context {
  const parts = {
    principal,
    store,
    auditKeys: testAuditKeys,
    clock,
    log: testLog,
    requestId: 'r1',
    clientAddress,
  };
  // Sign-in touches neither SES nor the vault.
  return parts as unknown as Context;
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`http://standing.test${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [ADDRESS_HEADER]: '192.0.2.1', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const signIn = (sessions: Sessions, email: string, password: string, headers: Record<string, string> = {}) =>
  sessions.handle(post('/api/auth/sign-in/email', { email, password }, headers), contextOf());

async function cookieAfter(sessions: Sessions): Promise<string> {
  const answer = await signIn(sessions, 'ada@example.com', ADMIN.STANDING_ADMIN_PASSWORD);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

const tokenPrinted = () => /token: (\S+)$/.exec(lines[0] ?? '')?.[1] ?? '';
const setUpInput = () => ({ token: tokenPrinted(), email: 'grace@example.com', password: 'another long password' });

withStores('sign-in', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    now = Date.now();
    lines = [];
  });

  describe('the first administrator', () => {
    it('comes from the environment, once, whatever the letters of the address', async () => {
      const sessions = await open(ADMIN);
      expect(await sessions.state({ kind: 'anonymous' })).toBe('signed-out');
      expect(lines).toEqual([]);
      const again = await open({ ...ADMIN, STANDING_ADMIN_PASSWORD: 'a changed password' });
      await expect(signIn(again, 'ada@example.com', 'a changed password')).rejects.toMatchObject({
        code: 'not-signed-in',
      });
      expect((await signIn(again, 'ADA@example.com', ADMIN.STANDING_ADMIN_PASSWORD)).status).toBe(200);
    });

    it.skipIf(stores.dialect === 'sqlite')('is one, also when two servers start at once', async () => {
      const [one, two] = await Promise.all([open(ADMIN), open(ADMIN)]);
      expect((await signIn(one, 'ada@example.com', ADMIN.STANDING_ADMIN_PASSWORD)).status).toBe(200);
      expect((await signIn(two, 'ada@example.com', ADMIN.STANDING_ADMIN_PASSWORD)).status).toBe(200);
    });

    it('else is whoever holds the printed token, which dies once used', async () => {
      const sessions = await open();
      expect(await sessions.state({ kind: 'anonymous' })).toBe('set-up');
      expect(lines[0]).toContain('http://standing.test/setup');
      const wrong = { ...setUpInput(), token: 'yn2nkw-75kbu2-rnbg29-f6e27q' };
      await expect(sessions.setUp(contextOf(), wrong)).rejects.toMatchObject({ code: 'invalid-set-up-token' });
      const both = await Promise.allSettled([
        sessions.setUp(contextOf(), setUpInput()),
        sessions.setUp(contextOf(), { ...setUpInput(), email: 'eve@example.com' }),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      await expect(sessions.setUp(contextOf(), setUpInput())).rejects.toMatchObject({ code: 'conflict' });
      expect(await sessions.state({ kind: 'anonymous' })).toBe('signed-out');
      expect((await signIn(sessions, 'grace@example.com', 'another long password')).status).toBe(200);
    });

    it('keeps only a hash of the token, and a restart makes a new one', async () => {
      await open();
      const first = tokenPrinted();
      const { value } = await store.read.selectFrom('settings').selectAll().executeTakeFirstOrThrow();
      expect(value).not.toContain(first);
      lines = [];
      const sessions = await open();
      expect(tokenPrinted()).not.toBe(first);
      await expect(sessions.setUp(contextOf(), { ...setUpInput(), token: first })).rejects.toThrow('wrong or was used');
    });

    it('is written down, without the password', async () => {
      const sessions = await open();
      await sessions.setUp(contextOf(), setUpInput());
      const rows = await store.read.selectFrom('audit').selectAll().orderBy('id').execute();
      expect(rows.map(({ kind, action, target }) => [kind, action, target])).toEqual([
        ['intent', 'user.set-up', 'grace@example.com'],
        ['outcome', 'user.set-up', 'grace@example.com'],
      ]);
      expect(JSON.stringify(rows)).not.toContain('another long');
    });
  });

  describe('signing in', () => {
    it('gives a cookie that scripts and other sites cannot use, and no token in the body', async () => {
      const sessions = await open(ADMIN);
      const answer = await signIn(sessions, 'ada@example.com', ADMIN.STANDING_ADMIN_PASSWORD);
      const [cookie = ''] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^standing\.session=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
      expect(await answer.text()).toBe('{}');
    });

    it('takes the __Host- prefix over https', async () => {
      const sessions = await open(ADMIN, 'https://standing.test');
      const answer = await signIn(sessions, 'ada@example.com', ADMIN.STANDING_ADMIN_PASSWORD);
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-standing\.session=.*Secure/);
    });

    it('answers the same to an unknown address and a wrong password', async () => {
      const sessions = await open(ADMIN);
      const wrong = await signIn(sessions, 'ada@example.com', 'wrong').catch((error: Error) => error);
      const unknown = await signIn(sessions, 'nobody@example.com', 'wrong').catch((error: Error) => error);
      expect(wrong).toMatchObject({ code: 'not-signed-in' });
      expect((unknown as Error).message).toBe((wrong as Error).message);
    });

    it('refuses what is not an address and a password', async () => {
      const sessions = await open(ADMIN);
      const bodies = ['{', { email: 1 }, { email: 'ada@example.com', password: 'x'.repeat(129) }];
      for (const body of bodies) {
        const answer = sessions.handle(post('/api/auth/sign-in/email', body), contextOf());
        await expect(answer).rejects.toMatchObject({ code: 'invalid-input' });
      }
    });

    it('keeps everything else of the library shut', async () => {
      const sessions = await open(ADMIN);
      const body = { email: 'new@example.com', password: 'a long password', name: 'New' };
      for (const path of ['sign-up/email', 'get-session', '', 'update-user', 'ok', 'sign-in/email/']) {
        const answer = sessions.handle(post(`/api/auth/${path}`, body), contextOf());
        await expect(answer).rejects.toMatchObject({ code: 'not-found' });
      }
    });
  });

  describe('a session', () => {
    it('is not looked at where an Authorization header is sent', async () => {
      const sessions = await open(ADMIN);
      const cookie = await cookieAfter(sessions);
      const authorization = `Bearer st_${'A'.repeat(43)}`;
      expect(await sessions.principalOf(new Headers({ cookie, authorization }))).toEqual({ kind: 'anonymous' });
      expect(await sessions.principalOf(new Headers({ cookie }))).toMatchObject({ kind: 'user' });
    });

    it('names its holder, and ends at once on sign-out', async () => {
      const sessions = await open(ADMIN);
      const cookie = await cookieAfter(sessions);
      const headers = new Headers({ cookie: `theme=dark; ${cookie}` });
      const principal = await sessions.principalOf(headers);
      expect(principal).toMatchObject({ kind: 'user', email: 'ada@example.com', role: 'administrator' });
      expect(await sessions.principalOf(headers)).toBe(principal);
      const answer = await sessions.handle(post('/api/auth/sign-out', {}, { cookie }), contextOf(principal));
      expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
      expect(await sessions.principalOf(headers)).toEqual({ kind: 'anonymous' });
      const actions = await store.read.selectFrom('audit').select('action').orderBy('id').execute();
      const done = actions.map(({ action }) => action).filter((action) => action !== 'user.set-up');
      expect(done).toEqual(['session.sign-in', 'session.sign-out']);
    });

    it('ends within the recheck when it vanishes from the database, and at its own end', async () => {
      const sessions = await open(ADMIN);
      const headers = new Headers({ cookie: await cookieAfter(sessions) });
      expect(await sessions.principalOf(headers)).toMatchObject({ kind: 'user' });
      now += 8 * 86_400_000;
      expect(await sessions.principalOf(headers)).toEqual({ kind: 'anonymous' });
      now -= 8 * 86_400_000;
      expect(await sessions.principalOf(headers)).toMatchObject({ kind: 'user' });
      const { db } = authDatabase(store);
      await (db as unknown as typeof store.read).deleteFrom('auth_sessions' as 'settings').execute();
      now += stores.dialect === 'sqlite' ? 5001 : 1001;
      expect(await sessions.principalOf(headers)).toEqual({ kind: 'anonymous' });
    });

    it('is not opened by a cookie we did not make', async () => {
      const sessions = await open(ADMIN);
      const bad = ['', 'x', 'standing.session=', 'standing.session=abc.def', 'standing.session=%00.%zz', 'other=1'];
      for (const cookie of bad) {
        expect(await sessions.principalOf(new Headers({ cookie }))).toEqual({ kind: 'anonymous' });
      }
    });

    it('is not opened by a token without its signature', async () => {
      const sessions = await open(ADMIN);
      const cookie = await cookieAfter(sessions);
      const token = decodeURIComponent(cookie).split('.').slice(0, 2).join('.');
      expect(await sessions.principalOf(new Headers({ cookie: token }))).toEqual({ kind: 'anonymous' });
      const forged = cookie.slice(0, -8) + 'AAAA%3D';
      expect(await sessions.principalOf(new Headers({ cookie: forged }))).toEqual({ kind: 'anonymous' });
    });
  });

  describe('the demo', () => {
    it('asks for no sign-in and opens none', async () => {
      const sessions = await open({ STANDING_DEMO: '1' });
      const principal = await sessions.principalOf(new Headers());
      expect(principal).toEqual({ kind: 'demo', role: 'administrator' });
      expect(await sessions.state(principal)).toBe('signed-in');
      await expect(signIn(sessions, 'ada@example.com', 'x')).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
