import 'server-only';
import type { Selectable } from 'kysely';
import { parseArn, tenantOf } from '../../domain/arn.ts';
import type { EntityState, StatusRecordValue } from '../../domain/observed-entity.ts';
import { severityOf, standingOf } from '../../domain/vocabulary.ts';
import type { EntityTable } from '../store/schema.ts';
import type { RowShape } from '../store/write-rows.ts';

/** What every answer may move, in the order of `stateValues`. */
export const STATE_SHAPE = {
  connection_id: 'text',
  incarnation: 'bigint',
  tenant_created_at: 'bigint',
  aggregate: 'text',
  customer_present: 'bigint',
  customer_status: 'text',
  customer_cause: 'text',
  customer_updated_at: 'bigint',
  aws_present: 'bigint',
  aws_status: 'text',
  aws_cause: 'text',
  aws_updated_at: 'bigint',
  impact: 'text',
  policy: 'text',
  standing: 'text',
  severity: 'bigint',
  since_at: 'bigint',
  since_at_least: 'bigint',
  first_seen_at: 'bigint',
  read_began_at: 'bigint',
  read_at: 'bigint',
  source: 'text',
  dropped_count: 'bigint',
  dropped_state: 'text',
  deleted_at: 'bigint',
} as const satisfies RowShape;

/** What is fixed with the ARN, in the order of `identityValues`. */
export const IDENTITY_SHAPE = {
  arn: 'text',
  partition: 'text',
  region: 'text',
  account: 'text',
  name: 'text',
  tenant_id: 'text',
} as const satisfies RowShape;

export function stateValues(connectionId: string, source: string, state: EntityState): (string | number | null)[] {
  const { customerManagedStatus: customer, awsSesManagedStatus: aws } = state;
  const standing = standingOf({
    sendingStatusAggregate: state.sendingStatusAggregate,
    customerStatus: customer?.status ?? null,
    awsSesStatus: aws?.status ?? null,
  });
  return [
    connectionId,
    state.incarnation,
    state.tenantCreatedAt,
    state.sendingStatusAggregate,
    customer === null ? 0 : 1,
    customer?.status ?? null,
    customer?.cause ?? null,
    customer?.lastUpdatedAt ?? null,
    aws === null ? 0 : 1,
    aws?.status ?? null,
    aws?.cause ?? null,
    aws?.lastUpdatedAt ?? null,
    state.reputationImpact,
    state.reputationManagementPolicy,
    standing,
    severityOf(standing, state.reputationImpact),
    state.sinceAt,
    state.sinceAtLeast ? 1 : 0,
    state.firstSeenAt,
    state.readBeganAt,
    state.readAt,
    source,
    state.droppedCount,
    state.droppedState,
    state.deletedAt,
  ];
}

/** @param arn one that parses. */
export function identityValues(arn: string): (string | null)[] {
  const parts = parseArn(arn);
  if (parts === null) throw new Error('An entity is stored by an ARN that parses.');
  const { tenantName, tenantId } = tenantOf(parts);
  return [arn, parts.partition, parts.region, parts.account, tenantName, tenantId];
}

export function stateOf(row: Selectable<EntityTable>): EntityState {
  return {
    sendingStatusAggregate: row.aggregate,
    customerManagedStatus: record(
      row.customer_present,
      row.customer_status,
      row.customer_cause,
      row.customer_updated_at,
    ),
    awsSesManagedStatus: record(row.aws_present, row.aws_status, row.aws_cause, row.aws_updated_at),
    reputationImpact: row.impact,
    reputationManagementPolicy: row.policy,
    incarnation: row.incarnation,
    tenantCreatedAt: row.tenant_created_at,
    sinceAt: row.since_at,
    sinceAtLeast: row.since_at_least === 1,
    firstSeenAt: row.first_seen_at,
    readBeganAt: row.read_began_at,
    readAt: row.read_at,
    droppedCount: row.dropped_count,
    droppedState: row.dropped_state,
    deletedAt: row.deleted_at,
  };
}

function record(
  present: number,
  status: string | null,
  cause: string | null,
  lastUpdatedAt: number | null,
): StatusRecordValue | null {
  return present === 0 ? null : { status, cause, lastUpdatedAt };
}
