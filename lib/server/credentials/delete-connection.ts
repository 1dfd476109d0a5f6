import 'server-only';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { retireConnection } from './retire-connection.ts';

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
    const deleted = await retireConnection(
      transaction,
      id,
      context.clock.now(),
      'Its connection was deleted, so nobody reads it any more.',
    );
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
