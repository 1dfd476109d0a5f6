import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EntityListItem, EntityListQuery } from '../../domain/entity.ts';
import { entityListSchema } from '../../domain/entity.ts';
import type { ConnectionsLive } from '../credentials/list-connections.ts';
import type { Context } from '../context.ts';
import { applyAbsence } from '../history/apply-absence.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import type { Store } from '../store/store.ts';
import { writeReportSteps } from '../store/write-steps.ts';
import { makeConnection } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { describePastEntity } from './describe-past-entity.ts';
import { findEntity } from './entity-row.ts';
import { getOverview } from './get-overview.ts';
import { listEntities } from './list-entities.ts';
import { OPERATOR } from './testing/open-world.ts';

const T = Date.UTC(2026, 10, 23, 12);
const live: ConnectionsLive = { watcher: { report: () => null }, config: { sesRate: 1, sesShare: 0.5 } };
const arnOf = (name: string) => `arn:aws:ses:us-east-1:111122223333:tenant/${name}/tn-${name}`;
const POLICY = 'arn:aws:ses:us-east-1:aws:reputation-policy/';

const status = fc.constantFrom('ENABLED', 'DISABLED', 'REINSTATED', 'A_NEW_WORD');
const record = fc.option(
  fc.record({
    status,
    cause: fc.option(fc.constantFrom('High bounce rate.', 'Abuse.'), { nil: null }),
    lastUpdatedAt: fc.option(fc.integer({ min: T - 60_000, max: T + 60_000 }), { nil: null }),
  }),
  { nil: null },
);
const happening = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  /** Milliseconds since the one before; none: the same moment. */
  after: fc.constantFrom(0, 1, 1000, 60_000),
  what: fc.constantFrom('answer', 'answer', 'answer', 'answer', 'absence', 'gap'),
  answer: fc.record({
    sendingStatusAggregate: fc.option(status, { nil: null }),
    customerManagedStatus: record,
    awsSesManagedStatus: record,
    reputationImpact: fc.constantFrom(null, 'LOW', 'HIGH'),
    reputationManagementPolicy: fc.constantFrom(null, `${POLICY}standard`, `${POLICY}strict`),
  }),
});

/** What a page says of how a sender stands; not when it was read, for a past read is the last that changed something. */
const stood = (item: EntityListItem) => ({
  ...item,
  readAt: '',
  strip: [],
  likelyAutomatic: false,
  customerManagedStatus: orNone(item.customerManagedStatus),
  awsSesManagedStatus: orNone(item.awsSesManagedStatus),
});
/** A record whose every member is absent and an absent record are one in the history. */
const orNone = (value: EntityListItem['customerManagedStatus']) =>
  value === null || Object.values(value).every((member) => member === null) ? null : value;

withStores('the past', (stores) => {
  async function begin() {
    const location = await stores.location();
    const store = await stores.open(location);
    const clock = { at: T };
    const connection = makeConnection({ id: 'c1', created_at: T - 1 });
    await store.write((transaction) => transaction.insertInto('connections').values(connection).execute());
    // Only what these verbs use.
    const context = {
      principal: OPERATOR,
      store,
      gateway: { get: () => undefined },
      clock: { now: () => clock.at },
      log: testLog,
    } as unknown as Context;
    return { location, store, clock, context };
  }

  async function everything(context: Context, query: EntityListQuery): Promise<EntityListItem[]> {
    const items: EntityListItem[] = [];
    let cursor: string | undefined;
    do {
      const page = await listEntities(context, { ...query, cursor, limit: 2 });
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return items;
  }

  it('is exactly what was known at each moment, in the list, the overview and the entity, whatever happened since', async () => {
    const { location, store, clock, context } = await begin();
    const input = { connectionId: 'c1', source: 'sweep' as const };
    const counts = async (at?: number) => {
      const { total, byStanding, byImpact, byPolicy, byRegion, deleted, changed } = await getOverview(
        context,
        live,
        at === undefined ? {} : { at },
      );
      return { total, byStanding, byImpact, byPolicy, byRegion, deleted, changed: changed.map(({ id }) => id) };
    };
    let round = 0;
    const happen = fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 10 }), async (happenings) => {
      round += 1;
      clock.at += 3_600_000;
      const then: { at: number; items: ReturnType<typeof stood>[]; overview: object }[] = [];
      for (const { name, after, what, answer } of happenings) {
        clock.at += after;
        const arn = arnOf(`${name}-${round}`);
        const times = { beganAt: clock.at, endedAt: clock.at };
        if (what === 'answer') {
          await applyAnswers(context, { ...input, answers: [{ entity: { arn, ...answer }, ...times }] });
        } else if (what === 'absence') {
          await applyAbsence(context, { ...input, arn, ...times });
        } else {
          const gap = { connection_id: 'c1', from_at: clock.at - 10, to_at: clock.at, reason: 'failing', detail: null };
          await store.write((transaction) => transaction.insertInto('coverage_gaps').values(gap).execute());
        }
        const { items } = await listEntities(context, { deleted: 'with', limit: 500 });
        // Of one moment the last that happened in it is what was known.
        if (then.at(-1)?.at === clock.at) then.pop();
        then.push({ at: clock.at, items: items.map(stood), overview: await counts() });
      }
      clock.at += 3_600_000;
      for (const moment of then) {
        const list = await listEntities(context, { deleted: 'with', limit: 500, at: moment.at });
        const { items } = entityListSchema.parse(list);
        expect(items.map(stood)).toEqual(moment.items);
        expect(await counts(moment.at)).toEqual(moment.overview);
        for (const item of moment.items.filter(({ arn }) => arn.includes(`-${round}/`))) {
          const row = await findEntity(store.read, item.arn);
          if (row === undefined) throw new Error('It is stored.');
          const entity = await describePastEntity(store, row, moment.at, clock.at);
          const { sendingStatusAggregate, standing, since } = entity;
          expect({ sendingStatusAggregate, standing, since }).toEqual({
            sendingStatusAggregate: item.sendingStatusAggregate,
            standing: item.standing,
            since: item.since,
          });
        }
      }
    });
    await fc.assert(happen, { numRuns: stores.dialect === 'sqlite' ? 9 : 3, endOnFailure: true });
    for (const sort of ['worst', '-name', 'since', '-since', 'region'] as const) {
      const past = await everything(context, { sort, at: clock.at });
      expect(past.map(stood)).toEqual((await everything(context, { sort })).map(stood));
    }
    const steps = (of: Store) =>
      of.read.selectFrom('standing_steps').selectAll().orderBy('entity_id').orderBy('at').execute();
    const kept = await steps(store);
    // The same as folded from nothing, as a store from before there were steps is.
    await store.write(async (transaction) => {
      await transaction.deleteFrom('standing_steps').execute();
      await transaction.insertInto('settings').values({ key: 'fold-steps', value: 'needed' }).execute();
    });
    await store.close();
    expect(await steps(await stores.open(location))).toEqual(kept);
  }, 60_000);

  it('tells what was known then from what reports and record times tell of it now', async () => {
    const { store, clock, context } = await begin();
    const arn = arnOf('late');
    const answer = {
      arn,
      sendingStatusAggregate: 'ENABLED',
      customerManagedStatus: { status: 'ENABLED', cause: null, lastUpdatedAt: T - 1000 },
      awsSesManagedStatus: { status: 'ENABLED', cause: null, lastUpdatedAt: T - 9000 },
      reputationImpact: null,
      reputationManagementPolicy: `${POLICY}strict`,
    };
    const read = { entity: answer, beganAt: T, endedAt: T };
    const input = { connectionId: 'c1', source: 'sweep' as const, answers: [read] };
    const { entityIds } = await applyAnswers(context, input);
    const [entityId = 0] = entityIds;
    const reported = {
      entity_id: entityId,
      incarnation: 1,
      track: 'customer',
      kind: 'changed',
      source: 'import',
      origin: 'elsewhere',
      reported_at: T + 5000,
    };
    const report = (at: number, value: string) => ({
      ...reported,
      new_value: value,
      new_updated_at: at,
      aws_time: at,
      seen_at: at,
    });
    await store.write(async (transaction) => {
      // Whatever the order they came in.
      const rows = [report(T - 5000, 'DISABLED'), report(T - 7000, 'ENABLED'), report(T - 1000, 'ENABLED')];
      await transaction.insertInto('changes').values(rows).execute();
      await writeReportSteps(transaction, store.dialect, entityIds);
      await writeReportSteps(transaction, store.dialect, entityIds);
    });
    clock.at = T + 10_000;
    const at = async (moment: number, known: 'then' | 'now') => {
      const { items, past } = await listEntities(context, { at: moment, known });
      const { byStanding } = await getOverview(context, live, { at: moment, known });
      expect(byStanding).toEqual(items.length === 0 ? {} : { [items[0]?.standing ?? '']: 1 });
      return [items[0]?.standing, past?.toldLater, past?.unwatched.length];
    };
    expect(await at(T - 10_000, 'now')).toEqual([undefined, 0, 1]);
    expect(await at(T - 6000, 'now')).toEqual(['enabled', 1, 1]);
    expect(await at(T - 4000, 'now')).toEqual(['disabled', 1, 1]);
    expect(await at(T - 4000, 'then')).toEqual([undefined, 1, 1]);
    expect(await at(T - 1000, 'now')).toEqual(['enabled', 1, 1]);
    expect(await at(T, 'then')).toEqual(['enabled', 0, 0]);
    expect(await at(T, 'now')).toEqual(['enabled', 0, 0]);
  });
});
