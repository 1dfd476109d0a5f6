import 'server-only';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { STANDINGS } from '../../../domain/vocabulary.ts';
import { createLog } from '../../log.ts';
import type { EntityFilter } from '../entity-filter.ts';
import { type EntitySort, listEntities } from '../list-entities.ts';
import { openStore, type StoreLocation } from '../open-store.ts';
import { insertEntities, makeEntity } from './make-entity.ts';

/**
 * Prints what lists and searches cost over many entities, and the longest stall of the event loop meanwhile:
 * `node --conditions=react-server lib/server/store/testing/measure-list.ts [entities] [database URL]`.
 */
const [size = '100000', databaseUrl] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'standing-measure-'));
const location: StoreLocation = databaseUrl === undefined ? { dataDir: folder } : { databaseUrl };
const WORDS = ['acme', 'globex', 'initech', 'umbrella', 'soylent', 'hooli', 'stark', 'wayne', 'wonka', 'tyrell'];

const world = Array.from({ length: Number(size) }, (_, index) => {
  const bad = index % 50 === 0;
  const word = (step: number) => WORDS[Math.floor(index / step) % WORDS.length];
  return makeEntity({
    name: `${word(1)}-${word(10)}-${index}`,
    tenant_id: `tn-${(index * 2_654_435_761).toString(36)}`,
    region: ['us-east-1', 'eu-west-1', 'ap-southeast-2'][index % 3] ?? 'us-east-1',
    connection_id: `connection-${index % 6}`,
    standing: bad ? (STANDINGS[(index / 50) % STANDINGS.length] ?? 'enabled') : 'enabled',
    policy: 'arn:aws:ses:us-east-1:aws:reputation-policy/standard',
    customer_cause: bad ? `The bounce rate exceeded 15.0% based on a representative volume of ${index} emails.` : null,
    impact: bad ? 'HIGH' : null,
  });
});

async function timed<T>(name: string, rounds: number, run: () => Promise<T>): Promise<T> {
  const stall = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  stall.enable();
  let result = await run();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    result = await run();
    times.push(performance.now() - start);
  }
  stall.disable();
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
  console.log(`${name.padEnd(34)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  stall ${(stall.max / 1e6).toFixed(1)} ms`);
  return result;
}

const store = await openStore(location, createLog('warn'));
const started = performance.now();
for (let start = 0; start < world.length; start += 1000) await insertEntities(store, world.slice(start, start + 1000));
// PostgreSQL does this by itself within a minute.
if (store.dialect === 'postgres') await sql`analyze`.execute(store.read);
console.log(`${world.length} entities inserted in ${Math.round(performance.now() - started)} ms`);

const page = (filter: EntityFilter, sort: EntitySort = 'worst', cursor?: string) =>
  listEntities(store, { filter, sort, limit: 100, cursor });
const sorts: EntitySort[] = ['worst', 'name', 'since', '-region'];
for (const sort of sorts) await timed(`first page by ${sort}`, 10, () => page({}, sort));
let deep: string | undefined;
for (let turn = 0; turn < 100; turn++) deep = (await page({}, 'worst', deep)).nextCursor ?? undefined;
await timed('page 101', 10, () => page({}, 'worst', deep));
await timed('disabled', 10, () => page({ standings: ['disabled', 'disabled-by-ses', 'disabled-twice'] }));
await timed('policy none (no match)', 10, () => page({ policies: ['none'] }));
await timed('region, by since', 10, () => page({ regions: ['eu-west-1'] }, 'since'));
for (const text of [
  'acme',
  'acm',
  'ac',
  'acme-globex-10',
  'bounce rate',
  'us-east-1',
  'arn:aws:ses:',
  'zzz',
  'enabled',
  'acme hooli',
]) {
  await timed(`search ${JSON.stringify(text)}`, 10, () => page({ text }));
}
await store.close();
rmSync(folder, { recursive: true, force: true });
