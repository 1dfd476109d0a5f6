import 'server-only';
import type { Selectable } from 'kysely';
import type { ActName, ActOutcome, ActState } from '../../domain/act-names.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import type { ActItemTable, ActTable } from '../store/schema-of-acts.ts';
import type { ReadDatabase } from '../store/store.ts';

export type ActRow = Omit<Selectable<ActTable>, 'act' | 'state'> & { act: ActName; state: ActState };
export type ActItemRow = Omit<Selectable<ActItemTable>, 'outcome'> & {
  outcome: ActOutcome;
  name: string;
  connection_id: string;
};

/** @throws StandingError `act-not-found`. */
export async function loadActRow(database: ReadDatabase, id: string): Promise<ActRow> {
  const act = await database.selectFrom('acts').selectAll().where('id', '=', id).executeTakeFirst();
  if (act === undefined) throw notFound('act', id);
  return act as ActRow;
}

/** @throws StandingError `act-not-found`. */
export async function loadAct(database: ReadDatabase, id: string): Promise<{ act: ActRow; items: ActItemRow[] }> {
  const act = await loadActRow(database, id);
  const items = await database
    .selectFrom('act_items')
    .innerJoin('entities', 'entities.id', 'act_items.entity_id')
    .selectAll('act_items')
    .select(['entities.name as name', 'entities.connection_id as connection_id'])
    .where('act_id', '=', id)
    .orderBy('position')
    .execute();
  return { act, items: items as ActItemRow[] };
}

/** Who acts, as the rows of an act name them. The demo has no person, so its kind stands for all its visitors. */
export function actorIdOf(principal: Context['principal']): string {
  return 'id' in principal ? principal.id : principal.kind;
}
