import 'server-only';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import { fromCursor, toCursor } from './cursor.ts';
import { pastConditions } from './entity-conditions.ts';
import type { EntityFilter } from './entity-filter.ts';
import type { EntityListRow, EntityPage, EntityPageRequest } from './list-entities.ts';
import type { ChangeTable } from './schema.ts';
import { joinStepsAt, type Moment } from './steps-at.ts';
import type { Store } from './store.ts';

/** What each sort goes by in the past, and the type of it; the id makes it a total order. */
const KEYS: Record<string, readonly [string, 'string' | 'number'][]> = {
  worst: [
    ['-states.severity', 'number'],
    ['entities.name_key', 'string'],
    ['entities.id', 'number'],
  ],
  name: [
    ['entities.name_key', 'string'],
    ['entities.id', 'number'],
  ],
  since: [
    ['coalesce(steps.since_at, steps.at)', 'number'],
    ['entities.id', 'number'],
  ],
  region: [
    ['entities.region', 'string'],
    ['entities.name_key', 'string'],
    ['entities.id', 'number'],
  ],
};

/** An entity as it stood then; everything that is no word of a record is as it is now. `present`: the whole row of now. */
export interface PastRow {
  row: EntityListRow;
  present: EntityListRow;
}

interface StepColumns {
  then_at: number;
  then_since: number | null;
  then_at_least: number;
  then_incarnation: number;
  then_customer: number | null;
  then_aws: number | null;
  then_deleted: number;
  then_aggregate: string | null;
  then_impact: string | null;
  then_policy: string | null;
  then_standing: string;
  then_severity: number;
}

const STEP_COLUMNS = sql`entities.*, connections.label as connection_label, steps.at as then_at,
  steps.since_at as then_since, steps.since_at_least as then_at_least, steps.incarnation as then_incarnation,
  steps.customer_id as then_customer, steps.aws_id as then_aws, states.deleted as then_deleted,
  states.aggregate as then_aggregate, states.impact as then_impact, states.policy as then_policy,
  states.standing as then_standing, states.severity as then_severity`;

/** One entity as it stood at a moment; undefined where nothing is known of it then. */
export async function entityAt(store: Store, entityId: number, moment: Moment): Promise<EntityListRow | undefined> {
  const { rows } = await sql<EntityListRow & StepColumns>`select ${STEP_COLUMNS}
    from entities join connections on connections.id = entities.connection_id ${joinStepsAt(moment, store.dialect)}
    where entities.id = ${entityId}`.execute(store.read);
  const [row] = rows;
  return row === undefined ? undefined : asOfThen(row, await recordsOf(store, rows));
}

export const and = (conditions: readonly RawBuilder<boolean>[]) =>
  conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);

/**
 * One page of the fleet as it stood at a moment, and the number of all that match; see `listEntities`.
 * @throws StandingError `invalid-input` for a cursor of another sort or moment.
 */
export async function listEntitiesAt(
  store: Store,
  { filter, sort, cursor, limit }: EntityPageRequest,
  moment: Moment,
): Promise<Omit<EntityPage, 'rows'> & { rows: PastRow[] }> {
  const keys = KEYS[sort.replace('-', '')] ?? [];
  const descending = sort.startsWith('-');
  const order = `entities ${sort} at ${moment.at} ${moment.known}`;
  const columns = keys.map(([column]) => sql.raw(column));
  const conditions = pastConditions(filter);
  if (cursor !== undefined) {
    const shape = keys.map(([, type]) => type);
    const key = fromCursor(cursor, order, shape);
    conditions.push(sql<boolean>`(${sql.join(columns)}) ${sql.raw(descending ? '<' : '>')} (${sql.join(key)})`);
  }
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const [{ rows }, total] = await Promise.all([
    sql<EntityListRow & StepColumns & Record<string, string | number>>`
      select ${STEP_COLUMNS}, ${sql.join(columns.map((column, index) => sql`${column} as ${sql.ref(`key_${index}`)}`))}
      from entities join connections on connections.id = entities.connection_id ${joinStepsAt(moment, store.dialect)}
      where ${and(conditions)}
      order by ${sql.join(columns.map((column) => sql`${column} ${direction}`))}
      limit ${limit + 1}`.execute(store.read),
    countAt(store, filter, moment),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const records = await recordsOf(store, page);
  return {
    rows: page.map((row) => ({ present: row, row: asOfThen(row, records) })),
    nextCursor: last
      ? toCursor(
          order,
          keys.map((_, index) => last[`key_${index}`] ?? ''),
        )
      : null,
    total,
  };
}

async function countAt(store: Store, filter: EntityFilter, moment: Moment): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from entities ${joinStepsAt(moment, store.dialect)}
    where ${and(pastConditions(filter))}`.execute(store.read);
  return rows[0]?.n ?? 0;
}

type RecordChange = Pick<Selectable<ChangeTable>, 'id' | 'new_value' | 'new_cause' | 'new_updated_at'>;

async function recordsOf(store: Store, rows: readonly StepColumns[]): Promise<Map<number, RecordChange>> {
  const ids = rows.flatMap(({ then_customer, then_aws }) => [then_customer ?? [], then_aws ?? []].flat());
  if (ids.length === 0) return new Map();
  const changes = await store.read
    .selectFrom('changes')
    .select(['id', 'new_value', 'new_cause', 'new_updated_at'])
    .where('id', 'in', ids)
    .execute();
  return new Map(changes.map((change) => [change.id, change]));
}

function asOfThen(row: EntityListRow & StepColumns, records: ReadonlyMap<number, RecordChange>): EntityListRow {
  const customer = reported(records.get(row.then_customer ?? 0));
  const aws = reported(records.get(row.then_aws ?? 0));
  return {
    ...row,
    incarnation: row.then_incarnation,
    aggregate: row.then_aggregate,
    customer_present: customer === undefined ? 0 : 1,
    customer_status: customer?.new_value ?? null,
    customer_cause: customer?.new_cause ?? null,
    customer_updated_at: customer?.new_updated_at ?? null,
    aws_present: aws === undefined ? 0 : 1,
    aws_status: aws?.new_value ?? null,
    aws_cause: aws?.new_cause ?? null,
    aws_updated_at: aws?.new_updated_at ?? null,
    impact: row.then_impact,
    policy: row.then_policy,
    standing: row.then_standing,
    severity: row.then_severity,
    since_at: row.then_since ?? row.then_at,
    since_at_least: row.then_at_least,
    read_at: row.then_at,
    deleted_at: row.then_deleted === 1 ? row.then_at : null,
  };
}

/** A record that was reported as absent is none. */
function reported(change: RecordChange | undefined): RecordChange | undefined {
  if (change === undefined) return undefined;
  const { new_value: status, new_cause: cause, new_updated_at: updatedAt } = change;
  return status === null && cause === null && updatedAt === null ? undefined : change;
}
