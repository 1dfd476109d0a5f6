import 'server-only';
import type { ReadDatabase } from '../store/store.ts';

/** When the open findings of a connection were last read whole (epoch ms); null: never. */
export async function findingsReadAt(database: ReadDatabase, connectionId: string): Promise<number | null> {
  const row = await database
    .selectFrom('sweeps')
    .select((of) => of.fn.max('finished_at').as('at'))
    .where('connection_id', '=', connectionId)
    .where('lane', '=', 'findings')
    .executeTakeFirst();
  return row?.at ?? null;
}
