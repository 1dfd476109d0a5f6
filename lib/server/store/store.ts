import 'server-only';
import type { Kysely, Transaction } from 'kysely';
import type { StandingDatabase } from './schema.ts';

export type ReadDatabase = Kysely<StandingDatabase>;
export type WriteTransaction = Transaction<StandingDatabase>;

/**
 * The durable state. Reads run beside writes and never wait for them; writes are serialised. On SQLite readers live in
 * worker threads, so that no scan stalls the event loop.
 */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  readonly read: ReadDatabase;
  /**
   * Runs one write transaction; what it acknowledges is durable. Keep it short: the event loop waits for SQLite.
   * `run` must use only the transaction it is given.
   */
  write<T>(run: (transaction: WriteTransaction) => Promise<T>): Promise<T>;
  /** Counts committed write transactions of this process (on PostgreSQL also those of others, within a second). */
  revision(): number;
  /** When the newest committed write was made, epoch ms. */
  revisedAt(): number;
  /** Called after each committed write; returns the function that stops it. */
  onRevision(listener: () => void): () => void;
  close(): Promise<void>;
}
