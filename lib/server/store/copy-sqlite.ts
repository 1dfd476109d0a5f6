import 'server-only';
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';

/** All pages in one step: a copy in several begins anew whenever somebody writes between them, under load for ever. */
const ALL_PAGES = 2_147_483_647;

/**
 * Copies a SQLite database as of one moment, also while others write to it, into one file that its owner alone may read.
 * The copy is whole or not there.
 * @throws Error with one sentence when there is such a file already (unless `replace`) or the copy is not sound.
 */
export async function copySqlite(from: string, to: string, existing: 'refuse' | 'replace'): Promise<void> {
  if (existing === 'refuse' && existsSync(to)) throw new Error(`There is a file ${to} already: give another name.`);
  const partial = `${to}.${process.pid}.partial`;
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'wx', 0o600));
  try {
    const source = new DatabaseSync(from, { readOnly: true, timeout: 10_000 });
    try {
      await backup(source, partial, { rate: ALL_PAGES });
    } finally {
      source.close();
    }
    chmodSync(partial, 0o600);
    settle(partial);
    // A link fails where a file has appeared meanwhile; a rename would overwrite it.
    if (existing === 'refuse') linkSync(partial, to);
    else renameSync(partial, to);
    sync(dirname(to));
  } finally {
    for (const leftover of [partial, `${partial}-wal`, `${partial}-shm`]) rmSync(leftover, { force: true });
  }
}

/** One plain file: the copy is checked, and takes its write-ahead log into itself. */
function settle(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma journal_mode = delete');
    const [answer] = database.prepare('pragma quick_check').all();
    const word = String(answer?.['quick_check']);
    if (word !== 'ok') throw new Error(`The copy of ${path} is not sound (${word}): check the disk, and repeat it.`);
  } finally {
    database.close();
  }
  sync(path);
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
