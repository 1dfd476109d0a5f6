import 'server-only';
import type { InviteUser, IssuedLink } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import type { WriteTransaction } from '../store/store.ts';
import { authorise } from './authorise.ts';
import { issueLink } from './issue-link.ts';
import { recordAudit } from './record-audit.ts';
import { describeAccess, storedConnectionIds } from './stored-access.ts';

/**
 * Invites somebody by a link that works once, within a week: whoever opens it chooses a password and is that person.
 * @param baseUrl where people reach Standing.
 * @throws StandingError `conflict` for an address that has somebody already; `connection-not-found`.
 */
export async function inviteUser(context: Context, baseUrl: string, input: InviteUser): Promise<IssuedLink> {
  authorise(context, 'users.manage');
  const email = input.email.toLowerCase();
  const connectionIds = storedConnectionIds(input.connectionIds);
  return await context.store.write(async (transaction) => {
    const known = await withAuthTables(transaction)
      .selectFrom('auth_users')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst();
    if (known !== undefined)
      throw conflict(`${email} may sign in already. Change their role, or reset their password.`);
    await knownConnections(transaction, input.connectionIds);
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'user.invite',
      target: email,
      after: describeAccess(input.role, connectionIds),
    });
    return await issueLink(transaction, context, baseUrl, {
      kind: 'invite',
      email,
      role: input.role,
      connection_ids: connectionIds,
      user_id: null,
    });
  });
}

/** @throws StandingError `connection-not-found`: a typing error must not limit somebody to nothing. */
export async function knownConnections(transaction: WriteTransaction, ids: readonly string[] | null): Promise<void> {
  if (ids === null) return;
  const rows = await transaction.selectFrom('connections').select('id').where('id', 'in', ids).execute();
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) throw notFound('connection', missing);
}
