import 'server-only';
import { Webhook } from 'standardwebhooks';
import type { Context } from '../context.ts';
import { hasCode } from '../errors.ts';
import { announce } from '../store/announce.ts';
import { postWebhook, type Posted } from './post-webhook.ts';
import { findWebhook, openTarget } from './webhook-row.ts';

export type DeliveryContext = Pick<Context, 'store' | 'clock' | 'vault'>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** After each failed attempt; after the last the message is given up, about a day after the first. */
const PAUSES_MS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 15 * HOUR];
/** While an attempt is under way nobody else makes one; a process that dies in it leaves the message to this long later. */
const HELD_MS = MINUTE;

/** Messages whose time has come, oldest first. */
export async function dueMessages(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  limit: number,
): Promise<string[]> {
  const rows = await store.read
    .selectFrom('webhook_messages')
    .select('id')
    .where('state', '=', 'waiting')
    .where('next_at', '<=', clock.now())
    .orderBy('next_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Sends one message once, and notes how that went. At least once: it may have arrived although nothing came back, and is
 * sent again then, under the same id by which the receiver tells.
 */
export async function deliverMessage(context: DeliveryContext, id: string, privateAllowed: boolean): Promise<void> {
  const { store, clock } = context;
  const now = clock.now();
  const message = await store.write((transaction) =>
    transaction
      .updateTable('webhook_messages')
      .set((of) => ({ attempts: of('attempts', '+', 1), next_at: now + HELD_MS, last_at: now }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('next_at', '<=', now)
      .returning(['body', 'attempts'])
      .executeTakeFirst(),
  );
  if (message === undefined) return;
  const posted = await attempt(context, id, message.body, privateAllowed);
  const taken = posted.status >= 200 && posted.status < 300;
  const pause = PAUSES_MS[message.attempts - 1];
  const state = taken ? 'delivered' : pause === undefined ? 'given-up' : 'waiting';
  const next_at = state === 'waiting' && pause !== undefined ? clock.now() + pause * (0.9 + Math.random() * 0.2) : null;
  await store.write(async (transaction) => {
    await transaction
      .updateTable('webhook_messages')
      .set({ state, next_at: next_at === null ? null : Math.round(next_at), last_result: posted.result })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .execute();
    await announce(transaction, { topic: 'notifications', connectionId: null, about: [] });
  });
}

async function attempt(context: DeliveryContext, id: string, body: string, privateAllowed: boolean): Promise<Posted> {
  const held = await findWebhook(context.store.read);
  if (held === undefined) return { status: 0, result: 'No webhook is set.' };
  try {
    const { url, secret } = await openTarget(context.vault, held.sealed);
    const at = new Date(context.clock.now());
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Standing',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    };
    return await postWebhook(url, headers, body, privateAllowed);
  } catch (error) {
    if (!hasCode(error, 'credentials-unreadable')) throw error;
    return { status: 0, result: 'The stored address does not open with the key in use; set the webhook again.' };
  }
}
