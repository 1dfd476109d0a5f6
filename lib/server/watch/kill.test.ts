import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { sql } from 'kysely';
import { type StartedSimulator, startInProcess } from '../../../e2e/ses-simulator/start.ts';
import { foldChanges } from '../../domain/fold-changes.ts';
import { pointsOf } from '../../domain/observed-entity.ts';
import { stateOf } from '../history/entity-rows.ts';
import type { StoreLocation } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';

/** Few in the suite; the bench asks for 200. */
const ROUNDS = Number(process.env.DURABILITY_ROUNDS ?? 4);
const ROOT = join(import.meta.dirname, '..', '..', '..');

let simulator: StartedSimulator | undefined;
let child: ChildProcess | undefined;

afterEach(async () => {
  await end('SIGKILL');
  await simulator?.stop();
});

async function end(signal: NodeJS.Signals): Promise<void> {
  const ending = child;
  child = undefined;
  if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
  const exited = new Promise((resolve) => ending.once('exit', resolve));
  ending.kill(signal);
  await exited;
}

/** Starts the watcher in a process of its own; resolves when it watches. */
async function start(location: StoreLocation, endpoint: string): Promise<void> {
  const where =
    'databaseUrl' in location
      ? {
          DATABASE_URL: location.databaseUrl,
          STANDING_DATA_DIR: '/nonexistent',
          STANDING_SECRET: 'a secret of the durability rounds, only here',
        }
      : { STANDING_DATA_DIR: location.dataDir };
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: '',
    ...where,
    STANDING_SES_RATE: '100',
    STANDING_SES_SHARE: '1',
    STANDING_WATCH_INTERVAL_SECONDS: '1',
    STANDING_LOG_LEVEL: 'error',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIASIM0000000000001',
    AWS_SECRET_ACCESS_KEY: 'sim-secret-1',
    AWS_ENDPOINT_URL_SESV2: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const started = spawn(
    process.execPath,
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'scripts/watch-only.ts'],
    {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child = started;
  let printed = '';
  started.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    started.stdout.once('data', () => resolve());
    started.once('exit', () => reject(new Error(`The watcher ended: ${printed}`)));
  });
}

/** Numbers that look random and are the same in every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

async function checkHistory(store: Store): Promise<void> {
  const entities = await store.read.selectFrom('entities').selectAll().execute();
  const changes = await store.read.selectFrom('changes').selectAll().orderBy('id').execute();
  const broken: string[] = [];
  for (const entity of entities) {
    const own = changes
      .filter((change) => change.entity_id === entity.id && !change.track.startsWith('finding:'))
      .map((change) => ({
        ...change,
        old: { value: change.old_value, cause: change.old_cause, lastUpdatedAt: change.old_updated_at },
        new: { value: change.new_value, cause: change.new_cause, lastUpdatedAt: change.new_updated_at },
      }));
    // Each change begins where the one before it on its track ended: none is missing, none is there twice.
    const newest = new Map<string, unknown>();
    for (const change of own) {
      const key = `${change.incarnation} ${change.track}`;
      const before = newest.get(key) ?? { value: null, cause: null, lastUpdatedAt: null };
      if (change.kind === 'baseline' ? newest.has(key) : JSON.stringify(before) !== JSON.stringify(change.old)) {
        if (change.track !== 'existence') broken.push(`${entity.name} ${change.track} ${change.id}`);
      }
      newest.set(key, change.new);
    }
    const { deleted, ...points } = foldChanges(own);
    if (JSON.stringify(points) !== JSON.stringify(pointsOf(stateOf(entity)))) broken.push(`${entity.name}: state`);
    if (deleted !== (entity.deleted_at !== null)) broken.push(`${entity.name}: existence`);
  }
  expect(broken).toEqual([]);
  const whole = store.dialect === 'sqlite' ? sql`pragma integrity_check` : sql`select 'ok' as integrity_check`;
  expect((await whole.execute(store.read)).rows).toEqual([{ integrity_check: 'ok' }]);
}

withStores(`killed ${ROUNDS} times while it watches`, (stores) => {
  it('loses no change, doubles none, and ends in the state of SES', { timeout: 60_000 + ROUNDS * 10_000 }, async () => {
    const world = await startInProcess({ tenants: 120, switches: { pageSizeMax: 10, pageSizeOverMax: 'capped' } });
    simulator = world;
    const location = await stores.location();
    const random = sequence(7);
    const pick = (count: number) => Math.floor(random() * count);
    const senders = (await world.control.state()).wellKnown.filter((arn) => arn.includes(':us-east-1:111122223333:'));
    const told = new Map<string, { status: string; cause: string }>();
    await (await stores.open(location)).close();
    for (let round = 0; round < ROUNDS; round++) {
      await start(location, world.url);
      const killAt = Date.now() + 100 + pick(1500);
      while (Date.now() < killAt) {
        const arn = senders[pick(senders.length)] ?? '';
        const status = ['ENABLED', 'DISABLED', 'REINSTATED'][pick(3)] ?? 'ENABLED';
        const cause = `Round ${round}, ${pick(1000)}.`;
        await world.control.setEntity({
          arn,
          customer: { status, cause },
          aws: { status: 'ENABLED', cause: null, updatedAt: 1 },
        });
        told.set(arn, { status, cause });
        await new Promise((resolve) => setTimeout(resolve, 20 + pick(80)));
      }
      await end('SIGKILL');
      const store = await stores.open(location);
      await checkHistory(store);
      await store.close();
    }
    await start(location, world.url);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await end('SIGTERM');
    const store = await stores.open(location);
    await checkHistory(store);
    const rows = await store.read
      .selectFrom('entities')
      .select(['arn', 'customer_status', 'customer_cause'])
      .where('arn', 'in', [...told.keys()])
      .execute();
    expect(
      Object.fromEntries(rows.map((row) => [row.arn, { status: row.customer_status, cause: row.customer_cause }])),
    ).toEqual(Object.fromEntries(told));
  });
});
