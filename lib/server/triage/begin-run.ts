import 'server-only';
import type { Context } from '../context.ts';
import { sharedMemory } from '../shared-memory.ts';
import { wholeStore } from '../store-scope.ts';
import type { Store } from '../store/store.ts';
import { holdAct } from './hold-act.ts';
import { runAct } from './run-act.ts';

interface Runs {
  /** By act id, so that no act is run twice at a time in this process. */
  running: Map<string, Promise<void>>;
  /** Asked to run once more while they were running: a pause and a resume in one breath. */
  again: Set<string>;
  stop: AbortController;
}

const runsOf = (store: Store) =>
  sharedMemory<Runs>(store, 'act-runs', () => ({ running: new Map(), again: new Set(), stop: new AbortController() }));

/**
 * After a failure of our own an act is taken up again: what was sent is only read, so nothing happens twice. So is one
 * that another process runs: it may end before its act does.
 */
const TAKE_UP_AGAIN_AFTER_MS = 30_000;

/** Runs an act in the background; it never rejects. What the end of the process leaves open is resumed at the next start. */
export function beginRun(context: Context, id: string): void {
  const { running, again, stop } = runsOf(context.store);
  if (stop.signal.aborted) return;
  if (running.has(id)) {
    again.add(id);
    return;
  }
  // What was started is finished, also where somebody's scope is narrowed meanwhile.
  const whole = { ...context, store: wholeStore(context.store) };
  const later = () => void setTimeout(() => beginRun(context, id), TAKE_UP_AGAIN_AFTER_MS).unref();
  const run = holdAct(whole.store, id, () => runAct(whole, id, stop.signal))
    .then((ran) => (ran ? undefined : later()))
    .catch((error: unknown) => {
      if (stop.signal.aborted) return;
      context.log.error({ err: error, actId: id }, 'An act stopped before its end; it is taken up again');
      later();
    })
    .finally(() => {
      running.delete(id);
      if (again.delete(id)) beginRun(context, id);
    });
  running.set(id, run);
}

/** Resolves when the act is not running here (tests, and whoever must wait). */
export async function whenRun(store: Store, id: string): Promise<void> {
  const { running } = runsOf(store);
  for (let run = running.get(id); run !== undefined; run = running.get(id)) await run;
}

/** Stops running acts between two steps; what is unsettled is resumed at the next start. For the end of the process. */
export async function stopRuns(store: Store): Promise<void> {
  const { running, stop } = runsOf(store);
  stop.abort();
  await Promise.all(running.values());
}
