import type { EntityState, Finding, Tenant } from './entity.ts';
import { recordOf } from './entity.ts';
import { recordStatusEvents } from './events.ts';
import { type Place, policyArn, tenantArn } from './place.ts';
import type { World } from './world.ts';

/** How long an older state is kept for lists that lag. */
const KEEP_OLDER_MS = 120_000;

/** Replaces what SES says about a tenant, keeping the older state for lists that lag, and tells it as events. */
export function changeEntity(world: World, place: Place, tenant: Tenant, change: Partial<EntityState>): void {
  recordStatusEvents(world, place, tenant, change);
  setState(world, place, tenant, change);
}

/** The same without an event. */
export function setState(world: World, place: Place, tenant: Tenant, change: Partial<EntityState>): void {
  const now = world.clock.now();
  const kept = (place.older.get(tenant) ?? []).filter((one) => one.until > now - KEEP_OLDER_MS);
  kept.push({ until: now, state: tenant.state });
  place.older.set(tenant, kept);
  // A record that is written anew is no longer the policy's.
  const by = tenant.state.pausedByPolicy;
  const pausedByPolicy = by !== undefined && by in change ? undefined : by;
  tenant.state = { ...tenant.state, pausedByPolicy, ...change };
}

export interface NewTenant {
  name: string;
  id: string;
  createdAt: number;
  appearedAt: number;
  state?: Partial<EntityState>;
  tags?: readonly { Key: string; Value: string }[];
}

/** Adds a tenant with the defaults of CreateTenant: Standard policy, nothing found. */
export function addTenant(place: Place, given: NewTenant): Tenant {
  const arn = tenantArn(place, given.name, given.id);
  const fresh = { ...recordOf('ENABLED', undefined, given.createdAt), isFresh: true };
  const tenant: Tenant = {
    seq: place.nextSeq++,
    name: given.name,
    id: given.id,
    arn,
    createdAt: given.createdAt,
    appearedAt: given.appearedAt,
    deletedAt: undefined,
    bare: false,
    isOdd: false,
    state: {
      customer: fresh,
      aws: fresh,
      policy: policyArn(place.region, 'standard'),
      impact: undefined,
      aggregate: undefined,
      pausedByPolicy: undefined,
      ...given.state,
    },
    tags: given.tags ?? [],
    suppression: undefined,
  };
  place.tenants.push(tenant);
  place.byArn.set(arn, tenant);
  place.byName.set(given.name, tenant);
  return tenant;
}

/** Takes a tenant away: Get forgets it at once, lists when they have caught up. */
export function removeTenant(world: World, place: Place, tenant: Tenant): void {
  const now = world.clock.now();
  tenant.deletedAt = now;
  place.byArn.delete(tenant.arn);
  if (place.byName.get(tenant.name) === tenant) place.byName.delete(tenant.name);
  place.associations.delete(tenant);
  const gone = place.tenants.findIndex((one) => one.deletedAt !== undefined && one.deletedAt < now - KEEP_OLDER_MS);
  if (gone >= 0) place.tenants.splice(gone, 1);
  for (const finding of place.findingsByArn.get(tenant.arn) ?? []) {
    finding.status = 'FIXED';
    finding.fixedAt = now;
    finding.updatedAt = now;
  }
}

/** Records a finding on a tenant; the entity's impact is set by the caller. */
export function addFinding(place: Place, finding: Omit<Finding, 'seq'>): Finding {
  const added: Finding = { seq: place.nextSeq++, ...finding };
  place.findings.push(added);
  const list = place.findingsByArn.get(finding.arn);
  if (list === undefined) place.findingsByArn.set(finding.arn, [added]);
  else list.push(added);
  return added;
}

export function openFindings(place: Place, arn: string): Finding[] {
  return (place.findingsByArn.get(arn) ?? []).filter((one) => one.status === 'OPEN');
}

/** The highest impact among open findings; undefined when none is open. */
export function highestImpact(findings: readonly Finding[]): string | undefined {
  if (findings.some((one) => one.impact === 'HIGH')) return 'HIGH';
  return findings.length > 0 ? findings[0]?.impact : undefined;
}
