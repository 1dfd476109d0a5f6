import 'server-only';
import { randomUUID } from 'node:crypto';
import type { WriteTransaction } from '../store/store.ts';

/** How long the log of what was sent is kept. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Puts a message into the queue: from the end of the transaction on it is sent until it is taken or given up. */
export async function storeMessage(
  transaction: WriteTransaction,
  { kind, summary, body, now }: { kind: 'senders' | 'test'; summary: string; body: string; now: number },
): Promise<string> {
  const id = `msg_${randomUUID().replaceAll('-', '')}`;
  await transaction
    .deleteFrom('webhook_messages')
    .where('at', '<', now - KEPT_MS)
    .where('state', '!=', 'waiting')
    .execute();
  await transaction
    .insertInto('webhook_messages')
    .values({
      id,
      kind,
      summary,
      body,
      at: now,
      state: 'waiting',
      attempts: 0,
      next_at: now,
      last_at: null,
      last_result: null,
    })
    .execute();
  return id;
}
