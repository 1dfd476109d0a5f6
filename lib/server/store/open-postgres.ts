import 'server-only';
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Log } from '../log.ts';
import { withHandle } from './auth-database.ts';
import { connectPostgres } from './connect-postgres.ts';
import { ensureSteps } from './ensure-steps.ts';
import { ensureSearchIndex } from './ensure-search-index.ts';
import { listenForRevisions, REVISION_CHANNEL } from './listen-for-revisions.ts';
import { migrate, refuseOtherSchema } from './migrate.ts';
import { newestChangeAt } from './newest-change-at.ts';
import { readOnlyStore } from './read-only-store.ts';
import { createRevisions } from './revisions.ts';
import type { Store, WriteTransaction } from './store.ts';
import { takeTurns } from './take-turns.ts';

/** Any fixed number: held by each write transaction to its end, so that writes are serialised as on SQLite. */
const WRITE_LOCK = 7_326_411_902;

/**
 * Opens the store on PostgreSQL. Several processes may; each write transaction tells the others.
 * @param schema `as-is` for a command beside a running server: nothing is migrated.
 * @throws Error with one sentence: no connection, newer schema.
 */
export async function openPostgres(databaseUrl: string, log: Log, schema: 'renew' | 'as-is' = 'renew'): Promise<Store> {
  const database = await connectPostgres(databaseUrl, log);
  const process = randomUUID();
  try {
    const untyped = database as unknown as Kysely<Record<string, never>>;
    await (schema === 'renew' ? migrate(untyped, 'postgres') : refuseOtherSchema(untyped, 'postgres'));
    if (schema === 'renew') {
      const begin = (transaction: WriteTransaction) =>
        sql`select pg_advisory_xact_lock(${WRITE_LOCK})`.execute(transaction);
      await ensureSteps(database, 'postgres', begin);
    }
    const revisions = createRevisions(await newestChangeAt(database));
    if (schema === 'renew') await ensureSearchIndex(database, log);
    const listening = await listenForRevisions(databaseUrl, process, revisions, log);
    // Writers of this process wait here, not each on a connection of the pool that readers need.
    const inTurn = takeTurns();
    let closing: Promise<void> | null = null;
    const end = async () => {
      await listening.stop();
      await database.destroy();
    };
    const store: Store = {
      dialect: 'postgres',
      read: database,
      write: (run) =>
        inTurn(async () => {
          const result = await database.transaction().execute(async (transaction) => {
            await sql`select pg_advisory_xact_lock(${WRITE_LOCK})`.execute(transaction);
            const done = await run(transaction);
            await sql`select pg_notify(${REVISION_CHANNEL}, ${process})`.execute(transaction);
            return done;
          });
          revisions.advance(Date.now());
          return result;
        }),
      revision: revisions.revision,
      revisedAt: revisions.revisedAt,
      onRevision: revisions.onRevision,
      close: () => (closing ??= end()),
    };
    return withHandle(store, database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** The database as the command line reads it: nothing is migrated, nothing written. */
export async function openPostgresToRead(databaseUrl: string, log: Log): Promise<Store> {
  const database = await connectPostgres(databaseUrl, log);
  try {
    await refuseOtherSchema(database as unknown as Kysely<Record<string, never>>, 'postgres');
    return await readOnlyStore('postgres', database, () => database.destroy());
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
