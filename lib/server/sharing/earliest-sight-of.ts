import 'server-only';
import type { EntityRow } from '../entities/entity-row.ts';
import type { ReadDatabase } from '../store/store.ts';

/**
 * The earliest moment (epoch ms) that the history tells of: the first stored change, or the time that SES's own records
 * carried then. Before it there is nothing to tell.
 */
export async function earliestSightOf(database: ReadDatabase, row: EntityRow): Promise<number> {
  const { seen, aws } = await database
    .selectFrom('changes')
    .select((of) => [of.fn.min('seen_at').as('seen'), of.fn.min('aws_time').as('aws')])
    .where('entity_id', '=', row.id)
    .executeTakeFirstOrThrow();
  return Math.min(...[seen, aws, row.first_seen_at].filter((time) => time !== null));
}
