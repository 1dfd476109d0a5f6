import 'server-only';
import type { ReadDatabase } from './store.ts';

/** When anything stored was last seen to change, epoch ms; 0 for an empty database. */
export async function newestChangeAt(database: ReadDatabase): Promise<number> {
  const change = await database
    .selectFrom('changes')
    .select((of) => of.fn.max('seen_at').as('at'))
    .executeTakeFirst();
  const read = await database
    .selectFrom('connections')
    .select((of) => of.fn.max('read_at').as('at'))
    .executeTakeFirst();
  return Math.max(change?.at ?? 0, read?.at ?? 0);
}
