import 'server-only';
import { narrower, type Access } from '../../domain/access.ts';
import type { Principal } from '../context.ts';
import { authTime, withAuthTables } from '../store/auth-tables.ts';
import type { Store } from '../store/store.ts';
import { accessOfRow } from './api-token-row.ts';
import { connectionIdsOf, roleOf } from './stored-access.ts';

/**
 * Who of those who hold something open (a stream) still is who they were, with the same rights: one query for all people and
 * one for all tokens, however many there are. Asking counts as no use of a session.
 */
export async function stillHold(
  store: Store,
  principals: readonly Principal[],
  now: number,
): Promise<(principal: Principal) => boolean> {
  const sessionIds = new Set(principals.flatMap((one) => (one.kind === 'user' ? one.sessionId : [])));
  const tokenIds = new Set(principals.flatMap((one) => (one.kind === 'token' ? one.id : [])));
  const sessions = await accessOfSessions(store, [...sessionIds], now);
  const tokens = await accessOfTokens(store, [...tokenIds], now);
  return (principal) => {
    switch (principal.kind) {
      case 'user':
        return isSame(principal, sessions.get(principal.sessionId));
      case 'token':
        return isSame(principal, tokens.get(principal.id));
      case 'demo':
      case 'watcher':
      case 'command-line':
        return true;
      case 'share-link':
      case 'anonymous':
        return false;
    }
  };
}

function isSame(had: Access, has: Access | undefined): boolean {
  if (has === undefined || has.role !== had.role) return false;
  const key = ({ connectionIds }: Access) => JSON.stringify(connectionIds?.toSorted() ?? null);
  return key(had) === key(has);
}

async function accessOfSessions(store: Store, ids: readonly string[], now: number): Promise<Map<string, Access>> {
  if (ids.length === 0) return new Map();
  const rows = await withAuthTables(store.read)
    .selectFrom('auth_sessions')
    .innerJoin('auth_users', 'auth_users.id', 'auth_sessions.userId')
    .select(['auth_sessions.id', 'expiresAt', 'role', 'connectionIds'])
    .where('auth_sessions.id', 'in', ids)
    .where('deactivatedAt', 'is', null)
    .execute();
  const live = rows.filter((row) => authTime(row.expiresAt) > now);
  return new Map(
    live.map((row) => [row.id, { role: roleOf(row.role), connectionIds: connectionIdsOf(row.connectionIds) }]),
  );
}

async function accessOfTokens(store: Store, ids: readonly string[], now: number): Promise<Map<string, Access>> {
  if (ids.length === 0) return new Map();
  const rows = await withAuthTables(store.read)
    .selectFrom('api_tokens')
    .innerJoin('auth_users', 'auth_users.id', 'api_tokens.user_id')
    .selectAll('api_tokens')
    .select(['auth_users.role as ownerRole', 'connectionIds'])
    .where('api_tokens.id', 'in', ids)
    .where('revoked_at', 'is', null)
    .where('deactivatedAt', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  return new Map(
    rows.map((row) => {
      const owner = { role: roleOf(row.ownerRole), connectionIds: connectionIdsOf(row.connectionIds) };
      return [row.id, narrower(accessOfRow(row), owner)];
    }),
  );
}
