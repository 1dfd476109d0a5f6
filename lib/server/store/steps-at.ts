import 'server-only';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { StandingStateTable, StandingStepTable } from './schema.ts';
import type { Store } from './store.ts';

/** A moment (epoch ms), by what was learned until then, or by what is known of it now. */
export interface Moment {
  at: number;
  known: 'then' | 'now';
}

/**
 * Which step each entity stood at, as a table `chosen (entity_id, late, at)` beside `entities`: a few seeks in the key of
 * `standing_steps` an entity, however long the history is. Known now: a later step whose run had begun by then speaks for
 * the moment; else the newer of what we saw and what an import told.
 */
export function chosenSteps({ at, known }: Moment): RawBuilder<unknown> {
  const newest = (late: 0 | 1) =>
    sql`(select max(at) from standing_steps as told where told.entity_id = entities.id and told.late = ${sql.lit(late)} and told.at <= ${at})`;
  if (known === 'then') return sql`(select entities.id as entity_id, 0 as late, ${newest(0)} as at from entities)`;
  const next = sql`(select min(at) from standing_steps as told where told.entity_id = entities.id and told.late = 0
    and told.at > ${at})`;
  const nextBegan = sql`(select told.since_at from standing_steps as told where told.entity_id = entities.id and told.late = 0
    and told.at > ${at} order by told.at limit 1)`;
  return sql`(select entity_id,
      case when next_began <= ${at} then 0 when imported > coalesce(seen, -1) then 1 else 0 end as late,
      case when next_began <= ${at} then next_at when imported > coalesce(seen, -1) then imported else seen end as at
    from (select entities.id as entity_id, ${newest(0)} as seen, ${newest(1)} as imported, ${next} as next_at,
      ${nextBegan} as next_began from entities) as told_of)`;
}

/**
 * A join that SQLite takes in the order written: it has no statistics, and would rather read all steps there are than seek
 * one a sender. PostgreSQL has them.
 */
export const joinInOrder = (dialect: Store['dialect']): RawBuilder<unknown> =>
  sql.raw(dialect === 'sqlite' ? 'cross join' : 'join');

/** `steps` and `states` as of a moment, to be joined to `entities`; entities that nothing is known of are left out. */
export function joinStepsAt(moment: Moment, dialect: Store['dialect']): RawBuilder<unknown> {
  const join = joinInOrder(dialect);
  return sql`${join} ${chosenSteps(moment)} as chosen on chosen.entity_id = entities.id
    ${join} standing_steps as steps on steps.entity_id = chosen.entity_id and steps.late = chosen.late and steps.at = chosen.at
    ${join} standing_states as states on states.id = steps.state_id`;
}

export type StepRow = Selectable<StandingStepTable> & Pick<Selectable<StandingStateTable>, 'standing' | 'aggregate'>;

/** The step that one entity stood at; undefined where nothing is known of it at the moment. */
export async function stepAt(store: Store, entityId: number, moment: Moment): Promise<StepRow | undefined> {
  const { rows } = await sql<StepRow>`select steps.*, states.standing, states.aggregate
    from entities ${joinStepsAt(moment, store.dialect)} where entities.id = ${entityId}`.execute(store.read);
  return rows[0];
}
