import 'server-only';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict, notFound } from '../errors.ts';

/**
 * Forgets the credential of a connection and stops reading with it; what was read stays, with its history.
 * The door tells the watcher afterwards.
 * @throws StandingError `connection-not-found`; `conflict` for the ambient one, which the environment owns.
 */
export async function deleteConnection(context: Context, id: string): Promise<void> {
  authorise(context, 'connections.manage');
  if (id === 'ambient') {
    throw conflict(
      'This connection is taken from the environment. Unset AWS_REGION and restart Standing to remove it; its history stays.',
    );
  }
  await context.store.write(async (transaction) => {
    const now = context.clock.now();
    const deleted = await transaction
      .updateTable('connections')
      .set({ deleted_at: now, updated_at: now, sealed: null })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .returning(['label', 'account', 'region'])
      .executeTakeFirst();
    if (deleted === undefined) throw notFound('connection', id);
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'connection.delete',
      target: id,
      before: `${deleted.label}: account ${deleted.account ?? 'not known'}, ${deleted.region}`,
    });
  });
  context.gateway.closeConnection(id);
}
