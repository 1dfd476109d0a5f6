import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type StartedSimulator, startInProcess } from '../../../e2e/ses-simulator/start.ts';
import { withStores } from '../store/testing/with-stores.ts';
import type { Store } from '../store/store.ts';
import { type StagedWatcher, stageWatcher, storeConnection } from './testing/stage-watcher.ts';

const kept = { ...process.env };
let simulator: StartedSimulator;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 40 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
  process.env.AWS_ENDPOINT_URL_STS = simulator.url;
});
afterAll(async () => {
  process.env = kept;
  await simulator.stop();
});

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });
const unread = async (store: Store) =>
  (await store.read.selectFrom('entities').select('id').where('tags_read_at', 'is', null).execute()).length;
const total = async (store: Store) => (await store.read.selectFrom('entities').select('id').execute()).length;
const asked = async () =>
  (await simulator.control.log()).filter(({ operation }) => operation === 'ListTagsForResource').length;

withStores('labels from tags', (stores) => {
  let staged: StagedWatcher;
  afterEach(async () => {
    await staged.stop();
    await simulator.control.clearFaults();
    await simulator.control.clearLog();
  });

  it('are read for a connection that asks for it, each sender once, while the sweeps go on', async () => {
    const store = await stores.open();
    await storeConnection(store, { tag_keys: JSON.stringify({ name: 'plan' }) });
    staged = stageWatcher(store);
    await staged.watcher.start();
    await until(async () => {
      expect(await total(store)).toBeGreaterThan(0);
      expect(await unread(store)).toBe(0);
    });
    expect(await asked()).toBe(await total(store));
    const labelled = await store.read.selectFrom('entities').selectAll().where('label_source', '=', 'tags').execute();
    expect(new Set(labelled.map((row) => row.label_name))).toEqual(new Set(['starter', 'growth', 'enterprise']));
    await simulator.control.clearLog();
    await until(async () => {
      const operations = (await simulator.control.log()).map(({ operation }) => operation);
      expect(operations.filter((operation) => operation === 'ListReputationEntities').length).toBeGreaterThan(4);
    });
    expect(await asked()).toBe(0);
  });

  it('that AWS denies are named as denied and stop nothing else; without keys nobody asks', async () => {
    const store = await stores.open();
    await storeConnection(store, { tag_keys: JSON.stringify({ name: 'plan' }) });
    await simulator.control.addFault({ fault: 'denied', operation: 'ListTagsForResource' });
    staged = stageWatcher(store);
    await staged.watcher.start();
    await until(async () => {
      const row = await store.read.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
      expect(row).toMatchObject({ state: 'reading' });
      expect(row.facts).toContain('ses:ListTagsForResource');
    });
    expect(await asked()).toBeLessThan(4);
    await store.write((transaction) => transaction.updateTable('connections').set({ tag_keys: null }).execute());
    staged.watcher.connectionsChanged();
    await simulator.control.clearFaults();
    await simulator.control.clearLog();
    await until(async () => expect((await simulator.control.log()).length).toBeGreaterThan(5));
    expect(await asked()).toBe(0);
  });
});
