import 'server-only';
import type { Store, WriteTransaction } from '../store/store.ts';
import { announce } from '../store/announce.ts';
import { storeMessage } from './store-message.ts';
import { bodyOf, summaryOf, type Transition } from './message-body.ts';
import { findWebhook, WEBHOOK_ID } from './webhook-row.ts';

/** What comes together is told together. */
const GATHER_MS = 3_000;
/** After a message, what happens is gathered this long: a burst is one message a minute. */
const REST_MS = 60_000;
/** More than these at once are told as the first of them and the rest with the next message. */
const MOST_AT_ONCE = 5_000;

interface Told extends Transition {
  id: number;
}

/**
 * Makes one message of the senders that were stopped, or whose impact became high, since the last one. How far the history
 * is told moves in the same transaction as the message is stored, so each transition is in exactly one message, whatever
 * ends when, and however many processes look.
 * @returns whether there may be more soon.
 */
export async function gatherMessage(store: Store, now: number, baseUrl: string): Promise<boolean> {
  const held = await findWebhook(store.read);
  if (held === undefined) return false;
  const [first] = await untold(store.read, held.told_change_id, 1);
  if (first === undefined) return false;
  if (now < Math.max(first.seenAt + GATHER_MS, held.told_at + REST_MS) && now >= held.told_at) return true;
  await store.write(async (transaction) => {
    const current = await findWebhook(transaction);
    // Another process told it meanwhile.
    if (current === undefined || current.told_change_id !== held.told_change_id) return;
    const transitions = await untold(transaction, current.told_change_id, MOST_AT_ONCE);
    const last = transitions.at(-1);
    if (last === undefined) return;
    await storeMessage(transaction, {
      kind: 'senders',
      summary: summaryOf(transitions),
      body: bodyOf(transitions, now, baseUrl),
      now,
    });
    await transaction
      .updateTable('webhooks')
      .set({ told_change_id: last.id, told_at: now })
      .where('id', '=', WEBHOOK_ID)
      .execute();
    await announce(transaction, { topic: 'notifications', connectionId: null, about: [] });
  });
  return true;
}

/** Flips to DISABLED and to HIGH; not what was so at first sight, and not the same value written again. */
async function untold(database: Store['read'] | WriteTransaction, after: number, limit: number): Promise<Told[]> {
  return await database
    .selectFrom('changes')
    .innerJoin('entities', 'entities.id', 'changes.entity_id')
    .select([
      'changes.id',
      'arn',
      'name',
      'account',
      'region',
      'track',
      'new_cause as cause',
      'origin',
      'seen_at as seenAt',
    ])
    .where('changes.id', '>', after)
    .where('kind', '=', 'changed')
    .where('changes.source', '!=', 'import')
    .where((of) =>
      of.or([
        of.and([of('track', '=', 'aggregate'), of('new_value', '=', 'DISABLED')]),
        of.and([of('track', '=', 'impact'), of('new_value', '=', 'HIGH')]),
      ]),
    )
    .where((of) => of.or([of('old_value', 'is', null), of('old_value', '!=', of.ref('new_value'))]))
    .orderBy('changes.id')
    .limit(limit)
    .execute();
}
