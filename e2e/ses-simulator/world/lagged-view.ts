import type { EntityState, Finding, Tenant } from './entity.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

/** The time lists show: now, less the lag the switch sets. */
export const listTime = (world: World): number => world.clock.now() - world.switches.listLagSeconds * 1000;

/** Whether a list that shows time `at` has the tenant. */
export function isListed(tenant: Tenant, at: number): boolean {
  return tenant.appearedAt <= at && (tenant.deletedAt === undefined || tenant.deletedAt > at);
}

/** The state a list that shows time `at` gives. */
export function stateAt(place: Place, tenant: Tenant, at: number): EntityState {
  for (const older of place.older.get(tenant) ?? []) {
    if (older.until > at) return older.state;
  }
  return tenant.state;
}

/** The status a list that shows time `at` gives a finding; undefined while it does not show it yet. */
export function findingStatusAt(finding: Finding, at: number): string | undefined {
  if (finding.appearedAt > at) return undefined;
  return finding.fixedAt !== undefined && finding.fixedAt > at ? 'OPEN' : finding.status;
}
