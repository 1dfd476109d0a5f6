import 'server-only';
import type { Kysely, Transaction } from 'kysely';
import type { StandingDatabase } from './schema.ts';
import type { ReadDatabase, WriteTransaction } from './store.ts';

/**
 * The sign-in library's own tables in the same database, as far as our verbs read and write them. The library makes and
 * migrates them (create-auth.ts); its times are ISO texts on SQLite and timestamps on PostgreSQL.
 */
export interface AuthTables {
  auth_users: {
    id: string;
    email: string;
    name: string;
    role: string;
    /** JSON array; null: all connections. */
    connectionIds: string | null;
    /** Epoch ms. */
    deactivatedAt: number | null;
    createdAt: string | Date;
    twoFactorEnabled: number | boolean | null;
  };
  auth_sessions: {
    id: string;
    token: string;
    userId: string;
    createdAt: string | Date;
    expiresAt: string | Date;
    ipAddress: string | null;
    userAgent: string | null;
    /** Epoch ms, written now and then. */
    seenAt: number | null;
  };
  auth_accounts: { id: string; userId: string; providerId: string; accountId: string; password: string | null };
  /** `secret` and `backupCodes` are sealed by the library under its own secret. */
  auth_two_factors: { id: string; userId: string; secret: string; backupCodes: string };
}

export function withAuthTables(database: WriteTransaction): Transaction<StandingDatabase & AuthTables>;
export function withAuthTables(database: ReadDatabase): Kysely<StandingDatabase & AuthTables>;
export function withAuthTables(database: unknown): unknown {
  return database;
}

/** A time of the library, in epoch ms. */
export function authTime(value: string | Date): number {
  return new Date(value).getTime();
}
