import 'server-only';
import { randomUUID } from 'node:crypto';
import { pages } from '../../domain/paths.ts';
import type { IssuedLink } from '../../domain/user.ts';
import { toIso } from '../../domain/wire.ts';
import type { Context } from '../context.ts';
import type { AccessLinkTable } from '../store/schema.ts';
import type { WriteTransaction } from '../store/store.ts';
import { hashOfToken, makeOneTimeToken } from './one-time-token.ts';
import { actorOf } from './record-audit.ts';

const INVITATION_MS = 7 * 86_400_000;
const RESET_MS = 86_400_000;

/** Purpose under which the tokens of links are hashed. */
export const LINK_TOKEN = 'access-link';

/**
 * Makes a one-time link; every earlier one of the same kind for the same person dies. Only its hash is stored, so the
 * link that is returned can be shown once.
 */
export async function issueLink(
  transaction: WriteTransaction,
  context: Context,
  baseUrl: string,
  link: Pick<AccessLinkTable, 'email' | 'role' | 'connection_ids' | 'user_id'> & { kind: 'invite' | 'reset' },
): Promise<IssuedLink> {
  const now = context.clock.now();
  await transaction
    .updateTable('access_links')
    .set({ ended_at: now })
    .where('email', '=', link.email)
    .where('kind', '=', link.kind)
    .where('ended_at', 'is', null)
    .execute();
  const token = makeOneTimeToken();
  const id = randomUUID();
  const expiresAt = now + (link.kind === 'invite' ? INVITATION_MS : RESET_MS);
  await transaction
    .insertInto('access_links')
    .values({
      ...link,
      id,
      token_hash: hashOfToken(LINK_TOKEN, token),
      created_by: actorOf(context.principal).principal_name,
      created_at: now,
      expires_at: expiresAt,
      ended_at: null,
    })
    .execute();
  return { id, url: `${baseUrl}${pages.join(token)}`, expiresAt: toIso(expiresAt) };
}
