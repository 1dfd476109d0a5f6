import 'server-only';
import type { Context } from '../context.ts';
import type { Lease } from './hold-lease.ts';
import { closeGaps, openGap } from '../history/record-state.ts';

/** A watcher that was away for less was not missed: lists are read no more often than this anyway. */
const MISSED_MS = 10_000;

/**
 * At the start of watching: the time since a watcher was last alive is a gap in the history of every connection that had
 * been read. It ends with the first read.
 */
export async function noteAbsence({ store, clock }: Pick<Context, 'store' | 'clock'>, lease: Lease): Promise<void> {
  const { lastAliveAt } = lease;
  const now = clock.now();
  if (lastAliveAt === null || now - lastAliveAt < MISSED_MS) return;
  await store.write(async (transaction) => {
    await lease.check(transaction);
    const rows = await transaction
      .selectFrom('connections')
      .select('id')
      .where('deleted_at', 'is', null)
      .where('read_at', 'is not', null)
      .execute();
    for (const { id } of rows) {
      await closeGaps(transaction, id, lastAliveAt);
      const gap = { from: lastAliveAt, reason: 'not-running', detail: 'Standing was not running.' } as const;
      await openGap(transaction, id, gap, now);
    }
  });
}
