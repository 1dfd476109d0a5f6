import 'server-only';
import type { Store } from '../store/store.ts';

/** How many announcements a reader may be behind. The hub has them in memory, so coming back costs no query. */
export const KEPT = 2_000;

/** Drops what nobody can go on from any more. Rarely, because each write lets every cached answer go. */
export async function pruneEvents(store: Store, kept = KEPT): Promise<void> {
  const oldestKept = await store.read
    .selectFrom('live_events')
    .select('id')
    .orderBy('id', 'desc')
    .offset(kept - 1)
    .limit(1)
    .executeTakeFirst();
  if (oldestKept === undefined) return;
  const old = await store.read
    .selectFrom('live_events')
    .select('id')
    .where('id', '<', oldestKept.id)
    .limit(1)
    .execute();
  if (old.length === 0) return;
  await store.write((transaction) => transaction.deleteFrom('live_events').where('id', '<', oldestKept.id).execute());
}
