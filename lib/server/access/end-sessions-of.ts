import 'server-only';
import { withAuthTables } from '../store/auth-tables.ts';
import type { WriteTransaction } from '../store/store.ts';

/** Ends every session of a person. @returns their ids, for the door to forget at once (`Sessions.forget`). */
export async function endSessionsOf(transaction: WriteTransaction, userId: string): Promise<string[]> {
  const ended = await withAuthTables(transaction)
    .deleteFrom('auth_sessions')
    .where('userId', '=', userId)
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}
