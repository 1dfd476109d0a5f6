import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import { SWITCHES } from '../../../e2e/ses-simulator/switches.ts';
import type { EntityArn } from '../../domain/arn.ts';
import type { Context } from '../context.ts';
import { isStandingError } from '../errors.ts';
import { OPERATOR, type World, openWorld } from '../entities/testing/open-world.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { openGateway } from '../ses/open-gateway.ts';
import type { StoreLocation } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { actPace } from './act-pause.ts';
import { stopRuns, whenRun } from './begin-run.ts';
import { cancelAct } from './cancel-act.ts';
import { keepOnce } from './keep-acts.ts';
import { pauseAct } from './pause-act.ts';
import { resumeAct } from './resume-act.ts';
import { resumeActs } from './resume-acts.ts';
import { startAct } from './start-act.ts';
import { undoAct } from './undo-act.ts';

/** Few in the suite: some seconds a database. More were run by hand, and may be: ACTS_MODEL_RUNS=200. */
const RUNS = Number(process.env.ACTS_MODEL_RUNS ?? 3);
const SENDERS = 5;
const UPDATE = 'UpdateReputationEntityCustomerManagedStatus';
const NEVER = new AbortController().signal;

let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 40, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

/** What a process holds; it can be killed, and nothing that it begins afterwards is durable. */
class Real {
  world: World;
  store: Store;
  acts: string[] = [];
  /** Acts that have ended, with who was changed from outside since. */
  movedSince = new Map<string, Set<string>>();
  arns: EntityArn[] = [];
  keys = 0;
  readonly reopen: () => Promise<Store>;
  #dead = { now: false };

  constructor(world: World, store: Store, reopen: () => Promise<Store>) {
    this.world = world;
    this.store = store;
    this.reopen = reopen;
    this.#live();
  }

  #live(): void {
    const dead = { now: false };
    this.#dead = dead;
    const { store } = this;
    const mortal: Store = {
      ...store,
      write: (run) => (dead.now ? Promise.reject(new Error('killed')) : store.write(run)),
    };
    this.world.context = { ...this.world.context, store: mortal };
    actPace(mortal).factor = 0.01;
  }

  get context(): Context {
    return this.world.context;
  }

  as(who: 'ada' | 'grace'): Context {
    return { ...this.context, principal: { ...OPERATOR, id: who, email: `${who}@example.com` } };
  }

  async kill(): Promise<void> {
    this.#dead.now = true;
    await this.context.gateway.close();
    await stopRuns(this.context.store);
    await this.store.close();
    this.store = await this.reopen();
    const { clock } = this.context;
    const gateway = openGateway({ config: { ratePerSecond: 1000, share: 0.5 }, clock, log: testLog });
    const { accessKeyId, secretAccessKey, account } = simulator.keys.first;
    const credential = { source: 'static-keys' as const, accessKeyId, secretAccessKey };
    this.world.connection = gateway.open({ id: 'c1', region: 'us-east-1', account, credential });
    this.world.context = { ...this.context, gateway };
    this.#live();
    await resumeActs({ ...this.context, principal: { kind: 'watcher' } });
  }

  async sweep(): Promise<void> {
    let token: string | null = null;
    do {
      const page = await this.world.connection.listEntities({}, token, { lane: 'full-sweep' });
      const answers = page.value.entities.map((entity) => ({ entity, beganAt: page.beganAt, endedAt: page.endedAt }));
      await applyAnswers(this.context, { connectionId: 'c1', source: 'sweep', answers });
      token = page.value.nextToken;
    } while (token !== null);
  }

  /** A person in the console, or another tool. */
  async another(arn: string, status: string): Promise<void> {
    this.world.advance(1000);
    await simulator.control.setClock({ advanceSeconds: 1 });
    await simulator.control.setEntity({ arn, customer: { status, cause: 'By another.' } });
    for (const moved of this.movedSince.values()) moved.add(arn);
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      for (const id of this.acts) await whenRun(this.context.store, id);
      const open = await this.store.read.selectFrom('acts').select('id').where('state', '=', 'running').execute();
      const waiting = await this.store.read.selectFrom('acts').select('id').where('retry_at', 'is not', null).execute();
      if (open.length + waiting.length === 0) break;
      this.world.advance(60_000);
      await keepOnce({ ...this.context, principal: { kind: 'watcher' } }, NEVER);
    }
    for (const id of this.acts) if (!this.movedSince.has(id)) this.movedSince.set(id, new Set());
  }
}

async function undo(real: Real, name: 'ada' | 'grace', of: string, moved: ReadonlySet<string>): Promise<void> {
  const { id } = await undoAct(real.as(name), { id: of });
  if (real.acts.includes(id)) return;
  real.acts.push(id);
  await whenRun(real.context.store, id);
  const written = await real.store.read
    .selectFrom('act_items')
    .select('arn')
    .where('act_id', '=', id)
    .where('sent_at', 'is not', null)
    .execute();
  const wrong = written.filter(({ arn }) => moved.has(arn));
  if (wrong.length > 0) throw new Error(`Undone over a change of another: ${JSON.stringify(wrong)}`);
}

/** What a person is told is no failure of the model. */
async function told(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isStandingError(error)) throw error;
  }
}

type Step = fc.AsyncCommand<object, Real>;
const step = (words: string, run: (real: Real) => Promise<unknown>): Step => ({
  check: () => true,
  run: async (_, real) => void (await run(real)),
  toString: () => words,
});

const who = fc.constantFrom('ada' as const, 'grace' as const);
const sender = fc.nat(SENDERS - 1);
const anyStatus = fc.constantFrom('ENABLED', 'DISABLED', 'REINSTATED');
const steps = fc.commands(
  [
    fc
      .record({
        who,
        act: fc.constantFrom('disable' as const, 'enable' as const, 'reinstate' as const),
        senders: fc.uniqueArray(sender, { minLength: 1 }),
        twice: fc.boolean(),
      })
      .map(({ act, senders, twice, who: name }) =>
        step(`${name} ${act} ${senders.join()}${twice ? ' twice' : ''}`, async (real) => {
          const idempotencyKey = `model-${(real.keys += 1)}`;
          const arns = senders.map((index) => real.arns[index] as EntityArn);
          const input = { arns, act, reason: 'model', idempotencyKey };
          const clicks = await Promise.all(
            (twice ? [1, 2] : [1]).map(() => startAct(real.as(name), { ...input, reason: 'model' })),
          );
          if (new Set(clicks.map(({ id }) => id)).size !== 1) throw new Error('Two clicks are two acts');
          real.acts.push(clicks[0]?.id ?? '');
        }),
      ),
    fc.record({ sender, status: anyStatus }).map(({ sender: at, status }) =>
      step(`another writes ${status} on ${at}`, async (real) => {
        await real.another(real.arns[at] as EntityArn, status);
      }),
    ),
    fc.constant(step('the watcher sweeps', (real) => told(real.sweep()))),
    fc.constant(
      step('an answer is lost', () => simulator.control.addFault({ fault: 'reset', operation: UPDATE, count: 1 })),
    ),
    fc.constant(step('SES throttles', () => simulator.control.addFault({ fault: 'throttle', count: 3 }))),
    fc.constant(step('all settles', (real) => real.settle())),
    fc.nat(120).map((wait) =>
      step(`the process is killed after ${wait} ms`, async (real) => {
        await new Promise((resolve) => setTimeout(resolve, wait));
        await real.kill();
      }),
    ),
    fc.record({ who, status: anyStatus, share: fc.nat(3) }).map(({ who: name, status, share }) =>
      step(`another writes ${status} over the last act, and ${name} undoes it`, async (real) => {
        await real.settle();
        const of = real.acts.at(-1);
        if (of === undefined) return;
        const items = await real.store.read.selectFrom('act_items').select('arn').where('act_id', '=', of).execute();
        for (const [index, { arn }] of items.entries()) if (index % 4 <= share) await real.another(arn, status);
        await told(undo(real, name, of, new Set(real.movedSince.get(of))));
      }),
    ),
    fc
      .nat(3)
      .map((back) =>
        step(`pause ${back}`, (real) => told(pauseAct(real.as('ada'), { id: real.acts.at(-1 - back) ?? '' }))),
      ),
    fc
      .nat(3)
      .map((back) =>
        step(`go on ${back}`, (real) => told(resumeAct(real.as('grace'), { id: real.acts.at(-1 - back) ?? '' }))),
      ),
    fc
      .nat(3)
      .map((back) =>
        step(`cancel ${back}`, (real) => told(cancelAct(real.as('ada'), { id: real.acts.at(-1 - back) ?? '' }))),
      ),
    fc.record({ who, back: fc.nat(3) }).map(({ who: name, back }) =>
      step(`${name} undoes ${back}`, async (real) => {
        await real.settle();
        const of = real.acts.at(-1 - back);
        if (of === undefined) return;
        const moved = new Set(real.movedSince.get(of));
        await told(undo(real, name, of, moved));
      }),
    ),
  ],
  { maxCommands: 14 },
);

const switches = fc.record(
  Object.fromEntries(Object.entries(SWITCHES).map(([name, one]) => [name, fc.constantFrom(...one.values)])),
);

async function checkAll(real: Real): Promise<void> {
  const items = await real.store.read.selectFrom('act_items').selectAll().execute();
  const log = await simulator.control.log();
  for (const arn of real.arns) {
    const carriedOut = log.filter(
      (entry) => entry.operation === UPDATE && entry.target === arn && entry.error === null,
    );
    const sent = items.filter((item) => item.arn === arn && item.sent_at !== null);
    expect(carriedOut.length, 'an act happened twice').toBeLessThanOrEqual(sent.length);
    const sure = sent.filter((item) => item.outcome === 'confirmed' && !item.detail?.includes('lost'));
    expect(sure.length, 'an act is reported that did not happen').toBeLessThanOrEqual(carriedOut.length);
  }
  for (const item of items) {
    expect(item.outcome, 'an item has no end').not.toBe('pending');
  }
  const untouched = items.filter(({ outcome }) => ['no-change', 'moved', 'cancelled'].includes(outcome));
  expect(untouched.filter(({ sent_at }) => sent_at !== null)).toEqual([]);
  const audit = await real.store.read.selectFrom('audit').selectAll().where('action', 'like', 'act.%').execute();
  expect(audit.filter(({ kind }) => kind === 'intent')).toHaveLength(items.length);
  expect(audit.filter(({ kind }) => kind === 'outcome').length).toBeGreaterThanOrEqual(items.length);
  const changes = await real.store.read.selectFrom('changes').selectAll().where('act_id', 'is not', null).execute();
  for (const item of items) {
    if (item.outcome !== 'confirmed' || item.detail?.includes('lost')) continue;
    const linked = changes.filter(
      (change) => change.act_id === item.act_id && change.entity_id === item.entity_id && change.track === 'customer',
    );
    expect(linked.length, `the change of ${item.act_id} on ${item.arn} is not linked`).toBe(1);
  }
}

// The expectations are in the steps and in checkAll.
// oxlint-disable vitest/expect-expect
withStores('acts, whatever happens', ({ location, open }) => {
  it(
    'happen once, are told truly, are undone over nobody, and leave their traces',
    { timeout: 60_000 * Math.max(1, RUNS / 3) },
    async () => {
      await fc.assert(
        fc.asyncProperty(steps, switches, async (commands, given) => {
          await simulator.control.clearFaults();
          await simulator.control.setSwitches(given);
          const at: StoreLocation = await location();
          const store = await open(at);
          const world = await openWorld(store, simulator.keys.first);
          const real = new Real(world, store, () => open(at));
          await world.sweep();
          // Plain ones: some of this world answer oddly on purpose.
          const plain = await store.read
            .selectFrom('entities')
            .select('arn')
            .where('aggregate', 'in', ['ENABLED', 'DISABLED', 'REINSTATED'])
            .orderBy('name_key')
            .limit(SENDERS)
            .execute();
          real.arns = plain.map(({ arn }) => arn as EntityArn);
          for (const [index, arn] of real.arns.entries()) {
            const status = index % 2 === 0 ? 'DISABLED' : 'ENABLED';
            await simulator.control.setEntity({
              arn,
              impact: null,
              customer: { status, cause: null },
              aws: { status: 'ENABLED' },
            });
          }
          await real.sweep();
          await simulator.control.clearLog();
          try {
            await fc.asyncModelRun(() => ({ model: {}, real }), commands);
            await simulator.control.clearFaults();
            for (const id of real.acts) await told(resumeAct(real.as('ada'), { id }));
            await real.settle();
            await checkAll(real);
          } finally {
            await real.context.gateway.close();
            await stopRuns(real.context.store);
            await real.store.close();
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
  );
});
