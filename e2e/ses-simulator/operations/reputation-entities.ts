import { badRequest, notFound } from '../aws-error.ts';
import { aggregateOf } from '../world/aggregate.ts';
import type { EntityState, Tenant } from '../world/entity.ts';
import { isListed, listTime, stateAt } from '../world/lagged-view.ts';
import type { World } from '../world/world.ts';
import { type Call, type Handler, stringMap, text } from './operation.ts';
import { bindingOf, pageOf } from './page.ts';
import { writeEntity } from './write-entity.ts';

/** GetReputationEntity: never lags. */
export const getReputationEntity: Handler = (call, input) => {
  const arn = text(input, 'ReputationEntityReference');
  const tenant = call.place.byArn.get(arn);
  if (tenant !== undefined) return { ReputationEntity: writeEntity(call.world, tenant, tenant.state) };
  checkArn(call, arn);
  switch (call.world.switches.vanishedEntity) {
    case 'not-found':
      throw notFound(`Reputation entity ${arn} does not exist.`);
    case 'bad-request':
      throw badRequest(`Invalid reputation entity reference: ${arn}`);
    case 'default-entity':
      return {
        ReputationEntity: {
          ReputationEntityReference: arn,
          ReputationEntityType: 'RESOURCE',
          SendingStatusAggregate: 'ENABLED',
        },
      };
  }
};

/** ListReputationEntities: filters by the switch's idea of several keys. */
export const listReputationEntities: Handler = (call, input) => {
  const filter = Object.entries(stringMap(input, 'Filter'));
  const { world, place } = call;
  if (filter.length > 1 && world.switches.filterAnd === 'refused') {
    throw badRequest('Only one filter can be applied at a time.');
  }
  const at = listTime(world);
  const isWanted = (tenant: Tenant): boolean =>
    isListed(tenant, at) && matches(world, filter, tenant, stateAt(place, tenant, at));
  const page = pageOf(world, place.tenants, isWanted, {
    binding: bindingOf('entities', place, stringMap(input, 'Filter')),
    input,
  });
  return {
    ReputationEntities: page.rows.map((tenant) => writeEntity(world, tenant, stateAt(place, tenant, at))),
    NextToken: page.token,
  };
};

function matches(world: World, filter: [string, string][], tenant: Tenant, state: EntityState): boolean {
  if (filter.length === 0) return true;
  const test = ([key, value]: [string, string]): boolean => matchesOne(world, key, value, tenant, state);
  switch (world.switches.filterAnd) {
    case 'or':
      return filter.some(test);
    case 'first-only':
      return filter.slice(0, 1).every(test);
    default:
      return filter.every(test);
  }
}

function matchesOne(world: World, key: string, value: string, tenant: Tenant, state: EntityState): boolean {
  switch (key) {
    case 'ENTITY_TYPE':
      return value === 'RESOURCE';
    case 'ENTITY_REFERENCE_PREFIX':
      return tenant.arn.startsWith(value);
    case 'REPUTATION_IMPACT':
      return state.impact === value;
    default:
      return aggregateOf(state, world.switches) === value;
  }
}

/** A reference that is no ARN of this account and Region is a bad request, not an absence. */
export function checkArn(call: Call, arn: string): void {
  const [scheme, , service, region, account, resource] = arn.split(':');
  if (scheme !== 'arn' || service !== 'ses' || resource === undefined) {
    throw badRequest(`Invalid reputation entity reference: ${arn}`);
  }
  if (region !== call.place.region || account !== call.place.account) {
    throw badRequest('The reputation entity reference must belong to this account and Region.');
  }
}
