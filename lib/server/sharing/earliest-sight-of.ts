import 'server-only';
import type { EntityRow } from '../entities/entity-row.ts';
import type { ReadDatabase } from '../store/store.ts';

/** When the first stored change was seen (epoch ms): before it there is nothing to tell. */
export async function earliestSightOf(database: ReadDatabase, row: EntityRow): Promise<number> {
  const { at } = await database
    .selectFrom('changes')
    .select((of) => of.fn.min('seen_at').as('at'))
    .where('entity_id', '=', row.id)
    .executeTakeFirstOrThrow();
  return Math.min(at ?? row.first_seen_at, row.first_seen_at);
}
