import 'server-only';
import type { ActOutcome } from '../../domain/act.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { announce } from '../store/announce.ts';
import type { ActItemRow, ActRow } from './act-row.ts';

export interface Settlement {
  outcome: Exclude<ActOutcome, 'pending'>;
  /** One or two sentences. */
  detail: string;
  before?: string | null;
  after?: string | null;
}

/** Ends an item in its word, with its audit row, and the act when it was the last; once, whoever comes first. */
export async function settleItem(
  context: Context,
  act: ActRow,
  item: Pick<ActItemRow, 'position' | 'arn' | 'requested_value' | 'before_value' | 'connection_id'>,
  settlement: Settlement,
): Promise<void> {
  const now = context.clock.now();
  const before = settlement.before ?? item.before_value;
  await context.store.write(async (transaction) => {
    const settled = await transaction
      .updateTable('act_items')
      .set({
        outcome: settlement.outcome,
        detail: settlement.detail,
        before_value: before,
        after_value: settlement.after ?? null,
        settled_at: now,
      })
      .where('act_id', '=', act.id)
      .where('position', '=', item.position)
      .where('outcome', '=', 'pending')
      .returning('position')
      .executeTakeFirst();
    if (settled === undefined) return;
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: `act.${act.act}`,
      target: item.arn,
      before,
      after: settlement.after ?? null,
      reason: `${settlement.outcome}: ${settlement.detail}`,
    });
    await announce(transaction, { topic: 'acts', connectionId: item.connection_id, about: [act.id] });
    const left = await transaction
      .selectFrom('act_items')
      .select('position')
      .where('act_id', '=', act.id)
      .where('outcome', '=', 'pending')
      .limit(1)
      .executeTakeFirst();
    if (left === undefined) {
      await transaction.updateTable('acts').set({ finished_at: now }).where('id', '=', act.id).execute();
    }
  });
}
