import 'server-only';
import { openGap } from '../history/record-state.ts';
import type { ConnectionTable } from '../store/schema.ts';
import type { WriteTransaction } from '../store/store.ts';

/**
 * Takes a connection out of use and destroys its credential. What was read with it stays, and says from this moment that
 * nobody reads it: a record without a reader must not look current.
 * @returns the row as it was; undefined when there is none in use.
 */
export async function retireConnection(
  transaction: WriteTransaction,
  id: string,
  now: number,
  why: string,
): Promise<ConnectionTable | undefined> {
  const row = await transaction
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const since = row.unread_since ?? row.read_at ?? now;
  await transaction
    .updateTable('connections')
    .set({
      deleted_at: now,
      updated_at: now,
      sealed: null,
      state: 'unread',
      reason: JSON.stringify({ code: 'connection-deleted', message: why }),
      unread_since: since,
    })
    .where('id', '=', id)
    .execute();
  await openGap(transaction, id, { from: since, reason: 'paused', detail: why }, now);
  return row;
}
