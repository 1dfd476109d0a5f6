import 'server-only';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { createLog } from '../../log.ts';
import { openStore, type StoreLocation } from '../open-store.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers a GET with the address of the run's PostgreSQL (e2e/fixtures/postgres/offer-postgres.ts). */
    postgresOffer: string;
  }
}

/** A place for a store, and how to clear it away. */
export interface TestLocation {
  location: StoreLocation;
  remove(): Promise<void>;
}

const log = createLog('silent');
/** Test files run at the same time on the same PostgreSQL. */
const RUN = randomBytes(6).toString('hex');
const FILE = 'standing.sqlite';
/** Migrating once and copying is several times as fast as migrating for each test. */
let sqliteTemplate: Promise<Buffer> | null = null;
let postgresTemplate: Promise<string> | null = null;
let databases = 0;

async function migratedFile(): Promise<Buffer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-store-'));
  await (await openStore({ dataDir }, log)).close();
  const file = readFileSync(join(dataDir, FILE));
  rmSync(dataDir, { recursive: true });
  return file;
}

/** An empty, migrated SQLite database in a folder of its own. */
export async function emptySqlite(): Promise<TestLocation> {
  sqliteTemplate ??= migratedFile();
  const file = await sqliteTemplate;
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-store-'));
  writeFileSync(join(dataDir, FILE), file, { mode: 0o600 });
  return { location: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** Runs one statement in the database that administers the run's PostgreSQL. @returns the address of `name`. */
async function administer(statement: string, name: string): Promise<string> {
  const answer = await fetch(inject('postgresOffer'));
  const url = await answer.text();
  if (!answer.ok) throw new Error(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function migratedDatabase(): Promise<string> {
  const name = `standing_template_${RUN}`;
  const databaseUrl = await administer(`create database ${name}`, name);
  await (await openStore({ databaseUrl }, log)).close();
  return name;
}

/** An empty, migrated database in the run's PostgreSQL. */
export async function emptyPostgres(): Promise<TestLocation> {
  postgresTemplate ??= migratedDatabase();
  const name = `standing_${RUN}_${databases++}`;
  const databaseUrl = await administer(
    `create database ${name} template ${await postgresTemplate} strategy file_copy`,
    name,
  );
  return {
    location: { databaseUrl },
    remove: async () => void (await administer(`drop database ${name} with (force)`, name)),
  };
}
