import 'server-only';
import type { AuditKeys } from '../audit/audit-keys.ts';
import type { Kysely } from 'kysely';
import { baseUrlOf, type Config } from '../config.ts';
import type { Clock, Context, Principal } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Sessions } from '../standing.ts';
import type { StandingDatabase } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { countAttempts } from './count-attempts.ts';
import { type Auth, type AuthSettings, createAuth } from './create-auth.ts';
import { handleAuth } from './handle-auth.ts';
import { handleElsewhere } from './handle-elsewhere.ts';
import { isActive, lookUpSessions } from './look-up-sessions.ts';
import { openTokens } from './open-tokens.ts';
import { cookieOf, rememberPrincipals } from './remember-principals.ts';
import {
  administratorExists,
  createAdministrator,
  issueSetUpToken,
  setUpAdministrator,
} from './set-up-administrator.ts';
import { lookAtLink, useLink } from './use-link.ts';
import { recordAudit } from './record-audit.ts';

export interface SessionParts {
  config: Config;
  store: Store;
  auditKeys: AuditKeys;
  /** What the store gives the sign-in library. */
  database: AuthSettings['database'];
  clock: Clock;
  log: Log;
  /** The key of purpose `sign-in`, as text. */
  secret: string;
  /** The keys it replaced, as texts. */
  earlierSecrets?: readonly string[];
  clientAddressHeader: string;
  /** Shows a line to whoever started the server. */
  print(line: string): void;
}

/** Another process may revoke a session: it is refused here within a second. */
const RECHECK_MS = 900;

/**
 * Opens sign-in: tables, first administrator (from the environment, else a one-time token printed once), sessions.
 * In the demo nobody signs in and everybody is its administrator.
 */
export async function openSessions(parts: SessionParts): Promise<Sessions> {
  const { config, store, clock, clientAddressHeader } = parts;
  const baseUrl = config.url ?? baseUrlOf(config.host, config.port);
  // Two servers may start on one PostgreSQL database; on SQLite there is only one, and its writer must stay free.
  const alone = store.dialect === 'postgres' ? store.write : async <T>(run: () => Promise<T>) => await run();
  const auth: Auth = await createAuth({
    ...parts,
    baseUrl,
    oidc: config.oidc,
    alone,
    maySignIn: (userId) => isActive(store, userId),
    onSessionEnded: (sessionId) => principals.forget([sessionId]),
  });
  // After the tables are made, so that the pages about people answer there too.
  if (config.demo) return demoSessions(baseUrl);
  const principals = rememberPrincipals(lookUpSessions(parts, auth), clock, RECHECK_MS);
  const attempts = countAttempts(parts.database.db as Kysely<StandingDatabase>, clock);
  const tokens = openTokens(parts);
  const forget = (sessionIds: readonly string[]) => principals.forget(sessionIds);
  let isSetUp = await prepareAdministrator(parts, auth, { baseUrl, alone });
  const guarded = async <T>(purpose: string, context: Context, run: () => Promise<T>): Promise<T> => {
    const attempt = await attempts.begin({ purpose, account: null, address: context.clientAddress });
    const value = await run();
    await attempt.succeeded();
    return value;
  };

  return {
    baseUrl,
    singleSignOn: config.oidc?.name ?? null,
    forget,
    async principalOf(headers) {
      // One or the other: a request that names a token is judged by it alone, whatever cookie comes along.
      const authorization = headers.get('authorization');
      if (authorization !== null) return await tokens.principalOf(authorization);
      const cookie = cookieOf(headers, auth.cookieName);
      return cookie === null ? { kind: 'anonymous' } : await principals.of(cookie);
    },
    tokenEnded: tokens.ended,
    async state(principal) {
      if (principal.kind !== 'anonymous' && principal.kind !== 'share-link') return 'signed-in';
      isSetUp ||= await administratorExists(auth);
      return isSetUp ? 'signed-out' : 'set-up';
    },
    async handle(request, context) {
      const inside = { auth, attempts, clientAddressHeader, forget };
      const elsewhere = config.oidc === null ? null : await handleElsewhere(inside, config.oidc, request, context);
      return elsewhere ?? (await handleAuth(inside, request, context));
    },
    async setUp(context, input) {
      await guarded('set-up', context, () => setUpAdministrator(context, auth, input));
      isSetUp = true;
    },
    lookAtLink: (context, token) => guarded('link', context, () => lookAtLink(context, token)),
    async join(context, input) {
      const { email, ended } = await guarded('link', context, () => useLink(context, auth, input));
      forget(ended);
      return { email };
    },
  };
}

/** @returns whether there is an administrator now. */
async function prepareAdministrator(
  parts: SessionParts,
  auth: Auth,
  { baseUrl, alone }: Pick<AuthSettings, 'baseUrl' | 'alone'>,
): Promise<boolean> {
  if (await administratorExists(auth)) return true;
  const { admin } = parts.config;
  if (admin !== null) {
    await recordSetUp(parts, 'intent', admin.email);
    const created = await alone(async () => {
      if (await administratorExists(auth)) return false;
      await createAdministrator(auth, admin);
      parts.log.info({ email: admin.email }, 'The first administrator was created from STANDING_ADMIN_EMAIL');
      return true;
    });
    if (created) await recordSetUp(parts, 'outcome', admin.email);
    return true;
  }
  const token = await issueSetUpToken(parts.store);
  parts.print(`Nobody can sign in yet. Open ${baseUrl}/setup and enter this one-time token: ${token}`);
  return false;
}

async function recordSetUp(parts: SessionParts, kind: 'intent' | 'outcome', email: string): Promise<void> {
  const nobody = { principal: { kind: 'watcher' }, requestId: null, clientAddress: null } as const;
  await parts.store.write((transaction) =>
    recordAudit(
      transaction,
      { ...parts, ...nobody },
      {
        kind,
        action: 'user.set-up',
        target: email,
        reason: 'From STANDING_ADMIN_EMAIL',
        after: kind === 'intent' ? null : 'administrator',
      },
    ),
  );
}

function demoSessions(baseUrl: string): Sessions {
  const visitor: Principal = { kind: 'demo', role: 'administrator' };
  const closed = async () => {
    throw new StandingError('not-found', 'The demo asks for no sign-in.');
  };
  return {
    baseUrl,
    singleSignOn: null,
    forget: () => undefined,
    tokenEnded: () => undefined,
    principalOf: async () => visitor,
    state: async () => 'signed-in',
    handle: closed,
    setUp: closed,
    lookAtLink: closed,
    join: closed,
  };
}
