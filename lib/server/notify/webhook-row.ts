import 'server-only';
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Place, Vault } from '../credentials/vault.ts';
import type { ReadDatabase, WriteTransaction } from '../store/store.ts';

/** There is one, or none. */
export const WEBHOOK_ID = 'webhook';
export const WEBHOOK_PLACE: Place = { table: 'webhooks', id: WEBHOOK_ID, column: 'sealed' };

/** An address is sealed like its secret: whoever has the address of a chat's webhook can write into the chat. */
const sealedSchema = z.object({ url: z.string(), secret: z.string() });
export type WebhookTarget = z.infer<typeof sealedSchema>;

export function findWebhook(database: ReadDatabase | WriteTransaction) {
  return database.selectFrom('webhooks').selectAll().where('id', '=', WEBHOOK_ID).executeTakeFirst();
}

export async function openTarget(vault: Vault, sealed: string): Promise<WebhookTarget> {
  return sealedSchema.parse(JSON.parse(await vault.open(WEBHOOK_PLACE, sealed)));
}

export async function sealTarget(vault: Vault, target: WebhookTarget): Promise<string> {
  return await vault.seal(WEBHOOK_PLACE, JSON.stringify(target));
}

/** As Standard Webhooks writes one. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
