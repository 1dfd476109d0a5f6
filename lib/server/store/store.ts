import 'server-only';
import type { Kysely, Transaction } from 'kysely';
import type { StandingDatabase } from './schema.ts';

export type ReadDatabase = Kysely<StandingDatabase>;
export type WriteTransaction = Transaction<StandingDatabase>;

/**
 * The durable state. Reads run beside writes and never wait for them; writes are serialised, on PostgreSQL over all
 * processes. On SQLite the writer and the readers live in threads, so that neither a scan nor an fsync stalls the event
 * loop; each statement is one message there and back, so write many rows with one statement.
 * A committed write is seen by every read that begins after `write` resolves.
 */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  readonly read: ReadDatabase;
  /**
   * Runs one write transaction; what it acknowledges is durable. Keep it short: every other write waits for it.
   * `run` must use only the transaction it is given, and await nothing that itself writes to the store.
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
