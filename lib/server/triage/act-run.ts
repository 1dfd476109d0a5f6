import 'server-only';
import type { Context } from '../context.ts';
import type { Lane } from '../ses/gateway.ts';
import { announce } from '../store/announce.ts';
import type { ActRow } from './act-row.ts';

/** One run of an act, from start, resume or restart until it ends or halts. */
export interface ActRun {
  context: Context;
  act: ActRow;
  /** Aborted at the end of the process. */
  stop: AbortSignal;
  lane: Extract<Lane, 'act' | 'bulk'>;
  /** One sender alone: what stands in the way is its outcome, where a bulk pauses itself and goes on later. */
  isSingle: boolean;
  /** Nothing more is begun; what was sent is still confirmed. */
  halted: boolean;
}

/** In words; `retryInMs` null: it waits for a person. */
export interface Halt {
  reason: string;
  retryInMs: number | null;
}

/** The act pauses itself: what stands in the way of one item stands in the way of all. */
export async function haltRun(run: ActRun, { reason, retryInMs }: Halt): Promise<void> {
  if (run.halted) return;
  run.halted = true;
  const { context, act } = run;
  context.log.info({ actId: act.id, reason }, 'An act paused itself');
  await context.store.write(async (transaction) => {
    await transaction
      .updateTable('acts')
      .set({
        state: 'paused',
        state_reason: reason,
        retry_at: retryInMs === null ? null : context.clock.now() + retryInMs,
      })
      .where('id', '=', act.id)
      .where('state', '=', 'running')
      .execute();
    await announce(transaction, { topic: 'acts', connectionId: null, about: [] });
  });
}
