import 'server-only';
import { authorise } from '../access/authorise.ts';
import { actorOf, recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { loadShareLinks } from './load-share-links.ts';

/**
 * Ends a link, whoever made it, at once. Revoking it again changes nothing.
 * @throws StandingError `not-found`, also for a link to a sender they may not see.
 */
export async function revokeShareLink(context: Context, id: string): Promise<void> {
  authorise(context, 'links.manage');
  const { store, clock, principal } = context;
  const [row] = await loadShareLinks(store.read, { id });
  if (row === undefined) throw new StandingError('not-found', 'No share link has this id.');
  const revokedBy = actorOf(principal).principal_name;
  await store.write(async (transaction) => {
    const revoked = await transaction
      .updateTable('share_links')
      .set({ revoked_at: clock.now(), revoked_by: revokedBy })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (revoked.numUpdatedRows === 0n) return;
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'share-link.revoke',
      target: row.arn,
      before: `${row.id}: made by ${row.created_by}`,
    });
  });
}
