import 'server-only';
import type * as z from 'zod/mini';
import { StandingError } from '../errors.ts';
import type { SesEntity, SesStatusRecord } from './gateway.ts';
import { readShape } from './read-shape.ts';
import { entityShape } from './wire-schemas.ts';

type WireEntity = z.infer<typeof entityShape>;

/** A row of `ListReputationEntities`; null where it names no reference. */
export function reshapeEntity(row: WireEntity): SesEntity | null {
  if (!row.ReputationEntityReference) return null;
  return {
    arn: row.ReputationEntityReference,
    sendingStatusAggregate: row.SendingStatusAggregate ?? null,
    customerManagedStatus: reshapeRecord(row.CustomerManagedStatus),
    awsSesManagedStatus: reshapeRecord(row.AwsSesManagedStatus),
    reputationImpact: row.ReputationImpact ?? null,
    reputationManagementPolicy: row.ReputationManagementPolicy ?? null,
  };
}

/**
 * The answer of `GetReputationEntity` for this ARN. Missing is not healthy: a good answer without the entity, or with
 * another one, is a fault.
 * @throws `ses-fault`
 */
export function reshapeAskedEntity(body: Record<string, unknown>, arn: string): SesEntity {
  const { value } = readShape(entityShape, body['ReputationEntity'] ?? null);
  if (value === null)
    throw new StandingError(
      'ses-fault',
      'SES answered without the entity. Its state is not known; Standing tries again.',
    );
  const entity = reshapeEntity({ ...value, ReputationEntityReference: value.ReputationEntityReference || arn });
  if (entity === null || entity.arn !== arn)
    throw new StandingError(
      'ses-fault',
      'SES answered with another entity than the one asked for; the answer was dropped.',
    );
  return entity;
}

function reshapeRecord(record: WireEntity['CustomerManagedStatus']): SesStatusRecord | null {
  if (record == null) return null;
  return {
    status: record.Status ?? null,
    cause: record.Cause ?? null,
    lastUpdatedAt: record.LastUpdatedTimestamp ?? null,
  };
}
