import 'server-only';
import type { Context } from '../context.ts';
import { type ActItemRow, type ActRow, loadAct } from './act-row.ts';
import { runItem } from './run-item.ts';
import { takeTurn } from './take-turn.ts';

/**
 * Runs what is left of an act: items of one connection one after another (they share its budget), connections side by
 * side. Every item ends in one word; the act is finished when all have.
 */
export async function runAct(context: Context, id: string, stop: AbortSignal): Promise<void> {
  const { act, items } = await loadAct(context.store.read, id);
  const byConnection = Map.groupBy(
    items.filter((item) => item.outcome === 'pending'),
    (item) => item.connection_id,
  );
  await Promise.all([...byConnection.values()].map((group) => runGroup(context, act, group, stop)));
}

async function runGroup(context: Context, act: ActRow, items: ActItemRow[], stop: AbortSignal): Promise<void> {
  for (const item of items) {
    stop.throwIfAborted();
    await takeTurn(context.store, item.arn, () => runItem(context, act, item, stop));
  }
}
