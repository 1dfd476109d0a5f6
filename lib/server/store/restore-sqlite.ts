import 'server-only';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { copySqlite } from './copy-sqlite.ts';
import { holdLock } from './hold-lock.ts';
import { migrationsInOrder } from './migrations/in-order.ts';
import { SQLITE_FILE } from './open-sqlite.ts';

/**
 * Puts a copy in the place of the database of a data directory, while no server uses it. What was there is moved aside,
 * never deleted.
 * @param stamp ends the name of what is moved aside.
 * @returns the path it was moved to; null when there was nothing.
 * @throws Error with one sentence: a server runs, no database of ours, a newer schema, damage.
 */
export async function restoreSqlite(dataDir: string, from: string, stamp: string): Promise<string | null> {
  refuseForeign(from);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = holdLock(dataDir);
  try {
    const path = join(dataDir, SQLITE_FILE);
    const arrived = join(dataDir, 'standing.restored.sqlite');
    await copySqlite(from, arrived, 'replace');
    const aside = existsSync(path) ? `${path}.replaced-${stamp}` : null;
    // A log left behind would be taken for the new database's own.
    for (const suffix of aside === null ? [] : ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, `${aside}${suffix}`);
    }
    renameSync(arrived, path);
    return aside;
  } finally {
    unlock();
  }
}

function refuseForeign(path: string): void {
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  let version: unknown;
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    version = database.prepare('select max(version) as version from standing_schema').get()?.['version'];
  } catch (error) {
    throw new Error(`${path} is no backup of Standing (${(error as Error).message}).`, { cause: error });
  } finally {
    database.close();
  }
  if (Number(version) > migrationsInOrder.length) {
    throw new Error(
      `${path} has schema ${String(version)}, written by a newer Standing; this one knows ${migrationsInOrder.length}: restore it with the newer version.`,
    );
  }
}
