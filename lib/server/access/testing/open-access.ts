import 'server-only';
import { testAuditKeys } from '../../audit/testing/test-audit-keys.ts';
import { readConfig } from '../../config.ts';
import type { Context, Principal } from '../../context.ts';
import type { Sessions } from '../../standing.ts';
import { authDatabase } from '../../store/auth-database.ts';
import type { Store } from '../../store/store.ts';
import { testLog } from '../../store/testing/with-stores.ts';
import { openSessions } from '../open-sessions.ts';

export const ADA = { email: 'ada@example.com', password: 'a password of some length' };
const ADDRESS_HEADER = 'x-test-address';
const BASE_URL = 'http://standing.test';

/** Somebody's browser: its cookies, and from where it asks. */
export interface Visitor {
  cookies: Map<string, string>;
  address: string;
}
export const visitor = (address = '192.0.2.1'): Visitor => ({ cookies: new Map(), address });

export interface Access {
  sessions: Sessions;
  /** As a verb gets it. */
  contextOf(principal?: Principal, address?: string): Context;
  principalOf(who: Visitor): Promise<Principal>;
  /** Posts to `/api/auth/<path>` as the route does; cookies are kept. */
  post(who: Visitor, path: string, body: unknown): Promise<Record<string, unknown>>;
  /** Follows an address under `/api/auth/` as a browser does. @returns where it leads. */
  follow(who: Visitor, url: string): Promise<string>;
  signIn(who: Visitor, email: string, password: string): Promise<Record<string, unknown>>;
}

/** Sign-in over a store, with Ada as the first administrator. For tests. */
export async function openAccess(
  store: Store,
  clock: Context['clock'],
  environment: Record<string, string> = {},
  secrets: { secret: string; earlierSecrets?: string[] } = {
    secret: 'a signing key of at least thirty-two characters',
  },
): Promise<Access> {
  const config = {
    ...readConfig({ STANDING_ADMIN_EMAIL: ADA.email, STANDING_ADMIN_PASSWORD: ADA.password, ...environment }),
    url: BASE_URL,
  };
  const sessions = await openSessions({
    config,
    store,
    auditKeys: testAuditKeys,
    database: authDatabase(store),
    clock,
    log: testLog,
    ...secrets,
    clientAddressHeader: ADDRESS_HEADER,
    print: () => undefined,
  });
  const contextOf = (principal: Principal = { kind: 'anonymous' }, clientAddress = '192.0.2.1') =>
    ({
      principal,
      store,
      auditKeys: testAuditKeys,
      clock,
      log: testLog,
      requestId: 'r1',
      clientAddress,
      // Sign-in touches neither SES nor the vault.
    }) as unknown as Context;
  const principalOf = (who: Visitor) => sessions.principalOf(new Headers({ cookie: cookieHeader(who) }));
  async function post(who: Visitor, path: string, body: unknown): Promise<Record<string, unknown>> {
    const request = new Request(`${BASE_URL}/api/auth/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: cookieHeader(who),
        'user-agent': 'a browser',
        [ADDRESS_HEADER]: who.address,
      },
      body: JSON.stringify(body),
    });
    const answer = await sessions.handle(request, contextOf(await principalOf(who), who.address));
    for (const cookie of answer.headers.getSetCookie()) keepCookie(who, cookie);
    return (await answer.json()) as Record<string, unknown>;
  }
  async function follow(who: Visitor, url: string): Promise<string> {
    const headers = { cookie: cookieHeader(who), [ADDRESS_HEADER]: who.address };
    const answer = await sessions.handle(new Request(url, { headers }), contextOf(await principalOf(who), who.address));
    for (const cookie of answer.headers.getSetCookie()) keepCookie(who, cookie);
    return answer.headers.get('location') ?? '';
  }
  return {
    sessions,
    follow,
    contextOf,
    principalOf,
    post,
    signIn: (who, email, password) => post(who, 'sign-in/email', { email, password }),
  };
}

const cookieHeader = (who: Visitor) => [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

function keepCookie(who: Visitor, header: string): void {
  const [pair = ''] = header.split(';');
  const at = pair.indexOf('=');
  if (/max-age=0/i.test(header)) who.cookies.delete(pair.slice(0, at));
  else who.cookies.set(pair.slice(0, at), pair.slice(at + 1));
}
