import 'server-only';
import type { Delivery } from '../../domain/notification.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict } from '../errors.ts';
import { deliverMessage } from './deliver-message.ts';
import { deliveryOf } from './list-notifications.ts';
import { testBody } from './message-body.ts';
import { storeMessage } from './store-message.ts';
import { findWebhook } from './webhook-row.ts';

/**
 * Sends a test message now and answers how that went. It stands in the log like any other, and is not sent again.
 * @throws StandingError `conflict` where no webhook is set.
 */
export async function testWebhook(context: Context, baseUrl: string, privateAllowed: boolean): Promise<Delivery> {
  authorise(context, 'notifications.manage');
  const { store, clock } = context;
  const id = await store.write(async (transaction) => {
    const held = await findWebhook(transaction);
    if (held === undefined) throw conflict('No webhook is set. Set its address first.');
    const now = clock.now();
    const summary = 'A test, asked for by hand.';
    await recordAudit(transaction, context, { kind: 'intent', action: 'webhook.test', target: held.origin });
    return await storeMessage(transaction, { kind: 'test', summary, body: testBody(now, baseUrl), now });
  });
  await deliverMessage(context, id, privateAllowed);
  return await store.write(async (transaction) => {
    await transaction
      .updateTable('webhook_messages')
      .set({ state: 'given-up', next_at: null })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .execute();
    const row = await transaction
      .selectFrom('webhook_messages')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const after = `${row.state}: ${row.last_result ?? ''}`;
    await recordAudit(transaction, context, { kind: 'outcome', action: 'webhook.test', target: id, after });
    return deliveryOf(row);
  });
}
