import { alreadyExists, badRequest, limitExceeded, notFound } from '../aws-error.ts';
import { createRandom, randomId } from '../random.ts';
import { aggregateOf } from '../world/aggregate.ts';
import { addTenant, removeTenant } from '../world/change-entity.ts';
import type { EntityState, Tenant } from '../world/entity.ts';
import { isListed, listTime, stateAt } from '../world/lagged-view.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';
import { type Handler, seconds, stringMap, text } from './operation.ts';
import { bindingOf, pageOf } from './page.ts';

const NAME = /^[A-Za-z0-9_-]{1,64}$/;

interface Suppression {
  SuppressedReasons?: string[];
  SuppressionScope?: string;
}

export const createTenant: Handler = (call, input) => {
  const { world, place } = call;
  const name = text(input, 'TenantName');
  if (!NAME.test(name)) {
    throw badRequest('TenantName can contain up to 64 alphanumeric characters, hyphens and underscores only.');
  }
  if (place.byName.has(name)) throw alreadyExists(`Tenant ${name} already exists.`);
  if (place.byName.size >= world.tenantLimit) throw limitExceeded('The maximum number of tenants has been reached.');
  const random = createRandom(world.seed, `${place.region}/${name}/${place.nextSeq}`);
  const now = world.clock.now();
  const tags = (input['Tags'] as { Key: string; Value: string }[] | undefined) ?? [];
  const tenant = addTenant(place, {
    name,
    id: `tn-${randomId(random, 24)}`,
    createdAt: now,
    appearedAt: now,
    tags,
  });
  const given = input['SuppressionAttributes'] as Suppression | undefined;
  if (given !== undefined) setSuppression(tenant, given);
  return writeTenant(world, tenant, tenant.state);
};

export const getTenant: Handler = (call, input) => {
  const tenant = findTenant(call.place, text(input, 'TenantName'));
  return { Tenant: writeTenant(call.world, tenant, tenant.state) };
};

export const deleteTenant: Handler = (call, input) => {
  removeTenant(call.world, call.place, findTenant(call.place, text(input, 'TenantName')));
  return undefined;
};

export const listTenants: Handler = (call, input) => {
  const { world, place } = call;
  const filter = stringMap(input, 'Filter');
  const at = listTime(world);
  const part = filter['TENANT_NAME_CONTAINS'] ?? '';
  const status = filter['SENDING_STATUS'];
  const isWanted = (tenant: Tenant): boolean =>
    isListed(tenant, at) &&
    tenant.name.includes(part) &&
    (status === undefined || statusOf(world, stateAt(place, tenant, at)) === status);
  const page = pageOf(world, place.tenants, isWanted, {
    binding: bindingOf('tenants', place, filter),
    input,
  });
  return {
    Tenants: page.rows.map((tenant) => writeTenantInfo(world, tenant, stateAt(place, tenant, at))),
    NextToken: page.token,
  };
};

export const putTenantSuppressionAttributes: Handler = (call, input) => {
  const tenant = findTenant(call.place, text(input, 'TenantName'));
  setSuppression(tenant, input);
  return undefined;
};

/** The tenant of that name now; throws NotFoundException. */
export function findTenant(place: Place, name: string): Tenant {
  const tenant = place.byName.get(name);
  if (tenant === undefined) throw notFound(`Tenant ${name} does not exist.`);
  return tenant;
}

/** Scope and reasons come together or both are cleared. */
function setSuppression(tenant: Tenant, given: Suppression): void {
  const { SuppressedReasons: reasons, SuppressionScope: scope } = given;
  if ((reasons === undefined || reasons === null) !== (scope === undefined || scope === null)) {
    throw badRequest('SuppressedReasons and SuppressionScope must be specified together.');
  }
  tenant.suppression = scope === undefined || scope === null ? undefined : { reasons, scope };
}

function writeTenantInfo(world: World, tenant: Tenant, state: EntityState): object {
  return {
    TenantName: tenant.name,
    TenantId: tenant.id,
    TenantArn: tenant.arn,
    CreatedTimestamp: seconds(tenant.createdAt),
    SendingStatus: statusOf(world, state),
  };
}

const writeTenant = (world: World, tenant: Tenant, state: EntityState): object => ({
  ...writeTenantInfo(world, tenant, state),
  Tags: tenant.tags,
  SuppressionAttributes:
    tenant.suppression === undefined
      ? undefined
      : { SuppressedReasons: tenant.suppression.reasons, SuppressionScope: tenant.suppression.scope },
});

function statusOf(world: World, state: EntityState): string | undefined {
  switch (world.switches.tenantSendingStatus) {
    case 'aggregate':
      return aggregateOf(state, world.switches);
    case 'customer':
      return state.customer?.status ?? 'ENABLED';
    case 'absent':
      return undefined;
  }
}
