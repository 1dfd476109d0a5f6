import 'server-only';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import type { ConnectionTable } from '../store/schema.ts';
import type { WriteTransaction } from '../store/store.ts';
import { inUseAgain } from './in-use-again.ts';
import { retireConnection } from './retire-connection.ts';

export const AMBIENT_ID = 'ambient';
const NO_REGION = 'The environment names no Region (AWS_REGION), so nobody reads it.';

/** Tables whose rows belong to a connection. */
const OWNED = ['entities', 'findings', 'coverage_gaps', 'sweeps'] as const;

/**
 * Keeps the row `ambient` in step with the environment, at start. A Region makes it; no Region takes it out of use,
 * its history staying. Another Region than before is another place: what was read of the old one is set aside under
 * `ambient-<Region>`, and comes back when that Region does. Otherwise the watcher would look for the senders of
 * one Region in another and take them for deleted.
 */
export async function ensureAmbientConnection(
  context: Pick<Context, 'store' | 'clock' | 'auditKeys' | 'principal' | 'requestId' | 'clientAddress'>,
  region: string | null,
): Promise<void> {
  await context.store.write(async (transaction) => {
    const known = await rowOf(transaction, AMBIENT_ID);
    if (region === null) {
      if (known === undefined || known.deleted_at !== null) return;
      await retireConnection(transaction, AMBIENT_ID, context.clock.now(), NO_REGION);
      await record(transaction, context, known.region, null);
      return;
    }
    if (known?.region === region && known.deleted_at === null) return;
    if (known === undefined) await insert(transaction, freshRow(AMBIENT_ID, region, context.clock.now()));
    else if (known.region === region) await change(transaction, AMBIENT_ID, inUseAgain(known));
    else await exchange(transaction, known, region, context.clock.now());
    await record(transaction, context, known?.deleted_at === null ? known.region : null, region);
  });
}

async function exchange(
  transaction: WriteTransaction,
  known: ConnectionTable,
  region: string,
  now: number,
): Promise<void> {
  const aside = `${AMBIENT_ID}-${known.region}`;
  await retireConnection(
    transaction,
    AMBIENT_ID,
    now,
    `The environment names the Region ${region} now, so nobody reads it.`,
  );
  const retired = await rowOf(transaction, AMBIENT_ID);
  await insert(transaction, { ...(retired ?? known), id: aside, deleted_at: now });
  await move(transaction, AMBIENT_ID, aside);
  const earlier = await rowOf(transaction, `${AMBIENT_ID}-${region}`);
  const { id: _, ...values } = earlier ?? freshRow(AMBIENT_ID, region, now);
  await change(transaction, AMBIENT_ID, { ...values, ...(earlier && inUseAgain(earlier)), updated_at: now });
  if (earlier === undefined) return;
  await move(transaction, earlier.id, AMBIENT_ID);
  await transaction.deleteFrom('connections').where('id', '=', earlier.id).execute();
}

async function move(transaction: WriteTransaction, from: string, to: string): Promise<void> {
  for (const table of OWNED) {
    await transaction.updateTable(table).set({ connection_id: to }).where('connection_id', '=', from).execute();
  }
}

async function rowOf(transaction: WriteTransaction, id: string): Promise<ConnectionTable | undefined> {
  return await transaction.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst();
}

async function insert(transaction: WriteTransaction, row: ConnectionTable): Promise<void> {
  await transaction.insertInto('connections').values(row).execute();
}

async function change(transaction: WriteTransaction, id: string, values: Partial<ConnectionTable>): Promise<void> {
  await transaction.updateTable('connections').set(values).where('id', '=', id).execute();
}

async function record(
  transaction: WriteTransaction,
  context: Parameters<typeof recordAudit>[1],
  before: string | null,
  after: string | null,
): Promise<void> {
  await recordAudit(transaction, context, {
    kind: 'act',
    action: 'connection.ambient',
    target: AMBIENT_ID,
    before,
    after,
  });
}

function freshRow(id: string, region: string, now: number): ConnectionTable {
  return {
    id,
    source: 'ambient',
    label: 'Ambient credentials',
    partition: null,
    account: null,
    region,
    sealed: null,
    credential_id: id,
    profile: null,
    role_arn: null,
    external_id: null,
    tag_keys: null,
    access_key_hint: null,
    state: 'never-read',
    reason: null,
    read_at: null,
    unread_since: null,
    facts: '{}',
    paused: 0,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  };
}
