import 'server-only';
import { sql } from 'kysely';
import type { RunChange } from '../../domain/build-runs.ts';
import type { Store } from './store.ts';

/** What the picture of a history is made of, and what its list can be narrowed to. */
export type HistoryRow = RunChange & { source: string };

/** Changes of one entity, the newest `most` by when we saw them; without texts, except those that tell findings apart. */
export async function historyRows(store: Store, entityId: number, most: number): Promise<HistoryRow[]> {
  const ofFinding = (column: 'old_cause' | 'new_cause') =>
    sql<string | null>`case when track like 'finding:%' then ${sql.ref(column)} end`;
  const rows = await store.read
    .selectFrom('changes')
    .select(['id', 'incarnation', 'track', 'kind', 'new_value as value', 'old_value as oldValue', 'impact', 'source'])
    .select(['aws_time as awsTime', 'seen_at as seenAt', 'seen_after as seenAfter', 'marks', 'reported_at'])
    .select(['old_updated_at as oldUpdatedAt', 'new_updated_at as updatedAt'])
    .select([ofFinding('old_cause').as('oldCause'), ofFinding('new_cause').as('cause')])
    .where('entity_id', '=', entityId)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ reported_at, ...row }) => ({
    ...row,
    reported: reported_at !== null,
    marks: row.marks === null ? [] : row.marks.split(','),
  }));
}

export interface HistoryAct {
  actId: string;
  act: string;
  policy: string | null;
  reason: string;
  principalId: string;
  principalName: string;
  /** When it left for SES, or was refused or found needless without leaving; epoch ms. */
  at: number;
  outcome: string;
}

/** What was done about one entity through Standing, oldest first. */
export async function historyActs(store: Store, entityId: number): Promise<HistoryAct[]> {
  return await store.read
    .selectFrom('act_items')
    .innerJoin('acts', 'acts.id', 'act_items.act_id')
    .select(['acts.id as actId', 'acts.act', 'acts.policy', 'acts.reason', 'act_items.outcome'])
    .select(['acts.principal_id as principalId', 'acts.principal_name as principalName'])
    .select((of) => of.fn.coalesce('act_items.sent_at', 'act_items.settled_at', 'acts.started_at').as('at'))
    .where('act_items.entity_id', '=', entityId)
    .orderBy('acts.started_at')
    .execute();
}

export interface HistoryNote {
  at: number;
  note: string;
  who: string;
}

/** What people noted about one entity, oldest first; the newest `most`. */
export async function historyNotes(store: Store, entityId: number, most: number): Promise<HistoryNote[]> {
  const rows = await store.read
    .selectFrom('case_steps')
    .select(['at', 'note', 'who_name'])
    .where('entity_id', '=', entityId)
    .where('kind', '=', 'note')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.toReversed().flatMap(({ at, note, who_name }) => (note === null ? [] : [{ at, note, who: who_name }]));
}
