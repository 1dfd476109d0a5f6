import 'server-only';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import type { StandingDatabase } from './schema.ts';

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
 * A pool of connections to a PostgreSQL that answers.
 * @throws Error with one sentence when it does not.
 */
export async function connectPostgres(databaseUrl: string, log: Log): Promise<Kysely<StandingDatabase>> {
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
  try {
    await sql`select 1`.execute(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw cannotConnect(error);
  }
}
