import 'server-only';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { isStandingError } from '../errors.ts';
import { announce } from '../store/announce.ts';
import { type ActItemRow, loadActRow } from './act-row.ts';
import { judge, settlementOf } from './confirm-item.ts';
import { readForAct } from './read-for-act.ts';
import type { Settlement } from './settle-item.ts';
import { takeTurn } from './take-turn.ts';

/** Ever more seldom, and not for ever. */
const LIMIT_MS = 3_600_000;
const SHORTEST_MS = 15_000;
const AT_ONCE = 20;

/**
 * Looks again at items that ended as `not-yet` or `unknown`, until they settle, another act takes the sender over, or an
 * hour has passed. It only reads.
 */
export async function followItems(context: Context, stop: AbortSignal): Promise<void> {
  const items = (await context.store.read
    .selectFrom('act_items')
    .innerJoin('entities', 'entities.id', 'act_items.entity_id')
    .selectAll('act_items')
    .select(['entities.name as name', 'entities.connection_id as connection_id'])
    .where('follow_at', '<=', context.clock.now())
    .orderBy('follow_at')
    .limit(AT_ONCE)
    .execute()) as ActItemRow[];
  for (const item of items) {
    if (stop.aborted) return;
    await takeTurn(context.store, item.arn, () => followItem(context, item, stop));
  }
}

async function followItem(context: Context, item: ActItemRow, stop: AbortSignal): Promise<void> {
  const now = context.clock.now();
  const sentAt = item.sent_at ?? now;
  const age = now - sentAt;
  if (await isSuperseded(context, item)) return keepFollowing(context, item, null);
  const act = await loadActRow(context.store.read, item.act_id);
  try {
    const entity = await readForAct({ context, act, stop, lane: 'open-entity' }, item, true);
    const judged = judge(act.act, item, item.before_updated_at, item.after_value === item.requested_value, entity);
    const isTold = judged.outcome !== 'not-yet';
    const settlement = settlementOf(judged, item.outcome === 'unknown', '', item);
    if (isTold && settlement.outcome !== 'unknown') return await settleLate(context, item, act.act, settlement);
  } catch (error) {
    if (stop.aborted || !isStandingError(error)) throw error;
  }
  await keepFollowing(context, item, age > LIMIT_MS ? null : now + Math.max(SHORTEST_MS, age / 2));
}

/** Once a later act has written, a reading tells of that one. */
async function isSuperseded({ store }: Context, item: ActItemRow): Promise<boolean> {
  const later = await store.read
    .selectFrom('act_items')
    .select('act_id')
    .where('entity_id', '=', item.entity_id)
    .where('act_id', '!=', item.act_id)
    .where('sent_at', '>=', item.sent_at ?? 0)
    .executeTakeFirst();
  return later !== undefined;
}

async function keepFollowing({ store }: Context, item: ActItemRow, followAt: number | null): Promise<void> {
  await store.write((transaction) =>
    transaction
      .updateTable('act_items')
      .set({ follow_at: followAt })
      .where('act_id', '=', item.act_id)
      .where('position', '=', item.position)
      .execute(),
  );
}

async function settleLate(context: Context, item: ActItemRow, act: string, settlement: Settlement): Promise<void> {
  await context.store.write(async (transaction) => {
    const settled = await transaction
      .updateTable('act_items')
      .set({
        outcome: settlement.outcome,
        detail: settlement.detail,
        after_value: settlement.after ?? null,
        after_updated_at: settlement.afterUpdatedAt ?? null,
        settled_at: context.clock.now(),
        follow_at: null,
      })
      .where('act_id', '=', item.act_id)
      .where('position', '=', item.position)
      .where('outcome', '=', item.outcome)
      .returning('position')
      .executeTakeFirst();
    if (settled === undefined) return;
    await announce(transaction, { topic: 'acts', connectionId: item.connection_id, about: [item.act_id] });
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: `act.${act}`,
      target: item.arn,
      before: item.before_value,
      after: settlement.after ?? null,
      reason: `${settlement.outcome}, after ${item.outcome}: ${settlement.detail}`,
    });
  });
}
