import 'server-only';
import type { Kysely } from 'kysely';
import { type AuthTables, authTime, withAuthTables } from '../store/auth-tables.ts';
import type { Store } from '../store/store.ts';
import type { Auth } from './create-auth.ts';
import type { SessionParts } from './open-sessions.ts';
import type { FoundSession, SessionLookup } from './remember-principals.ts';
import { connectionIdsOf, roleOf } from './stored-access.ts';

/** How sessions are found: the library checks a cookie's signature once, after that the rows are read by ourselves. */
export function lookUpSessions({ store, database, log }: SessionParts, { auth, cookieName }: Auth): SessionLookup {
  // Beside the store's own transactions: when somebody was last here is no reason to renew every cached answer.
  const tables = database.db as Kysely<AuthTables>;
  const quietly = (work: Promise<unknown>) => void work.catch((err: unknown) => log.warn({ err }, 'A session’s row'));
  const byToken = (token: string) => findByToken(store, token);
  return {
    byToken,
    async byCookie(cookie) {
      const headers = new Headers({ cookie: `${cookieName}=${cookie}` });
      const found = await auth.api.getSession({ headers });
      return found === null ? null : await byToken(found.session.token);
    },
    touch: (id, seenAt) => quietly(tables.updateTable('auth_sessions').set({ seenAt }).where('id', '=', id).execute()),
    end: (id) => quietly(tables.deleteFrom('auth_sessions').where('id', '=', id).execute()),
  };
}

async function findByToken(store: Store, token: string): Promise<FoundSession | null> {
  const row = await withAuthTables(store.read)
    .selectFrom('auth_sessions')
    .innerJoin('auth_users', 'auth_users.id', 'auth_sessions.userId')
    .select(['auth_sessions.id as sessionId', 'expiresAt', 'auth_sessions.createdAt as startedAt', 'seenAt'])
    .select(['auth_users.id', 'email', 'name', 'role', 'connectionIds'])
    .where('auth_sessions.token', '=', token)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { sessionId, id, email, name } = row;
  return {
    sessionId,
    token,
    expiresAt: authTime(row.expiresAt),
    seenAt: row.seenAt ?? authTime(row.startedAt),
    principal: {
      kind: 'user',
      id,
      email,
      name,
      role: roleOf(row.role),
      connectionIds: connectionIdsOf(row.connectionIds),
      sessionId,
    },
  };
}

/** Nobody who was deactivated gets a session, whatever they know. */
export async function isActive(store: Store, userId: string): Promise<boolean> {
  const row = await withAuthTables(store.read)
    .selectFrom('auth_users')
    .select('deactivatedAt')
    .where('id', '=', userId)
    .executeTakeFirst();
  return row !== undefined && row.deactivatedAt === null;
}
