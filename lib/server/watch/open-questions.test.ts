import { afterEach, expect, it, vi } from 'vitest';
import type { FaultName } from '../../../e2e/ses-simulator/faults.ts';
import { type StartedSimulator, startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { SimulatorOptions } from '../../../e2e/ses-simulator/options.ts';
import { SWITCHES, type Switches } from '../../../e2e/ses-simulator/switches.ts';
import { foldChanges } from '../../domain/fold-changes.ts';
import { pointsOf } from '../../domain/observed-entity.ts';
import { stateOf } from '../history/entity-rows.ts';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { type StagedWatcher, stageWatcher, storeConnection } from './testing/stage-watcher.ts';

let simulator: StartedSimulator;
let store: Store;
let staged: StagedWatcher;

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 25_000, interval: 100 });

async function stage(open: () => Promise<Store>, options: Partial<SimulatorOptions>): Promise<void> {
  simulator = await startInProcess({ tenants: 24, ...options });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
  process.env.AWS_ENDPOINT_URL_STS = simulator.url;
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
  store = await open();
  await storeConnection(store);
  staged = stageWatcher(store);
  await staged.watcher.start();
  await until(async () => {
    const lanes = (await store.read.selectFrom('sweeps').selectAll().execute()).filter(
      (row) => row.finished_at !== null,
    );
    expect(lanes.map((row) => row.lane)).toEqual(expect.arrayContaining(['full', 'findings']));
  });
}

/** What SES says now, entity by entity: the list of tenants tells who lives, Get how each stands. */
async function truth(): Promise<Map<string, object>> {
  const ses = staged.gateway.get('c1');
  if (!ses) throw new Error('The watcher opened no connection.');
  const states = new Map<string, object>();
  let token: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof ses.listTenants>> = await ses.listTenants(token, { lane: 'act' });
    for (const tenant of page.value.tenants) {
      const { value } = await ses.getEntity(tenant.arn as never, { lane: 'act' });
      states.set(tenant.arn, pointsOf(value));
    }
    token = page.value.nextToken;
  } while (token !== null);
  return states;
}

async function held(): Promise<Map<string, object>> {
  const rows = await store.read.selectFrom('entities').selectAll().where('deleted_at', 'is', null).execute();
  return new Map(rows.map((row) => [row.arn, pointsOf(stateOf(row))]));
}

/** Entities whose history does not fold to their state. */
async function unfolded(): Promise<string[]> {
  const entities = await store.read.selectFrom('entities').selectAll().execute();
  const changes = await store.read.selectFrom('changes').selectAll().orderBy('id').execute();
  return entities.flatMap((entity) => {
    const own = changes.filter((change) => change.entity_id === entity.id);
    const { deleted, ...points } = foldChanges(
      own.map((row) => ({
        incarnation: row.incarnation,
        track: row.track,
        new: { value: row.new_value, cause: row.new_cause, lastUpdatedAt: row.new_updated_at },
      })),
    );
    const same = JSON.stringify(points) === JSON.stringify(pointsOf(stateOf(entity)));
    return same && deleted === (entity.deleted_at !== null) ? [] : [entity.arn];
  });
}

const WATCHED = [
  'policyPauseRecord',
  'policyPauseCause',
  'policyPauseLagSeconds',
  'reinstatedAggregate',
  'enableWithFindings',
  'freshCustomerRecord',
  'reinstatedReturns',
  'reinstatedAwsRecord',
  'pageSizeDefault',
  'pageSizeMax',
  'pageSizeOverMax',
  'throttleError',
  'listLagSeconds',
  'pageTokenLifeSeconds',
  'vanishedEntity',
  'errorTypeForm',
] as const;
const most = Math.max(...WATCHED.map((name) => SWITCHES[name].values.length));
/** Every answer to every question that the watcher meets, in as few worlds as that takes. */
const worlds = Array.from(
  { length: most },
  (_, index) =>
    [
      index,
      Object.fromEntries(
        WATCHED.map((name) => [name, SWITCHES[name].values[index % SWITCHES[name].values.length]]),
      ) as Partial<Switches>,
    ] as const,
);

withStores('whatever SES answers', (stores) => {
  afterEach(async () => {
    await staged.stop();
    await simulator.stop();
  });

  it.each(worlds)('world %i of answers: the store follows it, and the history tells how', async (_index, switches) => {
    await stage(() => stores.open(), { life: 'busy', switches, clock: 'fast:60' });
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await simulator.control.setLife('off');
    await simulator.control.setClock({ advanceSeconds: 30 });
    await until(async () => expect(await held()).toEqual(await truth()));
    expect(await unfolded()).toEqual([]);
  });
});

const FAULTS: [FaultName, string][] = [
  ['reset', 'ses-unreachable'],
  ['half', 'ses-unreachable'],
  ['empty', 'ses-unreachable'],
  ['html-200', 'ses-unreachable'],
  ['error-500', 'ses-fault'],
  ['expired-token', 'ses-credentials-expired'],
  ['denied', 'ses-access-denied'],
  ['throttle', 'ses-throttled'],
];

withStores('whatever goes wrong', (stores) => {
  afterEach(async () => {
    await staged.stop();
    await simulator.stop();
  });

  // The watcher's side of a fault does not depend on the database: PostgreSQL is asked once.
  it.each(stores.dialect === 'sqlite' ? FAULTS : FAULTS.slice(0, 1))(
    '%s: the reason is kept as %s, no record moves, and it ends by itself',
    async (fault, code) => {
      await stage(() => stores.open(), {});
      const before = await held();
      await simulator.control.addFault({ fault });
      const connection = () => store.read.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
      await until(async () => {
        const row = await connection();
        expect(row).toMatchObject({ state: 'unread', unread_since: expect.any(Number) });
        expect(JSON.parse(row.reason ?? '{}')).toMatchObject({ code });
      });
      expect(await held()).toEqual(before);
      await simulator.control.clearFaults();
      await until(async () => expect(await connection()).toMatchObject({ state: 'reading', reason: null }));
      expect(await held()).toEqual(before);
      const gaps = await store.read.selectFrom('coverage_gaps').selectAll().execute();
      expect(gaps.map((gap) => gap.to_at !== null)).toEqual([true]);
    },
  );
});
