import 'server-only';
import { actorOf } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { StandingError, conflict } from '../errors.ts';
import { beginRun } from './begin-run.ts';
import { cancelItems } from './cancel-items.ts';
import type { ActRow } from './act-row.ts';
import { loadSteered, moveAct } from './steer-act.ts';

interface Decision {
  id: string;
  decision: 'approve' | 'reject';
  reason?: string | undefined;
}

/**
 * A second person lets an act begin, or ends it. Whoever asked may reject (withdraw) their own, and never approve it.
 * @throws StandingError `conflict` where nothing waits, `not-permitted` for one's own act.
 */
export async function approveAct(context: Context, { id, decision, reason }: Decision): Promise<void> {
  const act = await loadSteered(context, id);
  const who = actorOf(context.principal).principal_name;
  const refusal = 'This act does not wait for approval.';
  if (decision === 'reject') {
    const why = `Rejected by ${who}${reason === undefined ? '' : `: ${reason}`}. Nothing was written.`;
    return moveAct(context, id, {
      from: ['awaiting-approval'],
      to: 'rejected',
      action: 'act.reject',
      stateReason: why,
      reason: reason ?? null,
      also: (transaction) => cancelItems(transaction, context, act, why),
      refusal,
    });
  }
  if (isOwn(context, act)) {
    throw new StandingError('not-permitted', 'You asked for this act; a second person must approve it.');
  }
  const now = context.clock.now();
  if (act.approval_until !== null && act.approval_until <= now) throw conflict('The time to approve this act is over.');
  await moveAct(context, id, {
    from: ['awaiting-approval'],
    to: 'running',
    action: 'act.approve',
    stateReason: null,
    reason: reason ?? null,
    set: { approved_by: who, approved_at: now, approval_reason: reason ?? null },
    refusal,
  });
  beginRun(context, id);
}

/** The same person, whichever door they came by: a token stands for its owner. */
function isOwn({ principal }: Context, act: ActRow): boolean {
  if (principal.kind === 'user')
    return act.principal_id === principal.id || act.principal_name.startsWith(`${principal.email} by `);
  if (principal.kind === 'token') {
    return (
      act.principal_id === principal.id ||
      act.principal_id === principal.userId ||
      act.principal_name.startsWith(`${principal.email} by `)
    );
  }
  return true;
}
