import 'server-only';
import type { EntityArn } from '../../domain/arn.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { entityCore, findEntity } from './entity-row.ts';

/** One status record in SES's own words. */
export interface RawStatusRecord {
  Status?: string;
  Cause?: string;
  LastUpdatedTimestamp?: string;
}

/** SES's record in SES's own words, as Standing stores it; members that were absent stay absent. Times are ISO 8601. */
export interface RawEntity {
  ReputationEntityReference: string;
  ReputationEntityType: 'RESOURCE';
  ReputationManagementPolicy?: string;
  CustomerManagedStatus?: RawStatusRecord;
  AwsSesManagedStatus?: RawStatusRecord;
  SendingStatusAggregate?: string;
  ReputationImpact?: string;
}

/** @throws StandingError `entity-not-found`. Reads the store only. */
export async function getRawEntity(
  context: Context,
  input: { arn: EntityArn },
): Promise<{ readAt: string; source: string; deletedAt: string | null; ReputationEntity: RawEntity }> {
  authorise(context, 'entities.read');
  const row = await findEntity(context.store.read, input.arn);
  if (row === undefined) throw notFound('entity', input.arn);
  const core = entityCore(row);
  return {
    readAt: core.readAt,
    source: row.source,
    deletedAt: core.deletedAt,
    ReputationEntity: {
      ReputationEntityReference: core.arn,
      ReputationEntityType: 'RESOURCE',
      ...member('ReputationManagementPolicy', core.reputationManagementPolicy),
      ...member('CustomerManagedStatus', rawRecord(core.customerManagedStatus)),
      ...member('AwsSesManagedStatus', rawRecord(core.awsSesManagedStatus)),
      ...member('SendingStatusAggregate', core.sendingStatusAggregate),
      ...member('ReputationImpact', core.reputationImpact),
    },
  };
}

function rawRecord(
  record: { status: string | null; cause: string | null; lastUpdatedAt: string | null } | null,
): RawStatusRecord | null {
  if (record === null) return null;
  return {
    ...member('Status', record.status),
    ...member('Cause', record.cause),
    ...member('LastUpdatedTimestamp', record.lastUpdatedAt),
  };
}

function member<K extends string, V>(name: K, value: V | null): Partial<Record<K, V>> {
  return value === null ? {} : ({ [name]: value } as Record<K, V>);
}
