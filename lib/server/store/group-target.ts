import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { entityConditions } from './entity-conditions.ts';
import type { EntityFilter } from './entity-filter.ts';
import type { Store } from './store.ts';

/** Senders by name, or all that match a filter. */
export type Target = { arns: readonly string[] } | { filter: EntityFilter };

/** Senders alike in all that an act depends on. There are some dozens of such groups, not one a sender. */
export interface TargetGroup {
  connectionId: string;
  aggregate: string | null;
  customerStatus: string | null;
  awsStatus: string | null;
  impact: string | null;
  policy: string | null;
  isProtected: number;
  isDeleted: number;
  cools: number;
  count: number;
  /** Two sums over the ids: the same set gives the same, another set almost never. */
  sum: number;
  mixed: number;
  firstId: number;
  lastId: number;
}

/** The target as conditions on `entities`, to be ANDed. Any number of names is one parameter. */
export function targetConditions(target: Target, dialect: Store['dialect']): RawBuilder<boolean>[] {
  if ('filter' in target) return entityConditions(target.filter, dialect);
  const names = JSON.stringify(target.arns);
  return [
    dialect === 'sqlite'
      ? sql<boolean>`entities.arn in (select value from json_each(${names}))`
      : sql<boolean>`entities.arn in (select json_array_elements_text(${names}::json))`,
  ];
}

/** The target counted by group. @param cooling ids of senders that may not be lifted yet. */
export async function groupTarget(
  store: Store,
  target: Target,
  cooling: readonly number[] = [],
): Promise<TargetGroup[]> {
  const whole = (sum: RawBuilder<unknown>) => sql<number>`cast(sum(${sum}) as bigint)`;
  const flag = (condition: RawBuilder<unknown>) => sql<number>`case when ${condition} then 1 else 0 end`;
  const cools = cooling.length === 0 ? sql<number>`0` : flag(sql`entities.id in (${sql.join([...cooling])})`);
  const isProtected = flag(sql`entities.protected_at is not null`);
  const isDeleted = flag(sql`entities.deleted_at is not null`);
  const { rows } = await sql<TargetGroup>`
    select entities.connection_id as "connectionId", entities.aggregate as "aggregate",
      entities.customer_status as "customerStatus", entities.aws_status as "awsStatus", entities.impact as "impact",
      entities.policy as "policy", ${isProtected} as "isProtected", ${isDeleted} as "isDeleted", ${cools} as "cools",
      count(*) as "count", ${whole(sql`entities.id`)} as "sum", ${whole(sql`(entities.id * 7919) % 1000003`)} as "mixed",
      min(entities.id) as "firstId", max(entities.id) as "lastId"
    from entities where ${sql.join([sql`1 = 1`, ...targetConditions(target, store.dialect)], sql` and `)}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9`.execute(store.read);
  return rows;
}
