import 'server-only';
import type { Protect } from '../../domain/label.ts';
import { authorise } from '../access/authorise.ts';
import { actorOf, recordAudits } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { announce } from '../store/announce.ts';

/**
 * Sets or takes off Standing's own mark that a sender must not be acted on. SES knows nothing of it; a policy or AWS may
 * still stop the sender.
 * @throws StandingError `entity-not-found` for the first ARN that is not stored; nothing is changed then.
 */
export async function protectEntities(context: Context, input: Protect): Promise<{ changed: number }> {
  authorise(context, 'entities.label');
  const arns = [...new Set<string>(input.arns)];
  const known = await context.store.read
    .selectFrom('entities')
    .select(['arn', 'protected_at'])
    .where('arn', 'in', arns)
    .execute();
  const missing = arns.find((arn) => !known.some((row) => row.arn === arn));
  if (missing !== undefined) throw notFound('entity', missing);
  const changing = known.filter((row) => (row.protected_at !== null) !== input.protected).map((row) => row.arn);
  if (changing.length === 0) return { changed: 0 };
  const mark = input.protected
    ? {
        protected_at: context.clock.now(),
        protected_by: actorOf(context.principal).principal_name,
        protected_reason: input.reason || null,
      }
    : { protected_at: null, protected_by: null, protected_reason: null };
  await context.store.write(async (transaction) => {
    await transaction.updateTable('entities').set(mark).where('arn', 'in', changing).execute();
    await announce(transaction, { topic: 'labels', connectionId: null, about: [] });
    await recordAudits(
      transaction,
      context,
      changing.map((target) => ({
        kind: 'act',
        action: input.protected ? 'entity.protect' : 'entity.unprotect',
        target,
        reason: input.reason || null,
      })),
    );
  });
  return { changed: changing.length };
}
