import 'server-only';
import { randomUUID } from 'node:crypto';
import { type AddConnection, regionsOf } from '../../domain/connection.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict } from '../errors.ts';
import type { SesCredential } from '../ses/gateway.ts';
import { announce } from '../store/announce.ts';
import type { ConnectionTable } from '../store/schema.ts';
import type { WriteTransaction } from '../store/store.ts';
import { AMBIENT_ID } from './ensure-ambient-connection.ts';
import { inUseAgain } from './in-use-again.ts';
import { checkOffered, takeExternalId } from './offer-external-id.ts';
import { enteredCredential, storedCredential, wordsOf } from './open-credential.ts';
import type { ProbeResult } from './probe-credential.ts';
import { probeNewCredential } from './probe-new-credential.ts';

interface Place {
  region: string;
  label: string;
  probe: ProbeResult;
}

/**
 * Stores a connection, or one for each Region, after SES has accepted the credential in all of them; keys are sealed. All
 * of one call share the credential. A deleted connection of the same account and Region comes back with its history
 * instead of a second one beside it. The door tells the watcher afterwards.
 * @returns the id of the first; `ids` of all, in the order of the Regions.
 * @throws StandingError `conflict` for an account and Region that is connected; `invalid-input` for an ExternalId that
 *   Standing did not make; `ses-…` when the credential does not work. Nothing is stored then.
 */
export async function addConnection(context: Context, input: AddConnection): Promise<{ id: string; ids: string[] }> {
  authorise(context, 'connections.manage');
  const { label, roleArn, externalId } = input;
  const role = roleArn === undefined || externalId === undefined ? undefined : { arn: roleArn, externalId };
  if (role !== undefined) await checkOffered(context, role.externalId);
  const credential: SesCredential = { ...enteredCredential(input), ...(role === undefined ? {} : { role }) };
  const regions = regionsOf(input.region);
  const places: Place[] = [];
  for (const region of regions) {
    const probe = await probeNewCredential(context, region, credential);
    places.push({ region, label: regions.length === 1 ? label : `${label} ${region}`, probe });
  }
  return await context.store.write(async (transaction) => {
    if (role !== undefined) await takeExternalId(transaction, role.externalId);
    const credentialId = randomUUID();
    const ids: string[] = [];
    for (const place of places) ids.push(await insert(transaction, context, place, credential, credentialId));
    return { id: ids[0] ?? '', ids };
  });
}

async function insert(
  transaction: WriteTransaction,
  context: Context,
  { region, label, probe }: Place,
  credential: SesCredential,
  credentialId: string,
): Promise<string> {
  const siblings = await sameAccountAndRegion(transaction, probe, region);
  const present = siblings.find((row) => row.deleted_at === null);
  if (present !== undefined) throw alreadyConnected(present);
  const earlier = siblings[0];
  const id = earlier?.id ?? randomUUID();
  const now = context.clock.now();
  const row = {
    id,
    label,
    partition: probe.partition,
    account: probe.account,
    region,
    ...(await storedCredential(context.vault, id, credential)),
    credential_id: credentialId,
    role_arn: credential.role?.arn ?? null,
    external_id: credential.role?.externalId ?? null,
    tag_keys: null,
    state: 'never-read',
    reason: null,
    read_at: null,
    unread_since: null,
    facts: JSON.stringify({ denied: probe.denied }),
    paused: 0,
    updated_at: now,
    deleted_at: null,
    ...(earlier && inUseAgain(earlier)),
  } satisfies Omit<ConnectionTable, 'created_at'>;
  await transaction
    .insertInto('connections')
    .values({ ...row, created_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await announce(transaction, { topic: 'connections', connectionId: id, about: [id] });
  await recordAudit(transaction, context, {
    kind: 'act',
    action: 'connection.add',
    target: id,
    after: `${label}: account ${probe.account ?? 'not known yet'}, ${region}, ${wordsOf(credential)}`,
  });
  return id;
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
  return rows.filter((row) => row.deleted_at === null || (!isEnvironments(row.id) && row.partition === partition));
}

const isEnvironments = (id: string) => id === AMBIENT_ID || id.startsWith(`${AMBIENT_ID}-`);

function alreadyConnected({ id, label, region }: Pick<ConnectionTable, 'id' | 'label' | 'region'>) {
  const way =
    id === AMBIENT_ID
      ? 'it is reached with the credentials of the environment; unset AWS_REGION and restart to use others instead.'
      : 'rotate its credential to reach it with another, or delete it first; its history stays.';
  return conflict(`This account and Region is connected already, as "${label}". In ${region}: ${way}`);
}
