import 'server-only';
import type { ChangeUser } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { conflict, StandingError } from '../errors.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import type { AuthTables } from '../store/auth-tables.ts';
import type { WriteTransaction } from '../store/store.ts';
import { authorise } from './authorise.ts';
import { endSessionsOf } from './end-sessions-of.ts';
import { knownConnections } from './invite-user.ts';
import { recordAudit } from './record-audit.ts';
import { describeAccess, storedConnectionIds } from './stored-access.ts';

type UserRow = Pick<AuthTables['auth_users'], 'id' | 'email' | 'role' | 'connectionIds' | 'deactivatedAt'>;

/**
 * Changes what somebody may do, or whether they may sign in at all. Their sessions end in the same transaction: nobody
 * goes on under a session that was opened with other rights.
 * @returns the ids of the sessions that ended, for the door to forget at once.
 * @throws StandingError `not-found`; `conflict` where it would leave no administrator of everything.
 */
export async function changeUser(context: Context, id: string, change: ChangeUser): Promise<string[]> {
  authorise(context, 'users.manage');
  return await context.store.write(async (transaction) => {
    const before = await findUser(transaction, id);
    const after = changed(before, change, context.clock.now());
    if (describe(before) === describe(after)) return [];
    if (change.connectionIds !== undefined) await knownConnections(transaction, change.connectionIds);
    if (!isWholeAdministrator(after)) await refuseLastAdministrator(transaction, id);
    const { role, connectionIds, deactivatedAt } = after;
    await withAuthTables(transaction)
      .updateTable('auth_users')
      .set({ role, connectionIds, deactivatedAt })
      .where('id', '=', id)
      .execute();
    const ended = await endSessionsOf(transaction, id);
    await recordAudit(transaction, context, {
      kind: 'act',
      action: actionOf(change),
      target: before.email,
      before: describe(before),
      after: describe(after),
    });
    return ended;
  });
}

/** @throws StandingError `not-found`. */
export async function findUser(transaction: WriteTransaction, id: string): Promise<UserRow> {
  const row = await withAuthTables(transaction)
    .selectFrom('auth_users')
    .select(['id', 'email', 'role', 'connectionIds', 'deactivatedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new StandingError('not-found', 'Nobody is known by this id.');
  return row;
}

function changed(row: UserRow, change: ChangeUser, now: number): UserRow {
  const { role = row.role, connectionIds, active } = change;
  return {
    ...row,
    role,
    connectionIds: connectionIds === undefined ? row.connectionIds : storedConnectionIds(connectionIds),
    deactivatedAt: active === undefined ? row.deactivatedAt : active ? null : (row.deactivatedAt ?? now),
  };
}

const isWholeAdministrator = (row: UserRow) =>
  row.role === 'administrator' && row.connectionIds === null && row.deactivatedAt === null;

/** Write transactions come one after another, so two administrators cannot demote each other at once. */
async function refuseLastAdministrator(transaction: WriteTransaction, id: string): Promise<void> {
  const other = await withAuthTables(transaction)
    .selectFrom('auth_users')
    .innerJoin('auth_accounts', 'auth_accounts.userId', 'auth_users.id')
    .select('auth_users.id')
    .where('auth_users.id', '!=', id)
    .where('auth_users.role', '=', 'administrator')
    .where('auth_users.connectionIds', 'is', null)
    .where('auth_users.deactivatedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (other === undefined) {
    throw conflict('Nobody else administers all of Standing. Make somebody else an administrator first.');
  }
}

function describe(row: UserRow): string {
  const access = describeAccess(row.role, row.connectionIds);
  return row.deactivatedAt === null ? access : `${access}, deactivated`;
}

function actionOf(change: ChangeUser): string {
  if (change.active === undefined) return 'user.set-role';
  return change.active ? 'user.activate' : 'user.deactivate';
}
