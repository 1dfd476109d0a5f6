import 'server-only';
import { randomUUID } from 'node:crypto';
import type { AddConnection } from '../../domain/connection.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict } from '../errors.ts';
import type { ConnectionTable } from '../store/schema.ts';
import type { WriteTransaction } from '../store/store.ts';
import { inUseAgain } from './in-use-again.ts';
import { placeOf } from './open-credential.ts';
import { type ProbeResult, probeCredential } from './probe-credential.ts';

/**
 * Stores a connection by static keys, sealed, after SES has accepted them. A deleted connection of the same account and
 * Region comes back with its history instead of a second one beside it. The door tells the watcher afterwards.
 * @throws StandingError `conflict` for an account and Region that is connected; `ses-…` when the keys do not work.
 */
export async function addConnection(context: Context, input: AddConnection): Promise<{ id: string }> {
  authorise(context, 'connections.manage');
  const probe = await probeKeys(context, input);
  return await context.store.write(async (transaction) => {
    const siblings = await sameAccountAndRegion(transaction, probe, input.region);
    const present = siblings.find((row) => row.deleted_at === null);
    if (present !== undefined) throw alreadyConnected(present);
    const earlier = siblings[0];
    const id = earlier?.id ?? randomUUID();
    const row = { ...(await rowOf(context, id, input, probe)), ...(earlier && inUseAgain(earlier)) };
    await transaction
      .insertInto('connections')
      .values({ ...row, created_at: context.clock.now() })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'connection.add',
      target: id,
      after: `${input.label}: account ${probe.account ?? 'not known yet'}, ${input.region}, key …${row.access_key_hint}`,
    });
    return { id };
  });
}

async function probeKeys(context: Context, { region, ...keys }: AddConnection): Promise<ProbeResult> {
  // A name of its own: the connection that the watcher opens later starts with a clean budget and client.
  const probeId = `probe-${randomUUID()}`;
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  const connection = context.gateway.open({
    id: probeId,
    region,
    account: null,
    credential: {
      source: 'static-keys',
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined || sessionToken === '' ? {} : { sessionToken }),
    },
  });
  try {
    return await probeCredential(connection);
  } finally {
    context.gateway.closeConnection(probeId);
  }
}

/** Write transactions come one after another, so nobody adds the same between this look and our row. */
async function sameAccountAndRegion(
  transaction: WriteTransaction,
  { account, partition }: ProbeResult,
  region: string,
): Promise<ConnectionTable[]> {
  if (account === null) return [];
  const rows = await transaction
    .selectFrom('connections')
    .selectAll()
    .where('account', '=', account)
    .where('region', '=', region)
    .orderBy('created_at', 'desc')
    .execute();
  // The deleted ambient row keeps its name for the environment to take up again.
  return rows.filter((row) => row.deleted_at === null || (row.source !== 'ambient' && row.partition === partition));
}

function alreadyConnected({ label, source }: Pick<ConnectionTable, 'label' | 'source'>) {
  const way =
    source === 'ambient'
      ? 'It is reached with the credentials of the environment; unset AWS_REGION and restart to use keys instead.'
      : 'Delete that connection first if you want to reach it with other keys; its history stays.';
  return conflict(`This account and Region is connected already, as "${label}". ${way}`);
}

async function rowOf(
  context: Context,
  id: string,
  { label, region, accessKeyId, secretAccessKey, sessionToken }: AddConnection,
  { account, partition, denied }: ProbeResult,
): Promise<Omit<ConnectionTable, 'created_at'>> {
  const credential = JSON.stringify({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
  return {
    id,
    source: 'static-keys',
    label,
    partition,
    account,
    region,
    sealed: await context.vault.seal(placeOf(id), credential),
    access_key_hint: accessKeyId.slice(-4),
    state: 'never-read',
    reason: null,
    read_at: null,
    unread_since: null,
    facts: JSON.stringify({ denied }),
    paused: 0,
    updated_at: context.clock.now(),
    deleted_at: null,
  };
}
