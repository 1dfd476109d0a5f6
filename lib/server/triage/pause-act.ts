import 'server-only';
import { actorOf } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { loadSteered, moveAct } from './steer-act.ts';

/** Begins nothing more; what was sent is still confirmed. @throws StandingError `conflict` where it does not run. */
export async function pauseAct(context: Context, { id }: { id: string }): Promise<void> {
  await loadSteered(context, id);
  await moveAct(context, id, {
    from: ['running', 'paused'],
    to: 'paused',
    action: 'act.pause',
    stateReason: `Paused by ${actorOf(context.principal).principal_name}.`,
    refusal: 'This act is not running, so there is nothing to pause.',
  });
}
