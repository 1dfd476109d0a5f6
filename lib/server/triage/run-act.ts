import 'server-only';
import type { Context } from '../context.ts';
import { type ActItemRow, loadAct } from './act-row.ts';
import type { ActRun } from './act-run.ts';
import { openGate } from './open-gate.ts';
import { planConfirmation } from './plan-confirmation.ts';
import { type ManyReader, readMany } from './read-many.ts';
import { runItem } from './run-item.ts';
import { takeTurn } from './take-turn.ts';

/** Enough that the next request is always waiting for its turn in the budget, few enough that a pause is one at once. */
const IN_FLIGHT = 8;
/** So few are a person's own act, and go before open pages. */
const FEW = 4;
/** Fewer are confirmed one by one. */
const WORTH_A_LIST = 25;

/**
 * Runs what is left of an act: items of one connection a few at a time (they share its budget), connections side by side.
 * Every item ends in one word; the act is finished when all have. Where it is paused or cancelled nothing is begun, and
 * what was sent is confirmed all the same.
 */
export async function runAct(context: Context, id: string, stop: AbortSignal): Promise<void> {
  const { act, items } = await loadAct(context.store.read, id);
  const isSingle = items.length === 1;
  const lane = items.length > FEW ? 'bulk' : 'act';
  const run: ActRun = { context, act, stop, lane, isSingle, halted: act.state !== 'running' };
  const left = items.filter((item) => item.outcome === 'pending' && (!run.halted || item.sent_at !== null));
  const byConnection = Map.groupBy(left, (item) => item.connection_id);
  await Promise.all([...byConnection].map(([connectionId, group]) => runGroup(run, connectionId, group)));
}

async function runGroup(run: ActRun, connectionId: string, items: ActItemRow[]): Promise<void> {
  const { context, stop } = run;
  const gate = openGate(IN_FLIGHT);
  const many = await manyReader(run, connectionId, items);
  const tasks: Promise<void>[] = [];
  let failure: unknown;
  for (const item of items) {
    await gate.enter();
    if (stop.aborted || failure !== undefined) {
      gate.leave();
      break;
    }
    let isInside = true;
    const leave = () => {
      if (isInside) gate.leave();
      isInside = false;
    };
    tasks.push(
      takeTurn(context.store, item.arn, () => runItem(run, item, leave, many))
        .catch((error: unknown) => void (failure ??= error))
        .finally(leave),
    );
  }
  await gate.empty();
  many?.hurry();
  await Promise.all(tasks);
  stop.throwIfAborted();
  if (failure !== undefined) throw new Error('An item of an act failed', { cause: failure });
}

async function manyReader(run: ActRun, connectionId: string, items: ActItemRow[]): Promise<ManyReader | null> {
  const values = new Set(items.map((item) => item.requested_value));
  const [value] = values;
  // An undo gives back different values: no one list shows them all.
  if (items.length < WORTH_A_LIST || values.size !== 1 || value === undefined) return null;
  const { gateway, store } = run.context;
  const pageSize = gateway.get(connectionId)?.pageSizes()['ListReputationEntities'];
  const plan = await planConfirmation(store.read, connectionId, pageSize, value, items.length);
  return plan === null ? null : readMany(run, connectionId, plan);
}
