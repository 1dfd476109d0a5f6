import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copySqlite } from './copy-sqlite.ts';
import { migrationsInOrder } from './migrations/in-order.ts';
import { openStore } from './open-store.ts';
import { SQLITE_FILE } from './open-sqlite.ts';
import type { Store } from './store.ts';
import { testLog } from './testing/with-stores.ts';

let dataDir: string;
let store: Store | undefined;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'standing-copy-'))));
afterEach(async () => {
  await store?.close();
  store = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

const countIn = (path: string) => {
  const copy = new DatabaseSync(path, { readOnly: true });
  const row = copy.prepare("select count(*) as n from settings where key like 'n%'").get();
  copy.close();
  return Number(row?.['n']);
};

it('copies everything that was acknowledged, while others write without a pause', async () => {
  const open = await openStore({ dataDir }, testLog);
  store = open;
  const made = { acknowledged: 0 };
  const stop = new AbortController();
  const writing = (async () => {
    while (!stop.signal.aborted) {
      const key = `n${made.acknowledged + 1}`;
      await open.write((transaction) =>
        transaction
          .insertInto('settings')
          .values({ key, value: 'x'.repeat(2000) })
          .execute(),
      );
      made.acknowledged += 1;
    }
  })();
  for (let turn = 0; turn < 5; turn += 1) {
    const goal = (turn + 1) * 20;
    while (made.acknowledged < goal) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = made.acknowledged;
    const to = join(dataDir, `copy-${turn}.sqlite`);
    await copySqlite(join(dataDir, SQLITE_FILE), to, 'refuse');
    expect(countIn(to)).toBeGreaterThanOrEqual(before);
    expect(statSync(to).mode & 0o777).toBe(0o600);
  }
  stop.abort();
  await writing;
  expect(made.acknowledged).toBeGreaterThan(100);
  expect(readdirSync(dataDir).filter((name) => /partial|copy.*-(wal|shm)/.test(name))).toEqual([]);
});

it('overwrites no file, and leaves nothing behind when it fails', async () => {
  store = await openStore({ dataDir }, testLog);
  const to = join(dataDir, 'taken');
  writeFileSync(to, 'mine');
  await expect(copySqlite(join(dataDir, SQLITE_FILE), to, 'refuse')).rejects.toThrow('already');
  writeFileSync(join(dataDir, 'junk'), 'x'.repeat(5000));
  await expect(copySqlite(join(dataDir, 'junk'), join(dataDir, 'junk-copy'), 'refuse')).rejects.toThrow(
    'not a database',
  );
  expect(readdirSync(dataDir).filter((name) => /partial|junk-copy/.test(name))).toEqual([]);
});

it('is made before a schema changes, and not of an empty database', async () => {
  store = await openStore({ dataDir }, testLog);
  await store.close();
  expect(readdirSync(dataDir).filter((name) => name.includes('before-schema'))).toEqual([]);
  // The last migration may trip over its own effects when it runs again; the copy is made before it in any case.
  const last = migrationsInOrder.length;
  const file = new DatabaseSync(join(dataDir, SQLITE_FILE));
  file.exec(`delete from standing_schema where version = ${last}`);
  file.close();
  await openStore({ dataDir }, testLog).then(
    (opened) => (store = opened),
    () => (store = undefined),
  );
  const copy = join(dataDir, `standing.before-schema-${last}.sqlite`);
  expect(existsSync(copy)).toBe(true);
  const kept = new DatabaseSync(copy, { readOnly: true });
  expect(kept.prepare('select max(version) as version from standing_schema').get()).toEqual({ version: last - 1 });
  kept.close();
});
