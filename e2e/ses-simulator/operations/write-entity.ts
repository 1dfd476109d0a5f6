import { aggregateOf } from '../world/aggregate.ts';
import type { EntityState, RecordState, Tenant } from '../world/entity.ts';
import type { World } from '../world/world.ts';
import { seconds } from './operation.ts';

/** A ReputationEntity as the wire has it; undefined members are left out by JSON. */
export function writeEntity(world: World, tenant: Tenant, state: EntityState): object {
  if (tenant.bare) return { ReputationEntityReference: tenant.arn };
  return {
    ReputationEntityReference: tenant.arn,
    ReputationEntityType: 'RESOURCE',
    ReputationManagementPolicy: state.policy,
    CustomerManagedStatus: isHidden(world, state.customer) ? undefined : writeRecord(state.customer),
    AwsSesManagedStatus: writeRecord(state.aws),
    SendingStatusAggregate: aggregateOf(state, world.switches),
    ReputationImpact: state.impact,
  };
}

const isHidden = (world: World, record: RecordState | undefined): boolean =>
  record?.isFresh === true && world.switches.freshCustomerRecord === 'absent';

function writeRecord(record: RecordState | undefined): object | undefined {
  if (record === undefined) return undefined;
  return {
    Status: record.status,
    Cause: record.cause,
    LastUpdatedTimestamp: record.updatedAt === undefined ? undefined : seconds(record.updatedAt),
  };
}
