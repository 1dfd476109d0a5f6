import 'server-only';
import type { IssuedLink } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { conflict } from '../errors.ts';
import { authorise } from './authorise.ts';
import { findUser } from './change-user.ts';
import { issueLink } from './issue-link.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Makes a link by which a person chooses a new password, once, within a day. Until they do nothing changes. Using it
 * ends their sessions and removes their second factor: whoever lost the one has often lost the other.
 * @throws StandingError `not-found`; `conflict` for somebody deactivated.
 */
export async function resetUser(context: Context, baseUrl: string, id: string): Promise<IssuedLink> {
  authorise(context, 'users.manage');
  return await context.store.write(async (transaction) => {
    const user = await findUser(transaction, id);
    if (user.deactivatedAt !== null) throw conflict('They are deactivated. Activate them first.');
    await recordAudit(transaction, context, { kind: 'act', action: 'user.reset', target: user.email });
    return await issueLink(transaction, context, baseUrl, {
      kind: 'reset',
      email: user.email,
      user_id: user.id,
      role: null,
      connection_ids: null,
    });
  });
}
