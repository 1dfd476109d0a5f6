import 'server-only';
import { ROLES, type Role } from '../../domain/access.ts';
import { baseUrlOf, type Config } from '../config.ts';
import type { Clock, Context, Principal } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Sessions } from '../standing.ts';
import type { Store } from '../store/store.ts';
import { answerAuthRequest } from './answer-auth-request.ts';
import { type Auth, type AuthSettings, createAuth } from './create-auth.ts';
import { recordAudit } from './record-audit.ts';
import { cookieOf, type FoundSession, rememberPrincipals } from './remember-principals.ts';
import {
  administratorExists,
  createAdministrator,
  issueSetUpToken,
  setUpAdministrator,
} from './set-up-administrator.ts';

export interface SessionParts {
  config: Config;
  store: Store;
  /** What the store gives the sign-in library. */
  database: AuthSettings['database'];
  clock: Clock;
  log: Log;
  /** The key of purpose `sign-in`, as text. */
  secret: string;
  clientAddressHeader: string;
  /** Shows a line to whoever started the server. */
  print(line: string): void;
}

/** Another process may revoke a session: its end shows here after at most this long. */
const RECHECK_MS = { postgres: 1000, sqlite: 5000 };

/**
 * Opens sign-in: tables, first administrator (from the environment, else a one-time token printed once), sessions.
 * In the demo nobody signs in and everybody is its administrator.
 */
export async function openSessions(parts: SessionParts): Promise<Sessions> {
  const { config, store, clock } = parts;
  if (config.demo) return demoSessions();
  const baseUrl = config.url ?? baseUrlOf(config.host, config.port);
  // Two servers may start on one PostgreSQL database; on SQLite there is only one, and its writer must stay free.
  const alone = store.dialect === 'postgres' ? store.write : async (run: () => Promise<void>) => await run();
  const auth: Auth = await createAuth({
    ...parts,
    baseUrl,
    alone,
    onSessionEnded: (sessionId) => principals.forget(sessionId),
  });
  const principals = rememberPrincipals(lookupOver(auth), clock, RECHECK_MS[store.dialect]);
  let isSetUp = await prepareAdministrator(parts, auth, { baseUrl, alone });

  return {
    async principalOf(headers) {
      const cookie = cookieOf(headers, auth.cookieName);
      return cookie === null ? { kind: 'anonymous' } : await principals.of(cookie);
    },
    async state(principal) {
      if (principal.kind !== 'anonymous') return 'signed-in';
      isSetUp ||= await administratorExists(auth);
      return isSetUp ? 'signed-out' : 'set-up';
    },
    async handle(request, context) {
      const { response, signedIn } = await answerAuthRequest(auth, request, parts.clientAddressHeader);
      await recordSession(context, signedIn);
      return response;
    },
    async setUp(context, input) {
      await setUpAdministrator(context, auth, input);
      isSetUp = true;
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
    await alone(async () => {
      if (await administratorExists(auth)) return;
      await createAdministrator(auth, admin);
      parts.log.info({ email: admin.email }, 'The first administrator was created from STANDING_ADMIN_EMAIL');
    });
    return true;
  }
  const token = await issueSetUpToken(parts.store);
  parts.print(`Nobody can sign in yet. Open ${baseUrl}/setup and enter this one-time token: ${token}`);
  return false;
}

async function recordSession(context: Context, signedIn: { id: string; email: string } | null): Promise<void> {
  if (signedIn === null && context.principal.kind === 'anonymous') return;
  await context.store.write(async (transaction) => {
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: signedIn === null ? 'session.sign-out' : 'session.sign-in',
      target: signedIn?.email ?? (context.principal.kind === 'user' ? context.principal.email : null),
    });
  });
}

function lookupOver({ auth, context, cookieName }: Auth) {
  const reshape = (found: Awaited<ReturnType<typeof context.internalAdapter.findSession>>): FoundSession | null => {
    if (found === null) return null;
    const { session, user } = found;
    return {
      sessionId: session.id,
      token: session.token,
      expiresAt: new Date(session.expiresAt).getTime(),
      principal: {
        kind: 'user',
        id: user.id,
        email: user.email,
        name: user.name,
        role: roleOf(user['role']),
        connectionIds: connectionIdsOf(user['connectionIds']),
        sessionId: session.id,
      },
    };
  };
  return {
    async byCookie(cookie: string) {
      const headers = new Headers({ cookie: `${cookieName}=${cookie}` });
      return reshape(await auth.api.getSession({ headers }));
    },
    byToken: async (token: string) => reshape(await context.internalAdapter.findSession(token)),
  };
}

/** A role this version does not know may do the least. */
function roleOf(value: unknown): Role {
  return ROLES.find((role) => role === value) ?? 'viewer';
}

/** What is not understood limits to nothing at all, never to everything. */
function connectionIdsOf(value: unknown): readonly string[] | null {
  if (value === null || value === undefined) return null;
  try {
    const ids: unknown = JSON.parse(typeof value === 'string' ? value : '');
    return Array.isArray(ids) ? ids.map(String) : [];
  } catch {
    return [];
  }
}

function demoSessions(): Sessions {
  const visitor: Principal = { kind: 'demo', role: 'administrator' };
  const closed = async () => {
    throw new StandingError('not-found', 'The demo asks for no sign-in.');
  };
  return { principalOf: async () => visitor, state: async () => 'signed-in', handle: closed, setUp: closed };
}
