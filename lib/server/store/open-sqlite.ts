import 'server-only';
import { chmodSync, existsSync, mkdirSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Log } from '../log.ts';
import { copySqlite } from './copy-sqlite.ts';
import { holdLock } from './hold-lock.ts';
import { ensureSteps } from './ensure-steps.ts';
import { migrate, refuseOtherSchema } from './migrate.ts';
import { newestChangeAt } from './newest-change-at.ts';
import { openThread } from './open-thread.ts';
import { readOnlyStore } from './read-only-store.ts';
import { refuseNetworkFileSystem } from './refuse-network-file-system.ts';
import { createRevisions } from './revisions.ts';
import type { StandingDatabase } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Store } from './store.ts';
import { createThreadPool } from './thread-pool.ts';
import { withHandle } from './auth-database.ts';

export const SQLITE_FILE = 'standing.sqlite';
/** Two cores are the machine we promise to run on. */
const READERS = 2;

/** Everything in the data directory is for its owner alone. */
function prepareDirectory(dataDir: string): string {
  const path = join(dataDir, SQLITE_FILE);
  orSay(dataDir, () => mkdirSync(dataDir, { recursive: true, mode: 0o700 }));
  refuseNetworkFileSystem(dataDir);
  orSay(dataDir, () => {
    // SQLite gives its side files the mode of the database, so the mode must be right before it opens.
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  });
  return path;
}

function orSay(dataDir: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new Error(
      `The data directory ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}): ` +
        'set STANDING_DATA_DIR to a folder that this user may write.',
      { cause: error },
    );
  }
}

/** SQLite's own words for a file it cannot make sense of, and what to do about it. */
function asRefusal(error: unknown, path: string): unknown {
  const { message } = error as Error;
  if (!/not a database|malformed/.test(message)) return error;
  return new Error(
    `The database ${path} is damaged (${message}): restore a backup of it, or move it away to start anew.`,
    {
      cause: error,
    },
  );
}

/**
 * The embedded database as a server holds it: one writer, two readers, no other server. Before its schema changes a copy
 * is put beside it, because an older version cannot read a newer schema.
 */
export async function openSqlite(dataDir: string, log: Log): Promise<Store> {
  const path = prepareDirectory(dataDir);
  const unlock = holdLock(dataDir);
  return await openToWrite(path, unlock, async (writer) => {
    await migrate(writer, 'sqlite', async (version) => {
      const copy = join(dataDir, `standing.before-schema-${version + 1}.sqlite`);
      await copySqlite(path, copy, 'replace');
      log.info({ copy }, 'The database was copied before its schema changes');
    });
    await ensureSteps(writer, 'sqlite');
  });
}

/**
 * The same for a command beside a running server, or without one: writers of several processes take turns by SQLite's own
 * lock. Nothing is migrated.
 */
export async function openSqliteBeside(dataDir: string): Promise<Store> {
  const path = existingDatabase(dataDir);
  return await openToWrite(
    path,
    () => undefined,
    (writer) => refuseOtherSchema(writer, 'sqlite'),
  );
}

async function openToWrite(
  path: string,
  unlock: () => void,
  checkSchema: (writer: Kysely<Record<string, never>>) => Promise<void>,
): Promise<Store> {
  const writers = createThreadPool(1, () => openThread({ path, writer: true }));
  const readers = createThreadPool(READERS, () => openThread({ path, writer: false }));
  const writer = new Kysely<StandingDatabase>({ dialect: sqliteDialect(writers, 'begin immediate') });
  const read = new Kysely<StandingDatabase>({ dialect: sqliteDialect(readers, 'begin') });
  let closing: Promise<void> | null = null;
  async function end(): Promise<void> {
    await writers.close();
    await readers.close();
    unlock();
  }
  const close = () => (closing ??= end());
  try {
    await checkSchema(writer as unknown as Kysely<Record<string, never>>);
    const revisions = createRevisions(await newestChangeAt(writer));
    const store: Store = {
      dialect: 'sqlite',
      read,
      async write(run) {
        const result = await writer.transaction().execute(run);
        revisions.advance(Date.now());
        return result;
      },
      revision: revisions.revision,
      revisedAt: revisions.revisedAt,
      onRevision: revisions.onRevision,
      close,
    };
    return withHandle(store, writer);
  } catch (error) {
    await close();
    throw asRefusal(error, path);
  }
}

/** The embedded database as the command line reads it, beside a running server or without one; writes are refused. */
export async function openSqliteToRead(dataDir: string): Promise<Store> {
  const path = existingDatabase(dataDir);
  const readers = createThreadPool(1, () => openThread({ path, writer: false }));
  const read = new Kysely<StandingDatabase>({ dialect: sqliteDialect(readers, 'begin') });
  try {
    await refuseOtherSchema(read as unknown as Kysely<Record<string, never>>, 'sqlite');
    return await readOnlyStore('sqlite', read, () => readers.close());
  } catch (error) {
    await readers.close();
    throw asRefusal(error, path);
  }
}

function existingDatabase(dataDir: string): string {
  const path = join(dataDir, SQLITE_FILE);
  if (existsSync(path)) return path;
  throw new Error(`There is no database in ${dataDir}: check STANDING_DATA_DIR, or start the server once.`);
}
