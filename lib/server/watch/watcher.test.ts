import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type StartedSimulator, startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { SimulatorOptions } from '../../../e2e/ses-simulator/options.ts';
import type { Watcher } from '../standing.ts';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { stageWatcher, storeConnection } from './testing/stage-watcher.ts';

const kept = { ...process.env };
let simulator: StartedSimulator;
const stops: (() => Promise<void>)[] = [];

beforeAll(() => {
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
});
afterAll(() => {
  process.env = kept;
});
async function simulate(options: Partial<SimulatorOptions> = {}): Promise<void> {
  simulator = await startInProcess({ tenants: 60, ...options });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
  process.env.AWS_ENDPOINT_URL_STS = simulator.url;
  stops.push(() => simulator.stop());
}

function watch(store: Store, intervalMs?: number): Watcher {
  const staged = stageWatcher(store, { intervalMs });
  stops.push(staged.stop);
  return staged.watcher;
}

const until = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });
const connectionOf = (store: Store, id = 'c1') =>
  store.read.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const sweepsOf = (store: Store) => store.read.selectFrom('sweeps').selectAll().execute();
const gapsOf = (store: Store) => store.read.selectFrom('coverage_gaps').selectAll().orderBy('id').execute();
async function entityOf(store: Store, name: string) {
  return store.read.selectFrom('entities').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
}
async function wholeSweep(store: Store): Promise<void> {
  await until(async () => {
    const lanes = (await sweepsOf(store)).filter((row) => row.finished_at !== null).map((row) => row.lane);
    expect(lanes).toEqual(expect.arrayContaining(['disabled', 'high', 'full', 'findings']));
  });
}

withStores('the watcher', (stores) => {
  beforeEach(() => simulate());
  // Inside the suite, so that it runs before its stores are closed.
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });

  it('reads a new connection: DISABLED, then HIGH, then findings beside everything; all a past, none an event', async () => {
    const store = await stores.open();
    await storeConnection(store);
    const watcher = watch(store);
    await watcher.start();
    await wholeSweep(store);
    const log = await simulator.control.log();
    const order = log.map((entry) => entry.operation);
    const [disabled, high, ...rest] = order.filter((name) => name !== 'GetCallerIdentity');
    expect([disabled, high]).toEqual(Array(2).fill('ListReputationEntities'));
    expect(rest).toContain('ListRecommendations');
    expect(rest).toContain('ListReputationEntities');
    const state = await simulator.control.state();
    const here = state.places.find((place) => place.account === '111122223333' && place.region === 'us-east-1');
    const rows = await store.read.selectFrom('entities').selectAll().execute();
    expect(rows).toHaveLength(here?.tenants ?? 0);
    const events = await store.read.selectFrom('changes').selectAll().where('kind', '!=', 'baseline').execute();
    expect(events).toEqual([]);
    expect((await store.read.selectFrom('findings').selectAll().execute()).length).toBeGreaterThan(0);
    expect(await connectionOf(store)).toMatchObject({
      state: 'reading',
      account: '111122223333',
      reason: null,
      unread_since: null,
    });
    // The account is read in the same lane after the sweep, and stored once it has answered.
    await until(async () =>
      expect(JSON.parse((await connectionOf(store)).facts)).toMatchObject({
        account: { enforcementStatus: expect.any(String) },
      }),
    );
    expect(watcher.healthy()).toBe(true);
    expect(watcher.report('c1')?.sweeps.map((sweep) => sweep.lane)).toEqual(['disabled', 'high', 'findings', 'full']);
  });

  it('notices a sender that is disabled, and one that no longer is', async () => {
    const store = await stores.open();
    await storeConnection(store);
    await watch(store, 60_000).start();
    await wholeSweep(store);
    const name = (
      await store.read
        .selectFrom('entities')
        .select('name')
        .where('aggregate', '=', 'ENABLED')
        .where('customer_status', '=', 'ENABLED')
        .executeTakeFirstOrThrow()
    ).name;
    await simulator.control.setEntity({ name, region: 'us-east-1', customer: { status: 'DISABLED', cause: 'Abuse.' } });
    await until(async () =>
      expect(await entityOf(store, name)).toMatchObject({ aggregate: 'DISABLED', customer_cause: 'Abuse.' }),
    );
    await simulator.control.setEntity({ name, region: 'us-east-1', customer: { status: 'ENABLED', cause: null } });
    await until(async () => expect(await entityOf(store, name)).toMatchObject({ aggregate: 'ENABLED' }));
    const entity = await entityOf(store, name);
    const flips = await store.read
      .selectFrom('changes')
      .select(['old_value', 'new_value'])
      .where('entity_id', '=', entity.id)
      .where('track', '=', 'aggregate')
      .where('kind', '=', 'changed')
      .orderBy('id')
      .execute();
    expect(flips).toEqual([
      { old_value: 'ENABLED', new_value: 'DISABLED' },
      { old_value: 'DISABLED', new_value: 'ENABLED' },
    ]);
  });

  it('makes a tombstone of a tenant that is gone, and a new incarnation of none that is not', async () => {
    const store = await stores.open();
    await storeConnection(store);
    await watch(store).start();
    await wholeSweep(store);
    const { name } = await store.read
      .selectFrom('entities')
      .select('name')
      .where('aggregate', '=', 'ENABLED')
      .executeTakeFirstOrThrow();
    await simulator.control.setTenant({ act: 'delete', name, region: 'us-east-1', account: '111122223333' });
    await until(async () => expect((await entityOf(store, name)).deleted_at).not.toBeNull());
    const others = await store.read.selectFrom('entities').select('id').where('deleted_at', 'is not', null).execute();
    expect(others).toHaveLength(1);
  });

  it('many missing at once are asked for by name before they are called deleted; the rest stay', async () => {
    const store = await stores.open();
    await storeConnection(store);
    await watch(store).start();
    await wholeSweep(store);
    const rows = await store.read.selectFrom('entities').select(['name', 'arn']).orderBy('id').execute();
    const gone = rows.slice(0, 8);
    for (const { arn } of gone) await simulator.control.setTenant({ act: 'delete', arn });
    await until(async () => {
      const deleted = await store.read
        .selectFrom('entities')
        .select('arn')
        .where('deleted_at', 'is not', null)
        .execute();
      expect(new Set(deleted.map((row) => row.arn))).toEqual(new Set(gone.map((row) => row.arn)));
    });
    const log = await simulator.control.log();
    expect(log.filter((entry) => entry.operation === 'GetReputationEntity').length).toBeGreaterThanOrEqual(gone.length);
  });

  it('an outage is said on the connection and in the history, changes nothing, and ends by itself', async () => {
    const store = await stores.open();
    await storeConnection(store);
    await watch(store).start();
    await wholeSweep(store);
    const before = await store.read.selectFrom('changes').select('id').execute();
    await simulator.control.addFault({ fault: 'html-502' });
    await until(async () =>
      expect(await connectionOf(store)).toMatchObject({ state: 'unread', unread_since: expect.any(Number) }),
    );
    expect((await connectionOf(store)).reason).toContain('ses-unreachable');
    expect(await gapsOf(store)).toMatchObject([{ reason: 'failing', to_at: null }]);
    await simulator.control.clearFaults();
    await until(async () =>
      expect(await connectionOf(store)).toMatchObject({ state: 'reading', reason: null, unread_since: null }),
    );
    expect(await gapsOf(store)).toMatchObject([{ reason: 'failing', to_at: expect.any(Number) }]);
    expect(await store.read.selectFrom('changes').select('id').execute()).toHaveLength(before.length);
  });

  it('without permission to list it reads tenants one by one, and says what is refused', async () => {
    await simulator.control.addFault({ fault: 'denied', operation: 'ListReputationEntities' });
    const store = await stores.open();
    await storeConnection(store);
    await watch(store).start();
    const state = await simulator.control.state();
    const tenants =
      state.places.find((place) => place.account === '111122223333' && place.region === 'us-east-1')?.tenants ?? 0;
    await until(async () =>
      expect(await store.read.selectFrom('entities').select('id').execute()).toHaveLength(tenants),
    );
    const row = await connectionOf(store);
    expect(row.state).toBe('reading');
    expect(JSON.parse(row.facts)).toMatchObject({ denied: ['ses:ListReputationEntities'] });
  });

  it('stops without waiting for an answer under way, and goes on where it stood', async () => {
    const store = await stores.open();
    await storeConnection(store);
    const first = watch(store);
    await first.start();
    await wholeSweep(store);
    await simulator.control.addFault({ fault: 'slow', milliseconds: 8000 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const answered = new Promise((resolve) => setTimeout(resolve, 6000, 'the answer came first')).then(String);
    expect(await Promise.race([first.stop().then(() => 'stopped'), answered])).toBe('stopped');
    await simulator.control.clearFaults();
    const changes = await store.read.selectFrom('changes').select('id').execute();
    const second = watch(store);
    await second.start();
    const at = Date.now();
    await until(async () =>
      expect((await sweepsOf(store)).find((row) => row.lane === 'full')?.started_at).toBeGreaterThan(at),
    );
    expect(await store.read.selectFrom('changes').select('id').execute()).toHaveLength(changes.length);
  });

  it('another account on the connection stops it and changes nothing', async () => {
    const store = await stores.open();
    await storeConnection(store, { account: '999999999999' });
    await watch(store).start();
    await until(async () => expect((await connectionOf(store)).state).toBe('wrong-account'));
    expect(await store.read.selectFrom('entities').select('id').execute()).toEqual([]);
  });

  it.runIf(stores.dialect === 'postgres')('one watcher a database: the second waits, then goes on', async () => {
    const location = await stores.location();
    const store = await stores.open(location);
    await storeConnection(store);
    const first = watch(store);
    await first.start();
    await wholeSweep(store);
    const second = watch(await stores.open(location));
    await second.start();
    await until(async () => expect((await simulator.control.log()).length).toBeGreaterThan(20));
    expect(second.report('c1')).toBeNull();
    await first.stop();
    await until(async () => expect(second.report('c1')).not.toBeNull());
    const changes = await store.read.selectFrom('changes').select('kind').where('kind', '!=', 'baseline').execute();
    expect(changes).toEqual([]);
  });
});
