import 'server-only';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, inject } from 'vitest';
import { createLog } from '../../log.ts';
import { openStore, type StoreLocation } from '../open-store.ts';
import type { Store } from '../store.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers a GET with the address of the run's PostgreSQL (e2e/fixtures/postgres/offer-postgres.ts). */
    postgresOffer: string;
  }
}

export const testLog = createLog('silent');

export interface TestStores {
  dialect: Store['dialect'];
  /** An empty database of its own; it lives until the test ends. */
  location(): Promise<StoreLocation>;
  /** Opens one (a new one unless told which); closed after the test, unless it was closed before. */
  open(location?: StoreLocation): Promise<Store>;
}

async function postgresQuery(text: string): Promise<string> {
  const answer = await fetch(inject('postgresOffer'));
  const url = await answer.text();
  if (!answer.ok) throw new Error(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
  return url;
}

let databases = 0;

async function emptyLocation(dialect: Store['dialect'], cleanUp: (() => Promise<void>)[]): Promise<StoreLocation> {
  if (dialect === 'sqlite') {
    const dataDir = mkdtempSync(join(tmpdir(), 'standing-store-'));
    cleanUp.push(async () => rmSync(dataDir, { recursive: true, force: true }));
    return { dataDir };
  }
  const name = `standing_${process.pid}_${databases++}`;
  const databaseUrl = new URL(await postgresQuery(`create database ${name}`));
  databaseUrl.pathname = `/${name}`;
  cleanUp.push(async () => void (await postgresQuery(`drop database ${name} with (force)`)));
  return { databaseUrl: databaseUrl.href };
}

/** Runs the same suite on SQLite and on a real PostgreSQL. */
export function withStores(name: string, suite: (stores: TestStores) => void): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} on %s`, (dialect) => {
    const opened: Store[] = [];
    const cleanUp: (() => Promise<void>)[] = [];
    const location = () => emptyLocation(dialect, cleanUp);
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      await Promise.all(cleanUp.splice(0).map((clean) => clean()));
    });
    suite({
      dialect,
      location,
      async open(at) {
        const store = await openStore(at ?? (await location()), testLog);
        opened.push(store);
        return store;
      },
    });
  });
}
