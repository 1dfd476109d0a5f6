import 'server-only';
import { sql } from 'kysely';
import {
  foldReports,
  foldStanding,
  happenedAtOf,
  seenAtOf,
  type StandingChange,
  type StandingStep,
} from '../../domain/fold-standing.ts';
import { findStateIds, keyOfWords } from './standing-states.ts';
import type { Store, WriteTransaction } from './store.ts';
import { insertRows, type RowShape } from './write-rows.ts';

const SHAPE = {
  entity_id: 'bigint',
  late: 'bigint',
  at: 'bigint',
  state_id: 'bigint',
  incarnation: 'bigint',
  since_at: 'bigint',
  since_at_least: 'bigint',
  run_id: 'bigint',
  customer_id: 'bigint',
  aws_id: 'bigint',
} as const satisfies RowShape;

/** Entities whose histories are in memory at a time. */
const AT_ONCE = 100;

/** Sights just written of one entity, in the order of their ids. */
export interface WrittenChanges {
  entityId: number;
  changes: readonly StandingChange[];
}

interface EntitySteps {
  entityId: number;
  late: 0 | 1;
  steps: readonly StandingStep[];
}

/**
 * Keeps `standing_steps` the fold of what we saw, in the transaction that writes it. Changes that come after all others
 * of their entity add steps; one that comes between others has the entity folded anew.
 */
export async function writeSteps(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  groups: readonly WrittenChanges[],
): Promise<void> {
  if (groups.length === 0) return;
  const last = await lastSteps(
    transaction,
    groups.map((group) => group.entityId),
  );
  const added: EntitySteps[] = [];
  const anew: number[] = [];
  for (const { entityId, changes } of groups) {
    const before = last.get(entityId) ?? null;
    const times = changes.map(seenAtOf);
    const inOrder = times.every((time, index) => time >= (times[index - 1] ?? time));
    // A moment that has a step already may hold more than these: it is folded anew as well.
    if (!inOrder || (before !== null && (times[0] ?? 0) <= before.at)) anew.push(entityId);
    else added.push({ entityId, late: 0, steps: foldStanding(before, changes) });
  }
  await insertSteps(transaction, dialect, [...added, ...(await foldSights(transaction, anew))]);
}

/**
 * Keeps the steps that reports tell in line with the stored reports of these entities. To be called by whoever stores
 * reports, after them, in the same transaction or in one that is sure to follow.
 */
export async function writeReportSteps(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  entityIds: readonly number[],
): Promise<void> {
  for (let start = 0; start < entityIds.length; start += AT_ONCE) {
    const some = entityIds.slice(start, start + AT_ONCE);
    await insertSteps(transaction, dialect, await foldStoredReports(transaction, some));
  }
}

/** Folds what these entities have: for histories from before there were steps. */
export async function foldEntities(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  entityIds: readonly number[],
): Promise<void> {
  await insertSteps(transaction, dialect, await foldSights(transaction, entityIds));
  await writeReportSteps(transaction, dialect, entityIds);
}

async function lastSteps(
  transaction: WriteTransaction,
  entityIds: readonly number[],
): Promise<Map<number, StandingStep>> {
  const rows = await transaction
    .selectFrom('entities')
    .innerJoin('standing_steps as steps', 'steps.entity_id', 'entities.id')
    .innerJoin('standing_states as states', 'states.id', 'steps.state_id')
    .select(['steps.entity_id', 'steps.at', 'steps.incarnation', 'steps.since_at', 'steps.since_at_least'])
    .select(['steps.run_id', 'steps.customer_id', 'steps.aws_id'])
    .select(['states.aggregate', 'states.customer', 'states.aws', 'states.impact', 'states.policy', 'states.deleted'])
    .where('entities.id', 'in', entityIds)
    .where('steps.late', '=', 0)
    .where(
      'steps.at',
      '=',
      sql<number>`(select max(at) from standing_steps where entity_id = entities.id and late = 0)`,
    )
    .execute();
  return new Map(
    rows.map((row) => [
      row.entity_id,
      {
        at: row.at,
        incarnation: row.incarnation,
        aggregate: row.aggregate,
        customer: row.customer,
        aws: row.aws,
        impact: row.impact,
        policy: row.policy,
        deleted: row.deleted === 1,
        sinceAt: row.since_at ?? row.at,
        sinceAtLeast: row.since_at_least === 1,
        runId: row.run_id,
        customerId: row.customer_id,
        awsId: row.aws_id,
      },
    ]),
  );
}

/** The steps of these entities out of all that we saw; those that were stored are removed. */
async function foldSights(transaction: WriteTransaction, entityIds: readonly number[]): Promise<EntitySteps[]> {
  if (entityIds.length === 0) return [];
  await removeSteps(transaction, entityIds, 0);
  const rows = await storedChanges(transaction, entityIds).where('reported_at', 'is', null).execute();
  return [...Map.groupBy(rows, (row) => row.entity_id)].map(([entityId, own]) => ({
    entityId,
    late: 0,
    steps: foldStanding(null, own.map(changeOf)),
  }));
}

/** The same out of what events reported, where there is any, and of the record times that first sights came with. */
async function foldStoredReports(transaction: WriteTransaction, entityIds: readonly number[]): Promise<EntitySteps[]> {
  if (entityIds.length === 0) return [];
  await removeSteps(transaction, entityIds, 1);
  const rows = await storedChanges(transaction, entityIds)
    .where((or) =>
      or.or([
        or('reported_at', 'is not', null),
        or.and([or('kind', '=', 'baseline'), or('track', 'in', ['customer', 'aws']), or('aws_time', 'is not', null)]),
      ]),
    )
    .execute();
  return [...Map.groupBy(rows, (row) => row.entity_id)].flatMap(([entityId, own]) => {
    if (own.every((row) => row.reported_at === null)) return [];
    const changes = own.map(changeOf);
    const inOrder = changes.toSorted((one, other) => happenedAtOf(one) - happenedAtOf(other) || one.id - other.id);
    return [{ entityId, late: 1 as const, steps: foldReports(inOrder) }];
  });
}

function removeSteps(transaction: WriteTransaction, entityIds: readonly number[], late: 0 | 1) {
  return transaction
    .deleteFrom('standing_steps')
    .where('entity_id', 'in', entityIds)
    .where('late', '=', late)
    .execute();
}

function storedChanges(transaction: WriteTransaction, entityIds: readonly number[]) {
  return transaction
    .selectFrom('changes')
    .select(['id', 'entity_id', 'incarnation', 'track', 'kind', 'new_value', 'aws_time', 'seen_at', 'marks'])
    .select('reported_at')
    .where('entity_id', 'in', entityIds)
    .where('track', 'not like', 'finding:%')
    .orderBy('entity_id')
    .orderBy('seen_at')
    .orderBy('id');
}

type StoredRow = Awaited<ReturnType<ReturnType<typeof storedChanges>['execute']>>[number];

function changeOf(row: StoredRow): StandingChange {
  return {
    id: row.id,
    incarnation: row.incarnation,
    track: row.track,
    kind: row.kind,
    value: row.new_value,
    awsTime: row.aws_time,
    seenAt: row.seen_at,
    marks: row.marks === null ? [] : row.marks.split(','),
  };
}

async function insertSteps(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  all: readonly EntitySteps[],
): Promise<void> {
  const stateIds = await findStateIds(
    transaction,
    all.flatMap(({ steps }) => steps),
  );
  const rows = all.flatMap(({ entityId, late, steps }) =>
    steps.map((step) => [
      entityId,
      late,
      step.at,
      stateIds.get(keyOfWords(step)) ?? null,
      step.incarnation,
      step.sinceAt === step.at ? null : step.sinceAt,
      step.sinceAtLeast ? 1 : 0,
      step.runId,
      step.customerId,
      step.awsId,
    ]),
  );
  await insertRows(transaction, dialect, 'standing_steps', SHAPE, rows);
}
