import 'server-only';
import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import { withHandle } from './auth-database.ts';
import { ensureSearchIndex } from './ensure-search-index.ts';
import { listenForRevisions, REVISION_CHANNEL } from './listen-for-revisions.ts';
import { migrate } from './migrate.ts';
import { newestChangeAt } from './newest-change-at.ts';
import { createRevisions } from './revisions.ts';
import type { StandingDatabase } from './schema.ts';
import type { Store } from './store.ts';
import { takeTurns } from './take-turns.ts';

/** Any fixed number: held by each write transaction to its end, so that writes are serialised as on SQLite. */
const WRITE_LOCK = 7_326_411_902;
const CONNECTIONS = 10;

/** Ours are all exact as numbers; `pg` would give 64-bit integers as text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)),
};

function cannotConnect(error: unknown): Error {
  const { message, code } = error as Error & { code?: string };
  return new Error(
    `PostgreSQL at DATABASE_URL does not answer (${message || code}): check its address, name and password, and that it runs.`,
    { cause: error },
  );
}

/**
 * Opens the store on PostgreSQL. Several processes may; each write transaction tells the others.
 * @throws Error with one sentence: no connection, newer schema.
 */
export async function openPostgres(databaseUrl: string, log: Log): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    types,
    connectionTimeoutMillis: 10_000,
    application_name: 'standing',
    statement_timeout: 60_000,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'An idle connection to PostgreSQL broke.'));
  const database = new Kysely<StandingDatabase>({ dialect: new PostgresDialect({ pool }) });
  const process = randomUUID();
  try {
    await sql`select 1`.execute(database).catch((error: unknown) => {
      throw cannotConnect(error);
    });
    await migrate(database as unknown as Kysely<Record<string, never>>, 'postgres');
    const revisions = createRevisions(await newestChangeAt(database));
    await ensureSearchIndex(database, log);
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
