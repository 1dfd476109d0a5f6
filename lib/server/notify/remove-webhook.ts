import 'server-only';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { announce } from '../store/announce.ts';
import { findWebhook, WEBHOOK_ID } from './webhook-row.ts';

/** Nothing is sent from now on; what still waited is given up. Doing it again changes nothing. */
export async function removeWebhook(context: Context): Promise<void> {
  authorise(context, 'notifications.manage');
  await context.store.write(async (transaction) => {
    const held = await findWebhook(transaction);
    if (held === undefined) return;
    await transaction.deleteFrom('webhooks').where('id', '=', WEBHOOK_ID).execute();
    await transaction
      .updateTable('webhook_messages')
      .set({ state: 'given-up', next_at: null, last_result: 'The webhook was removed.' })
      .where('state', '=', 'waiting')
      .execute();
    await announce(transaction, { topic: 'notifications', connectionId: null, about: [] });
    await recordAudit(transaction, context, { kind: 'act', action: 'webhook.remove', target: held.origin });
  });
}
