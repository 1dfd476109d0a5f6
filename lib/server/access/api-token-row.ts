import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import type { Access } from '../../domain/access.ts';
import type { ApiToken } from '../../domain/api-token.ts';
import { toIso } from '../../domain/wire.ts';
import type { ApiTokenTable } from '../store/schema.ts';
import { connectionIdsOf, roleOf } from './stored-access.ts';

const PREFIX = 'st_';

/** 256 random bits behind a prefix that scanners for leaked secrets can know. */
export function makeApiToken(): string {
  return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

export function isApiToken(text: string): boolean {
  return /^st_[\w-]{43}$/.test(text);
}

/** A fast hash is enough: nobody guesses 256 random bits. */
export function hashOfApiToken(token: string): string {
  return createHash('sha256').update(`standing/api-token/${token}`).digest('base64url');
}

/** What a row allows at most. Whatever is not understood allows the least. */
export function accessOfRow({ role, connection_ids: ids }: Pick<ApiTokenTable, 'role' | 'connection_ids'>): Access {
  return { role: roleOf(role), connectionIds: connectionIdsOf(ids) };
}

export function describeToken(row: ApiTokenTable, userId: string | null, now: number): ApiToken {
  const { role, connectionIds } = accessOfRow(row);
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    role,
    connectionIds: connectionIds === null ? null : [...connectionIds],
    owner: row.created_by,
    mine: row.user_id === userId,
    createdAt: toIso(row.created_at),
    expiresAt: toIso(row.expires_at),
    lastUsedAt: toIso(row.last_used_at),
    revokedAt: toIso(row.revoked_at),
    state: row.revoked_at !== null ? 'revoked' : row.expires_at <= now ? 'expired' : 'active',
  };
}
