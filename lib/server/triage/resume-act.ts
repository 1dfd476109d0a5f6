import 'server-only';
import type { Context } from '../context.ts';
import { beginRun } from './begin-run.ts';
import { loadSteered, moveAct } from './steer-act.ts';

/** Goes on where it was paused, by a person or by itself. @throws StandingError `conflict` where it is not paused. */
export async function resumeAct(context: Context, { id }: { id: string }): Promise<void> {
  await loadSteered(context, id);
  await moveAct(context, id, {
    from: ['paused'],
    to: 'running',
    action: 'act.resume',
    stateReason: null,
    set: { resumed_at: context.clock.now() },
    refusal: 'This act is not paused, so there is nothing to resume.',
  });
  beginRun(context, id);
}
