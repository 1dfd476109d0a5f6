import 'server-only';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { authorise } from './authorise.ts';
import { managesAll } from './list-tokens.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Ends a token: one's own, or anybody's for whoever manages people. The door forgets it in this process afterwards.
 * Revoking it again changes nothing.
 * @throws StandingError `not-found`, also for a token of somebody else.
 */
export async function revokeToken(context: Context, id: string): Promise<void> {
  authorise(context, 'tokens.own');
  const { principal, clock } = context;
  await context.store.write(async (transaction) => {
    const row = await transaction.selectFrom('api_tokens').selectAll().where('id', '=', id).executeTakeFirst();
    const isOwn = principal.kind === 'user' && row?.user_id === principal.id;
    if (row === undefined || !(isOwn || managesAll(principal))) {
      // Without repeating what was sent: it may be the token itself, by mistake.
      throw new StandingError('not-found', 'No token of yours has this id.');
    }
    const revoked = await transaction
      .updateTable('api_tokens')
      .set({ revoked_at: clock.now() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (revoked.numUpdatedRows === 0n) return;
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'token.revoke',
      target: id,
      before: `${row.name}: ${row.role}, made by ${row.created_by}`,
    });
  });
}
