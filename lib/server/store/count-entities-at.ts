import 'server-only';
import { sql } from 'kysely';
import type { EntityCounts, EntityGroup, Place } from './count-entities.ts';
import { pastConditions } from './entity-conditions.ts';
import { and } from './list-entities-at.ts';
import { chosenSteps, joinInOrder, joinStepsAt, type Moment } from './steps-at.ts';
import type { Store } from './store.ts';

/** Everything the overview counts, as of a moment; see `countEntities`. */
export async function countEntitiesAt(store: Store, place: Place, moment: Moment): Promise<EntityCounts> {
  const { rows } = await sql<EntityGroup & { deleted: number }>`
    select entities.connection_id as "connectionId", entities.region, entities.account, states.standing, states.impact,
      states.policy, states.deleted, count(*) as count
    from entities ${joinStepsAt(moment, store.dialect)}
    where ${and(pastConditions({ ...place, deleted: 'with' }))}
    group by entities.connection_id, entities.region, entities.account, states.standing, states.impact, states.policy,
      states.deleted`.execute(store.read);
  return {
    groups: rows.flatMap(({ deleted, ...group }) => (deleted === 1 ? [] : [group])),
    deleted: rows.reduce((sum, { deleted, count }) => (deleted === 1 ? sum + count : sum), 0),
  };
}

/** Of how many entities is known now that they stood otherwise at a moment than was known then. */
export async function countToldLater(store: Store, place: Place, at: number): Promise<number> {
  const join = joinInOrder(store.dialect);
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from entities
    ${join} ${chosenSteps({ at, known: 'now' })} as known on known.entity_id = entities.id
    ${join} ${chosenSteps({ at, known: 'then' })} as chosen on chosen.entity_id = entities.id
    ${join} standing_steps as later on later.entity_id = known.entity_id and later.late = known.late and later.at = known.at
    left join standing_steps as steps on steps.entity_id = chosen.entity_id and steps.late = chosen.late
      and steps.at = chosen.at
    where (steps.state_id is null or steps.state_id <> later.state_id)
      and ${and(pastPlace(place))}`.execute(store.read);
  return rows[0]?.n ?? 0;
}

const pastPlace = (place: Place) => pastConditions({ ...place, deleted: 'with' });
