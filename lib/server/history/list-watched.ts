import 'server-only';
import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import type { ConnectionTable } from '../store/schema.ts';

export type ConnectionRow = Selectable<ConnectionTable>;

/** The connections that are in use, with their sealed credentials: for the watcher alone. */
export async function listWatched({ store }: Pick<Context, 'store'>): Promise<ConnectionRow[]> {
  return await store.read.selectFrom('connections').selectAll().where('deleted_at', 'is', null).execute();
}
