import { AwsError, badRequest } from '../aws-error.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';

const TENANT_OPERATIONS = /Tenant|ReputationEntit/;

/** Refuses tenant calls in a Region that has none, when the switch says such Regions lack the feature. */
export function checkRegion(world: World, place: Place, operation: string): void {
  const answer = world.switches.tenantRegions;
  if (answer === 'empty' || place.tenants.length > 0 || !TENANT_OPERATIONS.test(operation)) return;
  if (answer === 'bad-request') throw badRequest('Tenants are not supported in this Region.');
  throw new AwsError('AccessDeniedException', 403, 'Tenants are not available in this Region.');
}
