import 'server-only';
import type { ArnParts } from '../../domain/arn.ts';
import { identityValues, IDENTITY_SHAPE, STATE_SHAPE, stateValues } from '../history/entity-rows.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { insertRows, jsonList } from '../store/write-rows.ts';

/** A sender that reports are placed with. */
export interface KnownSender {
  id: number;
  incarnation: number;
  /** When it was first read, epoch ms; null: it never was. */
  firstSeenAt: number | null;
}

/** Connections by account and Region, those in use first. */
export async function connectionsByPlace(transaction: WriteTransaction): Promise<Map<string, string>> {
  const rows = await transaction
    .selectFrom('connections')
    .select(['id', 'account', 'region', 'deleted_at'])
    .where('account', 'is not', null)
    .orderBy('created_at')
    .execute();
  const inUseLast = rows.toSorted((one, other) => Number(one.deleted_at === null) - Number(other.deleted_at === null));
  return new Map(inUseLast.map((row) => [placeKey(row), row.id]));
}

export const placeKey = ({ account, region }: { account: string | null; region: string }) => `${account} ${region}`;

export async function loadSenders(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  arns: readonly string[],
): Promise<[string, KnownSender][]> {
  if (arns.length === 0) return [];
  const rows = await transaction
    .selectFrom('entities')
    .select(['id', 'arn', 'incarnation', 'first_seen_at', 'read_began_at'])
    .where('arn', 'in', jsonList(dialect, arns) as never)
    .execute();
  return rows.map((row) => [
    row.arn,
    { id: row.id, incarnation: row.incarnation, firstSeenAt: row.read_began_at === 0 ? null : row.first_seen_at },
  ]);
}

/**
 * Senders that reports alone tell of. Never read (`read_began_at` 0), and in no list of living senders: their first answer
 * will be a first sight like any other.
 */
export async function addReportedSenders(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  fresh: readonly { arn: string; parts: ArnParts; connectionId: string }[],
  { source, now }: { source: string; now: number },
): Promise<[string, KnownSender][]> {
  const state = {
    sendingStatusAggregate: null,
    customerManagedStatus: null,
    awsSesManagedStatus: null,
    reputationImpact: null,
    reputationManagementPolicy: null,
    incarnation: 1,
    tenantCreatedAt: null,
    sinceAt: now,
    sinceAtLeast: true,
    firstSeenAt: now,
    readBeganAt: 0,
    readAt: now,
    droppedCount: 0,
    droppedState: null,
    deletedAt: now,
  };
  const rows = await insertRows(
    transaction,
    dialect,
    'entities',
    { ...IDENTITY_SHAPE, ...STATE_SHAPE },
    fresh.map(({ arn, connectionId }) => [...identityValues(arn), ...stateValues(connectionId, source, state)]),
    'arn',
  );
  return rows.map(({ key, id }) => [key, { id, incarnation: 1, firstSeenAt: null }]);
}
