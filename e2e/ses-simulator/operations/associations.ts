import { alreadyExists, notFound } from '../aws-error.ts';
import type { Tenant } from '../world/entity.ts';
import type { Place } from '../world/place.ts';
import { hasResource, readResource, resourcesOf } from '../world/resources.ts';
import { type Call, type Handler, seconds, stringMap, text } from './operation.ts';
import { bindingOf, pageOf } from './page.ts';
import { findTenant } from './tenants.ts';

const TYPES = { identity: 'EMAIL_IDENTITY', 'configuration-set': 'CONFIGURATION_SET', template: 'EMAIL_TEMPLATE' };

export const listTenantResources: Handler = ({ world, place }, input) => {
  const tenant = findTenant(place, text(input, 'TenantName'));
  const filter = stringMap(input, 'Filter');
  const rows = [...resourcesOf(place, tenant).keys()].map((arn, at) => ({
    seq: at + 1,
    arn,
    type: typeOf(place, arn),
  }));
  const wanted = filter['RESOURCE_TYPE'];
  const page = pageOf(world, rows, (row) => wanted === undefined || row.type === wanted, {
    binding: bindingOf(`resources of ${tenant.arn}`, place, filter),
    input,
  });
  return {
    TenantResources: page.rows.map((row) => ({ ResourceType: row.type, ResourceArn: row.arn })),
    NextToken: page.token,
  };
};

export const listResourceTenants: Handler = (call, input) => {
  const { world, place } = call;
  const arn = text(input, 'ResourceArn');
  checkResource(call, arn);
  const at = (tenant: Tenant): number | undefined => resourcesOf(place, tenant).get(arn);
  const isWanted = (tenant: Tenant): boolean => tenant.deletedAt === undefined && at(tenant) !== undefined;
  const page = pageOf(world, place.tenants, isWanted, { binding: bindingOf(`tenants of ${arn}`, place, {}), input });
  return {
    ResourceTenants: page.rows.map((tenant) => ({
      TenantName: tenant.name,
      TenantId: tenant.id,
      ResourceArn: arn,
      AssociatedTimestamp: seconds(at(tenant) ?? tenant.createdAt),
    })),
    NextToken: page.token,
  };
};

export const createTenantResourceAssociation: Handler = (call, input) => {
  const tenant = findTenant(call.place, text(input, 'TenantName'));
  const arn = text(input, 'ResourceArn');
  checkResource(call, arn);
  if (resourcesOf(call.place, tenant).has(arn)) {
    throw alreadyExists(`Resource ${arn} is already associated with tenant ${tenant.name}.`);
  }
  associate(call.place, tenant, arn, call.world.clock.now());
  return undefined;
};

export const deleteTenantResourceAssociation: Handler = (call, input) => {
  const tenant = findTenant(call.place, text(input, 'TenantName'));
  const arn = text(input, 'ResourceArn');
  if (!resourcesOf(call.place, tenant).has(arn)) {
    throw notFound(`Resource ${arn} is not associated with tenant ${tenant.name}.`);
  }
  associate(call.place, tenant, arn, null);
  return undefined;
};

function associate(place: Place, tenant: Tenant, arn: string, at: number | null): void {
  const known = place.associations.get(tenant) ?? new Map<string, number | null>();
  place.associations.set(tenant, known.set(arn, at));
}

function typeOf(place: Place, arn: string): string {
  const resource = readResource(place, arn);
  return resource === undefined ? 'UNKNOWN' : TYPES[resource.kind];
}

function checkResource(call: Call, arn: string): void {
  const resource = readResource(call.place, arn);
  if (resource === undefined || !hasResource(call.place, resource.kind, resource.name)) {
    throw notFound(`Resource ${arn} does not exist.`);
  }
}
