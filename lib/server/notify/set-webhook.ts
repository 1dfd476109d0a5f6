import 'server-only';
import type { SetWebhook, WebhookSet } from '../../domain/notification.ts';
import { authorise } from '../access/authorise.ts';
import { actorOf, recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { hasCode, StandingError } from '../errors.ts';
import { announce } from '../store/announce.ts';
import { refusalOfUrl } from './post-webhook.ts';
import { findWebhook, newSecret, openTarget, sealTarget, WEBHOOK_ID } from './webhook-row.ts';

/**
 * Sets where messages go. What happened before is not told: the first message is about what happens from now on.
 * @returns the secret where it is a new one; it is shown this once.
 * @throws StandingError `invalid-input` for an address that messages may not go to.
 */
export async function setWebhook(context: Context, input: SetWebhook, privateAllowed: boolean): Promise<WebhookSet> {
  authorise(context, 'notifications.manage');
  const url = new URL(input.url);
  const refusal = refusalOfUrl(url, privateAllowed);
  if (refusal !== null) {
    throw new StandingError('invalid-input', refusal, { fields: [{ field: 'url', message: refusal }] });
  }
  const held = await findWebhook(context.store.read);
  const kept = held === undefined || input.newSecret === true ? null : await secretOf(context, held.sealed);
  const secret = kept ?? newSecret();
  const sealed = await sealTarget(context.vault, { url: url.href, secret });
  const now = context.clock.now();
  await context.store.write(async (transaction) => {
    const newest = await transaction
      .selectFrom('changes')
      .select((of) => of.fn.max('id').as('id'))
      .executeTakeFirst();
    const values = {
      sealed,
      origin: url.origin,
      updated_at: now,
      updated_by: actorOf(context.principal).principal_name,
    };
    await transaction
      .insertInto('webhooks')
      .values({ id: WEBHOOK_ID, ...values, told_change_id: newest?.id ?? 0, told_at: 0 })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
    await announce(transaction, { topic: 'notifications', connectionId: null, about: [] });
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'webhook.set',
      target: url.origin,
      before: held?.origin ?? null,
      after: `${url.origin}${kept === null ? ', with a new secret' : ''}`,
    });
  });
  return { secret: kept === null ? secret : null };
}

/** The secret from before; null where no key at hand opens it, which a new one mends. */
async function secretOf(context: Context, sealed: string): Promise<string | null> {
  try {
    return (await openTarget(context.vault, sealed)).secret;
  } catch (error) {
    if (hasCode(error, 'credentials-unreadable')) return null;
    throw error;
  }
}
