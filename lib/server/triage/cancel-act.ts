import 'server-only';
import { actorOf } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { cancelItems } from './cancel-items.ts';
import { loadSteered, moveAct } from './steer-act.ts';

/**
 * Ends what has not begun; what was sent is still confirmed, and nothing is taken back.
 * @throws StandingError `conflict` where it has ended.
 */
export async function cancelAct(context: Context, { id }: { id: string }): Promise<void> {
  const act = await loadSteered(context, id);
  const who = actorOf(context.principal).principal_name;
  const why = `Cancelled by ${who} before its turn. Nothing was written.`;
  await moveAct(context, id, {
    from: ['running', 'paused', 'awaiting-approval'],
    to: 'cancelled',
    action: 'act.cancel',
    stateReason: `Cancelled by ${who}.`,
    also: (transaction) => cancelItems(transaction, context, act, why),
    refusal: 'This act has ended, so there is nothing to cancel.',
  });
}
