import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { and } from './list-entities-at.ts';
import { chosenSteps, joinInOrder } from './steps-at.ts';
import type { Store } from './store.ts';

/** A sender that moved between two moments: the states it stood at, and the step that brought it to the later one. */
export interface MovedSender {
  id: number;
  arn: string;
  name: string;
  region: string;
  account: string;
  before_id: number | null;
  after_id: number;
  at: number;
  since_at: number | null;
  run_id: number | null;
  customer_id: number | null;
  aws_id: number | null;
}

/**
 * Senders that had a step after `from` and until `to`, as known at each of the two moments: those that differ, and those
 * that moved and came back to where they were.
 */
export async function diffSteps(
  store: Store,
  conditions: readonly RawBuilder<boolean>[],
  from: number,
  to: number,
): Promise<MovedSender[]> {
  const join = joinInOrder(store.dialect);
  const { rows } =
    await sql<MovedSender>`select entities.id, entities.arn, entities.name, entities.region, entities.account,
      earlier.state_id as before_id, steps.state_id as after_id, steps.at, steps.since_at, steps.run_id,
      steps.customer_id, steps.aws_id
    from entities
    ${join} ${chosenSteps({ at: to, known: 'then' })} as chosen on chosen.entity_id = entities.id and chosen.at > ${from}
    ${join} standing_steps as steps on steps.entity_id = chosen.entity_id and steps.late = 0 and steps.at = chosen.at
    left join ${chosenSteps({ at: from, known: 'then' })} as old on old.entity_id = entities.id
    left join standing_steps as earlier on earlier.entity_id = old.entity_id and earlier.late = 0 and earlier.at = old.at
    where ${and(conditions)}
    order by steps.at desc, entities.id`.execute(store.read);
  return rows;
}
