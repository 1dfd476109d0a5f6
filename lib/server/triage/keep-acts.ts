import 'server-only';
import type { Context } from '../context.ts';
import { beginRun } from './begin-run.ts';
import { cancelItems } from './cancel-items.ts';
import type { ActRow } from './act-row.ts';
import { followItems } from './follow-items.ts';

const EVERY_MS = 3_000;

/**
 * What acts need while nobody looks: those that paused themselves go on when it is time, approvals expire, and items whose
 * end was not certain are read again. Returns what stops it.
 */
export function keepActs(context: Context): () => Promise<void> {
  const stop = new AbortController();
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round.then(() => keepOnce(context, stop.signal));
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stop.abort();
    await round;
  };
}

/** One round; it never rejects. */
export async function keepOnce(context: Context, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return;
  try {
    await goOn(context);
    await expireApprovals(context);
    await followItems(context, stop);
  } catch (error) {
    if (!stop.aborted) context.log.error({ err: error }, 'Acts could not be looked after; it is tried again');
  }
}

async function goOn(context: Context): Promise<void> {
  const { store, clock } = context;
  const now = clock.now();
  const due = await store.read
    .selectFrom('acts')
    .select('id')
    .where('state', '=', 'paused')
    .where('finished_at', 'is', null)
    .where('retry_at', '<=', now)
    .execute();
  for (const { id } of due) {
    await store.write((transaction) =>
      transaction
        .updateTable('acts')
        .set({ state: 'running', state_reason: null, retry_at: null, resumed_at: now })
        .where('id', '=', id)
        .where('state', '=', 'paused')
        .where('retry_at', 'is not', null)
        .execute(),
    );
    beginRun(context, id);
  }
}

async function expireApprovals(context: Context): Promise<void> {
  const { store, clock } = context;
  const now = clock.now();
  const due = await store.read
    .selectFrom('acts')
    .selectAll()
    .where('state', '=', 'awaiting-approval')
    .where('approval_until', '<=', now)
    .execute();
  for (const act of due as ActRow[]) {
    const why = 'Nobody approved it in time. Nothing was written.';
    await store.write(async (transaction) => {
      const expired = await transaction
        .updateTable('acts')
        .set({ state: 'expired', state_reason: why })
        .where('id', '=', act.id)
        .where('state', '=', 'awaiting-approval')
        .returning('id')
        .executeTakeFirst();
      if (expired !== undefined) await cancelItems(transaction, context, act, why);
    });
  }
}
