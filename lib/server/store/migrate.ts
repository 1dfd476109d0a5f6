import 'server-only';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DialectName } from './migrations/column-types.ts';
import { migrationsInOrder } from './migrations/in-order.ts';

/** Any fixed number: two servers that start on one PostgreSQL database take turns. */
const MIGRATION_LOCK = 7_326_411_901;

// The schema is unknown before it is migrated, so it has no type.
type UntypedDatabase = Kysely<Record<string, never>>;

/** How many steps this database has had; 0 for an empty one. */
async function versionOf(database: UntypedDatabase, dialect: DialectName): Promise<number> {
  const tables =
    dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = 'standing_schema'`
      : sql`select 1 from pg_tables where schemaname = current_schema() and tablename = 'standing_schema'`;
  if ((await tables.execute(database)).rows.length === 0) return 0;
  const { rows } = await sql<{ version: number }>`select max(version) as version from standing_schema`.execute(
    database,
  );
  return rows[0]?.version ?? 0;
}

function refuseNewer(version: number): void {
  if (version <= migrationsInOrder.length) return;
  throw new Error(
    `This database has schema ${version}, written by a newer Standing; this one knows ${migrationsInOrder.length}: ` +
      'start the newer version, or restore the backup made before it.',
  );
}

/**
 * Brings the database to the newest schema, in one transaction: after a crash it is either untouched or done.
 * @param beforeChange is awaited before an existing schema changes; told its version.
 * @throws Error with one sentence when the schema is newer than this program.
 */
export async function migrate(
  database: UntypedDatabase,
  dialect: DialectName,
  beforeChange?: (version: number) => Promise<void>,
): Promise<void> {
  const before = await versionOf(database, dialect);
  refuseNewer(before);
  if (before === migrationsInOrder.length) return;
  if (before > 0) await beforeChange?.(before);
  await database.transaction().execute(async (transaction) => {
    if (dialect === 'postgres') {
      await sql`set local statement_timeout = 0`.execute(transaction);
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction);
    }
    const version = await versionOf(transaction, dialect);
    if (version === 0) {
      await sql`create table standing_schema (version integer primary key, name text not null, at bigint not null)`.execute(
        transaction,
      );
    }
    for (let step = version; step < migrationsInOrder.length; step++) await apply(transaction, dialect, step);
  });
}

async function apply(
  transaction: Transaction<Record<string, never>>,
  dialect: DialectName,
  step: number,
): Promise<void> {
  const migration = migrationsInOrder[step];
  if (!migration) return;
  await migration.up(transaction, dialect);
  await sql`insert into standing_schema (version, name, at) values (${step + 1}, ${migration.name}, ${Date.now()})`.execute(
    transaction,
  );
}

/**
 * For programs that only read: they must find exactly the schema they know.
 * @throws Error with one sentence when it is older or newer.
 */
export async function refuseOtherSchema(database: UntypedDatabase, dialect: DialectName): Promise<void> {
  const version = await versionOf(database, dialect);
  refuseNewer(version);
  if (version < migrationsInOrder.length) {
    throw new Error(`This database has schema ${version}, older than this program: start the server once to renew it.`);
  }
}
