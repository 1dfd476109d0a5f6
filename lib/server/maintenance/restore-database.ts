import 'server-only';
import type { Config } from '../config.ts';
import { restoreSqlite } from '../store/restore-sqlite.ts';

/**
 * Puts a backup in the place of the embedded database. There is no database to write an audit row into before; the row
 * comes after, into the restored one (`noteRestore`).
 * @returns where the database that was there is now; null when there was none.
 * @throws Error with one sentence; on PostgreSQL it names `pg_restore`.
 */
export async function restoreDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  from: string,
): Promise<string | null> {
  if (databaseUrl !== null) {
    throw new Error(
      'This Standing keeps its data in PostgreSQL: restore with pg_restore --clean --if-exists --dbname="$DATABASE_URL" standing.dump.',
    );
  }
  return await restoreSqlite(dataDir, from, new Date().toISOString().replaceAll(/[:.]/g, '-'));
}
