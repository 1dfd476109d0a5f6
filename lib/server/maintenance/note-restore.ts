import 'server-only';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { beginLife } from '../live/position.ts';
import { withAuthTables } from '../store/auth-tables.ts';

/**
 * What a restored database must not bring back: sessions that were ended, and one-time links that were used, after the
 * backup was taken. Everybody signs in again. @returns how many sessions ended.
 */
export async function noteRestore(context: Context, from: string): Promise<number> {
  return await context.store.write(async (transaction) => {
    const ended = await withAuthTables(transaction).deleteFrom('auth_sessions').returning('id').execute();
    await transaction
      .updateTable('access_links')
      .set({ ended_at: context.clock.now() })
      .where('ended_at', 'is', null)
      .execute();
    await beginLife(transaction);
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: 'backup.restore',
      target: from,
      after: `${ended.length} sessions ended, and every one-time link`,
    });
    return ended.length;
  });
}
