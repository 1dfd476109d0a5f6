import 'server-only';
import type { LinkPurpose, UseLink } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { conflict, StandingError } from '../errors.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import type { AccessLinkTable } from '../store/schema.ts';
import type { ReadDatabase, WriteTransaction } from '../store/store.ts';
import type { Auth } from './create-auth.ts';
import { createPerson } from './create-person.ts';
import { endSessionsOf } from './end-sessions-of.ts';
import { LINK_TOKEN } from './issue-link.ts';
import { hashOfToken } from './one-time-token.ts';
import { recordAudit } from './record-audit.ts';
import { describeAccess, roleOf } from './stored-access.ts';

/** Whom a link is for, told to whoever holds it. @throws StandingError `invalid-link`. */
export async function lookAtLink(context: Context, token: string): Promise<LinkPurpose> {
  const { kind, email } = await findLink(context.store.read, context, token);
  return { kind: kind === 'reset' ? 'reset' : 'invite', email };
}

/**
 * Uses a link up: an invitation becomes a person with this password, a reset gives the person a new one. Of two requests
 * that race one wins.
 * @returns the e-mail address to sign in with, and the sessions that ended, for the door to forget at once.
 * @throws StandingError `invalid-link`; `conflict` where the invited address has somebody by now.
 */
export async function useLink(
  context: Context,
  auth: Auth,
  input: UseLink,
): Promise<{ email: string; ended: string[] }> {
  const { kind } = await findLink(context.store.read, context, input.token);
  // Hashed before the transaction: it takes long, and every other write would wait.
  const password = kind === 'reset' ? await auth.context.password.hash(input.password) : '';
  const { link, ended } = await context.store.write(async (transaction) => {
    const found = await takeLink(transaction, context, input.token);
    const entry = { action: `user.use-${found.kind}`, target: found.email };
    if (found.kind !== 'reset' || found.user_id === null) {
      await recordAudit(transaction, context, { kind: 'intent', ...entry });
      return { link: found, ended: [] };
    }
    await setPassword(transaction, found.user_id, password);
    await recordAudit(transaction, context, { kind: 'act', ...entry });
    return { link: found, ended: await endSessionsOf(transaction, found.user_id) };
  });
  if (link.kind === 'invite') await createInvited(context, auth, link, input);
  return { email: link.email, ended };
}

async function findLink(database: ReadDatabase, context: Context, token: string): Promise<AccessLinkTable> {
  const row = await database
    .selectFrom('access_links')
    .selectAll()
    .where('token_hash', '=', hashOfToken(LINK_TOKEN, token))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', context.clock.now())
    .executeTakeFirst();
  if (row === undefined) throw invalidLink();
  return row;
}

async function takeLink(transaction: WriteTransaction, context: Context, token: string): Promise<AccessLinkTable> {
  const link = await findLink(transaction, context, token);
  const used = await transaction
    .updateTable('access_links')
    .set({ ended_at: context.clock.now() })
    .where('id', '=', link.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw invalidLink();
  const known = await withAuthTables(transaction)
    .selectFrom('auth_users')
    .leftJoin('auth_accounts', 'auth_accounts.userId', 'auth_users.id')
    .select(['auth_accounts.id as account', 'deactivatedAt'])
    .where('email', '=', link.email)
    .executeTakeFirst();
  if (link.kind === 'invite' && known?.account != null) throw conflict(`${link.email} may sign in already.`);
  if (link.kind === 'reset' && known?.deactivatedAt !== null) throw invalidLink();
  return link;
}

async function setPassword(transaction: WriteTransaction, userId: string, password: string): Promise<void> {
  const database = withAuthTables(transaction);
  const changed = await database
    .updateTable('auth_accounts')
    .set({ password })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw conflict('This person signs in with the identity provider, not a password.');
  await database.deleteFrom('auth_two_factors').where('userId', '=', userId).execute();
  const off = database.updateTable('auth_users').set((of) => ({ twoFactorEnabled: of.lit(null) }));
  await off.where('id', '=', userId).execute();
}

async function createInvited(context: Context, auth: Auth, link: AccessLinkTable, input: UseLink): Promise<void> {
  const { email, connection_ids: connectionIds } = link;
  const role = roleOf(link.role);
  await createPerson(auth, { email, name: input.name, password: input.password, role, connectionIds });
  await context.store.write(async (transaction) => {
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: 'user.use-invite',
      target: email,
      after: describeAccess(role, connectionIds),
    });
  });
}

function invalidLink(): StandingError {
  const message = 'This link is wrong, was used, or is too old. Ask an administrator for a new one.';
  return new StandingError('invalid-link', message);
}
