import 'server-only';
import { MOST_NAMED, type Topic } from '../../domain/live.ts';
import type { WriteTransaction } from './store.ts';

export interface Announcement {
  topic: Topic;
  /** Only who may see this connection hears of it; null concerns all, and then `about` must name nothing of a connection. */
  connectionId: string | null;
  /** ARNs or ids, as the topic says; many are only counted. */
  about: readonly string[];
}

/**
 * Tells open pages, in the same transaction as the effect: it is heard when that is durable and not otherwise, within a
 * second, also by pages on another process. One row whatever it names, so announce a batch as one.
 * Ids count up in the order of commits, because write transactions come one after another (see docs/decisions).
 */
export async function announce(transaction: WriteTransaction, { topic, connectionId, about }: Announcement) {
  const names = [...new Set(about)];
  await transaction
    .insertInto('live_events')
    .values({
      topic,
      connection_id: connectionId,
      about: names.length > MOST_NAMED ? null : JSON.stringify(names),
      count: names.length,
    })
    .execute();
}
