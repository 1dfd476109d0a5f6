import 'server-only';
import type { RotateConnection } from '../../domain/connection.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict, notFound, StandingError } from '../errors.ts';
import type { SesCredential } from '../ses/gateway.ts';
import { announce } from '../store/announce.ts';
import type { ConnectionTable } from '../store/schema.ts';
import type { WriteTransaction } from '../store/store.ts';
import { AMBIENT_ID } from './ensure-ambient-connection.ts';
import { inUseAgain } from './in-use-again.ts';
import { enteredCredential, storedCredential, wordsOf } from './open-credential.ts';
import { probeNewCredential } from './probe-new-credential.ts';

/**
 * Puts another credential in the place of a connection's, and of all that share it, after SES has accepted it. The role on
 * top of it stays. Taken up without a restart: the next call uses it; the door tells the watcher afterwards.
 * @returns the ids of all connections that changed.
 * @throws StandingError `connection-not-found`; `conflict` where the environment owns it; `wrong-account` for a credential
 *   of another account; `ses-…` when it does not work. Nothing is changed then.
 */
export async function rotateConnection(
  context: Context,
  id: string,
  input: RotateConnection,
): Promise<{ ids: string[] }> {
  authorise(context, 'connections.manage');
  if (id === AMBIENT_ID) throw ownedByEnvironment();
  const row = await context.store.read
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw notFound('connection', id);
  const entered = enteredCredential(input);
  const { role_arn, external_id } = row;
  const credential: SesCredential =
    role_arn === null || external_id === null
      ? entered
      : { ...entered, role: { arn: role_arn, externalId: external_id } };
  const { account } = await probeNewCredential(context, row.region, credential);
  if (account !== null && row.account !== null && account !== row.account) throw otherAccount(row, account);
  const rows = await context.store.write((transaction) => exchange(transaction, context, row, credential));
  for (const { id: changed, region } of rows) {
    // Opened already: its next call signs with this. Where it is not, whoever opens it reads the row.
    if (context.gateway.get(changed) !== undefined)
      context.gateway.open({ id: changed, region, account: row.account, credential });
  }
  return { ids: rows.map((one) => one.id) };
}

async function exchange(
  transaction: WriteTransaction,
  context: Context,
  { id, credential_id }: ConnectionTable,
  credential: SesCredential,
): Promise<ConnectionTable[]> {
  const rows = await transaction
    .selectFrom('connections')
    .selectAll()
    .where((of) => (credential_id === null ? of('id', '=', id) : of('credential_id', '=', credential_id)))
    .where('deleted_at', 'is', null)
    .execute();
  if (rows.length === 0) throw notFound('connection', id);
  for (const row of rows) {
    const restarted = row.state === 'wrong-account' ? inUseAgain(row) : {};
    await transaction
      .updateTable('connections')
      .set({
        ...(await storedCredential(context.vault, row.id, credential)),
        ...restarted,
        updated_at: context.clock.now(),
      })
      .where('id', '=', row.id)
      .execute();
    await announce(transaction, { topic: 'connections', connectionId: row.id, about: [row.id] });
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'connection.rotate',
      target: row.id,
      before: storedWords(row),
      after: `${row.label}: ${wordsOf(credential)}`,
    });
  }
  return rows;
}

function storedWords({ label, source, access_key_hint, profile }: ConnectionTable): string {
  if (source === 'static-keys') return `${label}: key …${access_key_hint ?? ''}`;
  return source === 'profile' ? `${label}: profile ${profile ?? ''}` : `${label}: credentials of the environment`;
}

function ownedByEnvironment(): StandingError {
  return conflict(
    'This connection uses the credentials of the environment. Change them there and restart Standing; files and roles it reads are taken up without one.',
  );
}

function otherAccount({ account, label }: ConnectionTable, answered: string): StandingError {
  return new StandingError(
    'wrong-account',
    `These credentials belong to account ${answered}, and "${label}" to ${account}. Nothing was changed; add a connection for the other account instead.`,
  );
}
