import 'server-only';
import type { AccessLink, User, UserList } from '../../domain/user.ts';
import { toIso } from '../../domain/wire.ts';
import type { Context } from '../context.ts';
import { authTime, withAuthTables } from '../store/auth-tables.ts';
import { authorise } from './authorise.ts';
import { connectionIdsOf, roleOf } from './stored-access.ts';

/** Everybody who may sign in or could, by e-mail address, and the links that nobody has used yet. */
export async function listUsers(context: Context): Promise<UserList> {
  authorise(context, 'users.manage');
  const database = withAuthTables(context.store.read);
  const now = context.clock.now();
  const [users, accounts, sessions, links] = await Promise.all([
    database.selectFrom('auth_users').selectAll().orderBy('email').execute(),
    database.selectFrom('auth_accounts').select(['userId', 'providerId']).execute(),
    database.selectFrom('auth_sessions').select(['userId', 'expiresAt', 'createdAt', 'seenAt']).execute(),
    database
      .selectFrom('access_links')
      .selectAll()
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now)
      .orderBy('created_at', 'desc')
      .execute(),
  ]);
  const live = sessions.filter((session) => authTime(session.expiresAt) > now);
  return {
    items: users.map((row): User => {
      const own = live.filter(({ userId }) => userId === row.id);
      const ways = accounts.filter(({ userId }) => userId === row.id).map(({ providerId }) => providerId);
      return {
        id: row.id,
        email: row.email,
        name: row.name,
        role: roleOf(row.role),
        connectionIds: connectionIdsOf(row.connectionIds),
        twoFactor: Boolean(row.twoFactorEnabled),
        signsInWith: ways.includes('credential') ? 'password' : ways.length > 0 ? 'identity-provider' : 'nothing yet',
        sessions: own.length,
        lastSeenAt: toIso(own.reduce<number | null>((last, one) => Math.max(last ?? 0, seenAt(one)), null)),
        createdAt: toIso(authTime(row.createdAt)),
        deactivatedAt: toIso(row.deactivatedAt),
      };
    }),
    links: links.map((row) => ({
      id: row.id,
      kind: row.kind as AccessLink['kind'],
      email: row.email,
      role: row.role === null ? null : roleOf(row.role),
      createdBy: row.created_by,
      createdAt: toIso(row.created_at),
      expiresAt: toIso(row.expires_at),
    })),
  };
}

function seenAt(session: { seenAt: number | null; createdAt: string | Date }): number {
  return session.seenAt ?? authTime(session.createdAt);
}
