import 'server-only';
import type { Log } from '../log.ts';
import { openPostgres, openPostgresToRead } from './open-postgres.ts';
import { openSqlite, openSqliteBeside, openSqliteToRead } from './open-sqlite.ts';
import type { Store } from './store.ts';

export type StoreLocation = { dataDir: string } | { databaseUrl: string };

/**
 * Opens the store as the server: brings the schema up to date and, on SQLite, keeps every other server out.
 * Only ever called in plain Node; Next never bundles it.
 * @throws Error with one sentence that says what to do: newer schema, second server, network file system, no connection.
 */
export function openStore(location: StoreLocation, log: Log): Promise<Store> {
  return 'databaseUrl' in location ? openPostgres(location.databaseUrl, log) : openSqlite(location.dataDir, log);
}

/** Opens the store as a command that writes, beside a running server or without one: without migration. */
export function openStoreBeside(location: StoreLocation, log: Log): Promise<Store> {
  return 'databaseUrl' in location
    ? openPostgres(location.databaseUrl, log, 'as-is')
    : openSqliteBeside(location.dataDir);
}

/** Opens the store as a command-line tool: without lock, without migration, without the right to write. */
export function openStoreToRead(location: StoreLocation, log: Log): Promise<Store> {
  return 'databaseUrl' in location ? openPostgresToRead(location.databaseUrl, log) : openSqliteToRead(location.dataDir);
}
