import 'server-only';
import type { OwnSessionList } from '../../domain/user.ts';
import { toIso } from '../../domain/wire.ts';
import type { Context, Principal } from '../context.ts';
import { StandingError } from '../errors.ts';
import { authTime, withAuthTables } from '../store/auth-tables.ts';
import { recordAudit } from './record-audit.ts';

/** Where the person who asks is signed in, the newest first. @throws StandingError `not-permitted` for who has none. */
export async function listOwnSessions(context: Context): Promise<OwnSessionList> {
  const person = personOf(context.principal);
  const database = withAuthTables(context.store.read);
  const [rows, user, password] = await Promise.all([
    database
      .selectFrom('auth_sessions')
      .select(['id', 'ipAddress', 'userAgent', 'createdAt', 'expiresAt', 'seenAt'])
      .where('userId', '=', person.id)
      .execute(),
    database.selectFrom('auth_users').select('twoFactorEnabled').where('id', '=', person.id).executeTakeFirst(),
    database
      .selectFrom('auth_accounts')
      .select('id')
      .where('userId', '=', person.id)
      .where('providerId', '=', 'credential')
      .executeTakeFirst(),
  ]);
  const now = context.clock.now();
  const items = rows
    .filter((row) => authTime(row.expiresAt) > now)
    .toSorted((a, b) => authTime(b.createdAt) - authTime(a.createdAt))
    .map((row) => ({
      id: row.id,
      current: row.id === person.sessionId,
      address: row.ipAddress === '' ? null : row.ipAddress,
      agent: row.userAgent === '' ? null : row.userAgent,
      startedAt: toIso(authTime(row.createdAt)),
      seenAt: toIso(row.seenAt),
      expiresAt: toIso(authTime(row.expiresAt)),
    }));
  return { password: password !== undefined, twoFactor: Boolean(user?.twoFactorEnabled), items };
}

/**
 * Ends one of one's own sessions, or all but the one that asks.
 * @returns what ended, for the door to forget at once.
 * @throws StandingError `not-found` for a session that is not one's own.
 */
export async function endOwnSessions(context: Context, which: { id: string } | 'others'): Promise<string[]> {
  const person = personOf(context.principal);
  return await context.store.write(async (transaction) => {
    const own = withAuthTables(transaction).deleteFrom('auth_sessions').where('userId', '=', person.id);
    const chosen = which === 'others' ? own.where('id', '!=', person.sessionId) : own.where('id', '=', which.id);
    const ended = (await chosen.returning('id').execute()).map(({ id }) => id);
    if (ended.length === 0) {
      if (which === 'others') return [];
      throw new StandingError('not-found', 'You have no session under this id; it may have ended already.');
    }
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'session.end',
      target: person.email,
      before: `${ended.length} ${ended.length === 1 ? 'session' : 'sessions'}`,
    });
    return ended;
  });
}

function personOf(principal: Principal): Extract<Principal, { kind: 'user' }> {
  if (principal.kind === 'user') return principal;
  throw new StandingError('not-permitted', 'Only somebody who signed in has sessions.');
}
