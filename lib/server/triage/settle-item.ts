import 'server-only';
import type { ActOutcome } from '../../domain/act-names.ts';
import { recordAudit } from '../access/record-audit.ts';
import { announce } from '../store/announce.ts';
import type { WriteTransaction } from '../store/store.ts';
import type { ActItemRow } from './act-row.ts';
import type { ActRun } from './act-run.ts';

export interface Settlement {
  outcome: Exclude<ActOutcome, 'pending'>;
  /** One or two sentences. */
  detail: string;
  before?: string | null;
  after?: string | null;
  afterUpdatedAt?: number | null;
}

/** What ended without a certain word is looked at again, first after so long; see follow-items.ts. */
const FOLLOW_AFTER_MS = 10_000;

/** Ends an item in its word, with its audit row, and the act when it was the last; once, whoever comes first. */
export async function settleItem(
  { context, act }: Pick<ActRun, 'context' | 'act'>,
  item: Pick<ActItemRow, 'position' | 'arn' | 'before_value' | 'connection_id'>,
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
        after_updated_at: settlement.afterUpdatedAt ?? null,
        settled_at: now,
        follow_at: isOpen(settlement.outcome) ? now + FOLLOW_AFTER_MS : null,
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
    await finishAct(transaction, act.id, now);
  });
}

/** `not-yet` may still come, and `unknown` may still be told by reading. */
const isOpen = (outcome: ActOutcome) => outcome === 'not-yet' || outcome === 'unknown';

/** Ends the act where no item is left open. */
export async function finishAct(transaction: WriteTransaction, id: string, now: number): Promise<void> {
  const left = await transaction
    .selectFrom('act_items')
    .select('position')
    .where('act_id', '=', id)
    .where('outcome', '=', 'pending')
    .limit(1)
    .executeTakeFirst();
  if (left !== undefined) return;
  await transaction
    .updateTable('acts')
    .set({ finished_at: now, retry_at: null })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute();
  await transaction
    .updateTable('acts')
    .set({ state: 'finished', state_reason: null })
    .where('id', '=', id)
    .where('state', 'in', ['running', 'paused'])
    .execute();
}
