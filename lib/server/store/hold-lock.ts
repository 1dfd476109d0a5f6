import 'server-only';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes this process the only server on a data directory. The lock is SQLite's own on a file beside the database, so the
 * system gives it back however the process ends; the process id beside it is only for the sentence.
 * @returns the function that gives the lock back.
 * @throws Error with one sentence when another server holds it.
 */
export function holdLock(dataDir: string): () => void {
  const path = join(dataDir, 'standing.lock');
  const holder = join(dataDir, 'standing.pid');
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    chmodSync(path, 0o600);
    lock.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    if (!/locked|busy/.test((error as Error).message)) throw error;
    throw new Error(
      `Another Standing server${processName(holder)} already uses ${dataDir}: ` +
        'stop it first, or give this one another STANDING_DATA_DIR.',
      { cause: error },
    );
  }
  writeFileSync(holder, `${process.pid}\n`, { mode: 0o600 });
  return () => lock.close();
}

function processName(holder: string): string {
  try {
    return ` (process ${readFileSync(holder, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
