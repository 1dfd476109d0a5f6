import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClock } from '../../../e2e/ses-simulator/clock.ts';
import {
  enable,
  enforce,
  lift,
  openHigh,
  openLow,
  pause,
  reinstate,
  resolve,
} from '../../../e2e/ses-simulator/life/acts.ts';
import { writeEntity } from '../../../e2e/ses-simulator/operations/write-entity.ts';
import { defaultOptions } from '../../../e2e/ses-simulator/options.ts';
import { liveThrough } from '../../../e2e/ses-simulator/past/live-through.ts';
import { createRandom } from '../../../e2e/ses-simulator/random.ts';
import { SWITCHES, type SwitchName } from '../../../e2e/ses-simulator/switches.ts';
import { createWorld } from '../../../e2e/ses-simulator/world/create-world.ts';
import type { Tenant } from '../../../e2e/ses-simulator/world/entity.ts';
import { type World, placeOf } from '../../../e2e/ses-simulator/world/world.ts';
import { foldKnownNow, foldKnownThen, type KnownChange } from '../../domain/fold-known.ts';
import { pointsOf } from '../../domain/observed-entity.ts';
import { readEvent } from '../../domain/read-event.ts';
import type { Context } from '../context.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { stateOf } from '../history/entity-rows.ts';
import { reshapeAskedEntity } from '../ses/reshape-entity.ts';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { beginImport } from './begin-import.ts';
import { importPieces } from './import-pieces.ts';
import { IMPORT_ACCOUNT, IMPORT_TIME, importContext } from './testing/import-context.ts';

const ACTS = { enable, enforce, lift, openHigh, openLow, pause, reinstate, resolve };
const DAY = 86_400_000;

/** What happens in a world and to Standing, one thing after another. */
const anyStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[])), of: fc.nat(2) }),
  },
  { weight: 3, arbitrary: fc.record({ read: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ share: fc.nat(100), turn: fc.nat() }) },
);
type Step = {
  wait: number;
  what: { act: keyof typeof ACTS; of: number } | { read: number } | { share: number; turn: number };
};
const anySteps = fc.array(fc.record({ wait: fc.integer({ min: 1, max: 4_000 }), what: anyStep }), {
  minLength: 8,
  maxLength: 20,
});

let worlds = 0;

/** One world with what Standing did in it. */
class Run {
  readonly context: Context;
  readonly tick: (now: number) => void;
  readonly world: World;
  readonly tenants: Tenant[];
  /** What the store held of each sender at moments between things. */
  readonly recorded: { at: number; arn: string; points: unknown }[] = [];
  readonly #random = createRandom(1, 'steps');
  #now = IMPORT_TIME - 20 * DAY;

  constructor(context: Context, tick: (now: number) => void, name: SwitchName, value: string | number) {
    this.context = context;
    this.tick = tick;
    const options = {
      ...defaultOptions(),
      seed: ++worlds,
      tenants: 12,
      switches: { [name]: value },
      startAt: this.#now,
    };
    this.world = createWorld(options, createClock('frozen', this.#now));
    this.tenants = placeOf(this.world, IMPORT_ACCOUNT, 'us-east-1').tenants.slice(0, 3);
  }

  async live(steps: readonly Step[]): Promise<void> {
    for (const { wait, what } of steps) {
      this.#now += wait * 1000;
      this.tick(this.#now);
      this.world.clock.advance(wait * 1000);
      const place = placeOf(this.world, IMPORT_ACCOUNT, 'us-east-1');
      const tenant = this.tenants[('of' in what ? what.of : 'read' in what ? what.read : 0) % this.tenants.length];
      if (tenant === undefined) continue;
      liveThrough(
        this.world,
        'act' in what ? [{ at: this.#now, act: () => ACTS[what.act](this.world, place, tenant, this.#random) }] : [],
      );
      if ('read' in what) await this.#read(tenant);
      await this.#record();
      if ('share' in what) await this.import(turned(this.events(), what.turn).slice(0, what.share));
    }
  }

  events(): object[] {
    const own = new Set(this.tenants.map(({ arn }) => arn));
    return this.world.events.map(({ event }) => event).filter(({ resources }) => own.has(resources[0] ?? ''));
  }

  async import(events: readonly object[]): Promise<void> {
    const { id } = await beginImport(this.context, {
      name: 'x',
      bytes: null,
      fingerprint: `${worlds} ${Math.random()}`,
    });
    const pieces = events.map((event, at) => ({ number: at + 1, text: JSON.stringify(event) }));
    const { counts } = await importPieces(this.context, { id, pieces });
    if (counts.taken + counts.merged + counts.known !== events.length) throw new Error(JSON.stringify(counts));
  }

  async #read(tenant: Tenant): Promise<void> {
    const body = JSON.parse(
      JSON.stringify({ ReputationEntity: writeEntity(this.world, tenant, tenant.state) }),
    ) as Record<string, unknown>;
    const answer = { entity: reshapeAskedEntity(body, tenant.arn), beganAt: this.#now, endedAt: this.#now };
    await applyAnswers(this.context, { connectionId: 'c1', source: 'read', answers: [answer] });
  }

  async #record(): Promise<void> {
    const arns = this.tenants.map(({ arn }) => arn);
    const rows = await this.context.store.read
      .selectFrom('entities')
      .selectAll()
      .where('arn', 'in', arns)
      .where('read_began_at', '>', 0)
      .execute();
    for (const row of rows) this.recorded.push({ at: this.#now, arn: row.arn, points: pointsOf(stateOf(row)) });
  }
}

const turned = <T>(list: readonly T[], turn: number): T[] => {
  const at = list.length === 0 ? 0 : turn % list.length;
  return [...list.slice(at).reverse(), ...list.slice(0, at)];
};

async function changesOf(store: Store, arn: string) {
  const rows = await store.read
    .selectFrom('changes')
    .innerJoin('entities', 'entities.id', 'changes.entity_id')
    .selectAll('changes')
    .where('arn', '=', arn)
    .orderBy('seen_at')
    .orderBy('changes.id')
    .execute();
  return rows.map((row) => ({
    incarnation: row.incarnation,
    track: row.track,
    new: { value: row.new_value, cause: row.new_cause, lastUpdatedAt: row.new_updated_at },
    at: row.seen_at,
    seenAfter: row.seen_after,
    awsTime: row.aws_time,
    reportedAt: row.reported_at,
  })) satisfies KnownChange[];
}

/** What must not depend on order: everything but when a report reached us. */
const timeless = (changes: readonly KnownChange[]) =>
  changes.map((change) => JSON.stringify({ ...change, reportedAt: change.reportedAt === null })).toSorted();

/** The laws that a history breaks, in words; none. */
async function brokenLaws(run: Run): Promise<string[]> {
  const { store } = run.context;
  await run.import(run.events());
  const held = new Map<string, KnownChange[]>();
  for (const { arn } of run.tenants) held.set(arn, await changesOf(store, arn));
  const broken = run.recorded.flatMap(({ at, arn, points }) => {
    const { deleted, ...known } = foldKnownThen(held.get(arn) ?? [], at);
    return deleted || JSON.stringify(known) !== JSON.stringify(points) ? [`${arn} folds otherwise at ${at}`] : [];
  });
  // Again, turned round, and in two pieces: nothing moves.
  const events = turned(run.events(), 3);
  await run.import(events.slice(0, events.length / 2));
  await run.import(events.slice(events.length / 2));
  for (const [arn, changes] of held) {
    if (JSON.stringify(await changesOf(store, arn)) !== JSON.stringify(changes)) broken.push(`${arn} moved`);
  }
  // None is lost: each event is a report, or a version that a read saw.
  for (const event of run.events()) {
    const told = readEvent(event, IMPORT_TIME);
    const isHeld =
      told.kind === 'report' &&
      (held.get(told.arn) ?? []).some(
        ({ track, awsTime, new: { value } }) => track === told.track && value === told.value && awsTime === told.at,
      );
    if (!isHeld) broken.push(`lost: ${JSON.stringify(event)}`);
  }
  return broken;
}

withStores('the history of any world', (stores) => {
  // On PostgreSQL the same statements run: one answer to each question is enough there.
  const answers = stores.dialect === 'sqlite' ? Infinity : 1;

  it(
    'folds to what was recorded, takes no event twice and loses none, under every answer to the open questions',
    { timeout: 120_000 },
    async () => {
      const store = await stores.open();
      let now = IMPORT_TIME;
      const context = await importContext(store, () => now);
      for (const name of Object.keys(SWITCHES) as SwitchName[]) {
        for (const value of SWITCHES[name].values.toReversed().slice(0, answers)) {
          await fc.assert(
            fc.asyncProperty(anySteps, async (steps) => {
              const run = new Run(context, (time) => (now = time), name, value);
              await run.live(steps);
              expect(await brokenLaws(run), `${name} ${value}`).toEqual([]);
            }),
            { numRuns: 1, endOnFailure: true },
          );
        }
      }
    },
  );

  it(
    'is the same whichever came first, the reads or the events, but for what reads saw already',
    { timeout: 60_000 },
    async () => {
      const store = await stores.open();
      let now = IMPORT_TIME;
      const context = await importContext(store, () => now);
      await fc.assert(
        fc.asyncProperty(anySteps, fc.nat(), async (steps, turn) => {
          const acts = steps.filter(({ what }) => 'act' in what);
          const run = new Run(context, (time) => (now = time), 'filterAnd', 'and');
          await run.live(acts);
          for (const event of turned(run.events(), turn)) await run.import([event]);
          for (const { arn } of run.tenants) {
            const inPieces = await changesOf(store, arn);
            const { customer } = foldKnownNow(inPieces, IMPORT_TIME, null);
            const last = inPieces.filter(({ track }) => track === 'customer').at(-1);
            expect(customer.value).toBe(last?.new.value ?? null);
            await run.import(run.events());
            expect(timeless(await changesOf(store, arn))).toEqual(timeless(inPieces));
          }
        }),
        { numRuns: 2, endOnFailure: true },
      );
    },
  );
});
