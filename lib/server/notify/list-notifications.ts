import 'server-only';
import type { Selectable } from 'kysely';
import { DELIVERY_STATES, type Delivery, type Notifications } from '../../domain/notification.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import type { WebhookMessageTable } from '../store/schema.ts';
import { findWebhook } from './webhook-row.ts';

const SHOWN = 50;

/** Where messages go, and how the newest fared. */
export async function listNotifications(context: Context, privateAllowed: boolean): Promise<Notifications> {
  authorise(context, 'notifications.manage');
  const { read } = context.store;
  const held = await findWebhook(read);
  const rows = await read
    .selectFrom('webhook_messages')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(SHOWN)
    .execute();
  return {
    webhook:
      held === undefined
        ? null
        : { origin: held.origin, since: new Date(held.updated_at).toISOString(), by: held.updated_by },
    privateAllowed,
    deliveries: rows.map(deliveryOf),
  };
}

export function deliveryOf(row: Selectable<WebhookMessageTable>): Delivery {
  return {
    id: row.id,
    kind: row.kind === 'test' ? 'test' : 'senders',
    summary: row.summary,
    at: new Date(row.at).toISOString(),
    state: DELIVERY_STATES.find((state) => state === row.state) ?? 'waiting',
    attempts: row.attempts,
    lastResult: row.last_result,
    lastAttemptAt: isoOf(row.last_at),
    nextAttemptAt: isoOf(row.next_at),
  };
}

const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());
