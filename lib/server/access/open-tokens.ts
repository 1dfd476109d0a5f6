import 'server-only';
import { narrower } from '../../domain/access.ts';
import type { Clock, Principal } from '../context.ts';
import type { Log } from '../log.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import type { ApiTokenTable } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { accessOfRow, hashOfApiToken, isApiToken } from './api-token-row.ts';
import { connectionIdsOf, roleOf } from './stored-access.ts';

export interface TokenParts {
  store: Store;
  clock: Clock;
  log: Log;
}

interface Found {
  principal: Extract<Principal, { kind: 'token' }>;
  expiresAt: number;
  checkedAt: number;
}

/** What another process revoked, and what its owner may no longer, ends here within a second. */
const RECHECK_MS = 900;
const USE_NOTED_EVERY_MS = 60_000;
const MOST_REMEMBERED = 1000;
const ANONYMOUS: Principal = { kind: 'anonymous' };

/** Answers which token an `Authorization` header carries, and notes its use. Remembers by hash, as the table does. */
export function openTokens({ store, clock, log }: TokenParts) {
  const remembered = new Map<string, Found>();
  const flights = new Map<string, Promise<Principal>>();
  /** A token revoked while a read of it was under way must not come back with its answer. */
  let endings = 0;

  async function read(hash: string): Promise<Principal> {
    const before = endings;
    remembered.delete(hash);
    const found = await find(hash);
    if (found === null) return ANONYMOUS;
    if (before === endings) remembered.set(hash, found);
    const [oldest] = remembered.size > MOST_REMEMBERED ? remembered.keys() : [];
    if (oldest !== undefined) remembered.delete(oldest);
    return found.principal;
  }

  async function find(hash: string): Promise<Found | null> {
    const checkedAt = clock.now();
    // With its owner as they are now: who may not sign in any more has no token that opens anything.
    const row = await withAuthTables(store.read)
      .selectFrom('api_tokens')
      .innerJoin('auth_users', 'auth_users.id', 'api_tokens.user_id')
      .selectAll('api_tokens')
      .select(['email', 'auth_users.role as ownerRole', 'connectionIds'])
      .where('token_hash', '=', hash)
      .where('revoked_at', 'is', null)
      .where('deactivatedAt', 'is', null)
      .executeTakeFirst();
    if (row === undefined || row.expires_at <= checkedAt) return null;
    await noteUse(row);
    const { id, name, user_id: userId, email } = row;
    const owner = { role: roleOf(row.ownerRole), connectionIds: connectionIdsOf(row.connectionIds) };
    const principal = { kind: 'token', id, name, userId, email, ...narrower(accessOfRow(row), owner) } as const;
    return { principal, expiresAt: row.expires_at, checkedAt };
  }

  /** At most once a minute, and never a reason to refuse. */
  async function noteUse({ id, last_used_at: usedAt }: ApiTokenTable): Promise<void> {
    const now = clock.now();
    if (usedAt !== null && now - usedAt < USE_NOTED_EVERY_MS) return;
    try {
      await store.write((transaction) =>
        transaction.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', id).execute(),
      );
    } catch (error) {
      log.warn({ err: error, tokenId: id }, 'The use of an API token could not be noted');
    }
  }

  return {
    /** @param authorization the header as sent; anything but a live token is nobody. */
    async principalOf(authorization: string): Promise<Principal> {
      const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
      if (!isApiToken(token)) return ANONYMOUS;
      const hash = hashOfApiToken(token);
      const known = remembered.get(hash);
      const now = clock.now();
      if (known !== undefined && known.expiresAt > now && now - known.checkedAt < RECHECK_MS) return known.principal;
      const flying = flights.get(hash);
      if (flying !== undefined) return await flying;
      const flight = read(hash).finally(() => flights.delete(hash));
      flights.set(hash, flight);
      return await flight;
    },
    /** At once, in this process. */
    ended(id: string): void {
      endings += 1;
      for (const [hash, { principal }] of remembered) if (principal.id === id) remembered.delete(hash);
    },
  };
}
