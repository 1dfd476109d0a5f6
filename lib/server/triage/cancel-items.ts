import 'server-only';
import { recordAudits, type AuditContext } from '../access/record-audit.ts';
import type { WriteTransaction } from '../store/store.ts';
import type { ActRow } from './act-row.ts';
import { finishAct } from './settle-item.ts';

/** Settles every item that has not left, each with its audit row, and the act where none is left. */
export async function cancelItems(
  transaction: WriteTransaction,
  context: AuditContext,
  act: Pick<ActRow, 'id' | 'act'>,
  detail: string,
): Promise<void> {
  const now = context.clock.now();
  const cancelled = await transaction
    .updateTable('act_items')
    .set({ outcome: 'cancelled', detail, settled_at: now })
    .where('act_id', '=', act.id)
    .where('outcome', '=', 'pending')
    .where('sent_at', 'is', null)
    .returning('arn')
    .execute();
  await recordAudits(
    transaction,
    context,
    cancelled.map(({ arn }) => ({
      kind: 'outcome',
      action: `act.${act.act}`,
      target: arn,
      reason: `cancelled: ${detail}`,
    })),
  );
  await finishAct(transaction, act.id, now);
}
