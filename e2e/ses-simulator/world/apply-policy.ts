import { policyPauseCause } from './causes.ts';
import { changeEntity, openFindings } from './change-entity.ts';
import { type EntityState, type Finding, type Tenant, recordOf } from './entity.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

/**
 * The automatic pause: Standard stops on a high finding, Strict on any, None on none. Happens after the lag the switch
 * sets, if the finding is still open by then.
 */
export function applyPolicy(world: World, place: Place, tenant: Tenant): void {
  const lag = world.switches.policyPauseLagSeconds * 1000;
  if (lag === 0) pause(world, place, tenant);
  else world.pending.push({ at: world.clock.now() + lag, act: () => pause(world, place, tenant) });
}

/** What an automatic pause by this finding writes. */
export function pauseByPolicy(world: World, finding: Finding, at: number): Partial<EntityState> {
  const cause = policyPauseCause(world.switches, finding.type, finding.description);
  const record = recordOf('DISABLED', cause, at);
  return world.switches.policyPauseRecord === 'customer'
    ? { customer: record, pausedByPolicy: 'customer' }
    : { aws: record, pausedByPolicy: 'aws' };
}

function pause(world: World, place: Place, tenant: Tenant): void {
  const policy = tenant.state.policy ?? '';
  const tripping = openFindings(place, tenant.arn).findLast(
    (one) => policy.endsWith('/strict') || (policy.endsWith('/standard') && one.impact === 'HIGH'),
  );
  if (tripping === undefined || tenant.deletedAt !== undefined) return;
  changeEntity(world, place, tenant, pauseByPolicy(world, tripping, world.clock.now()));
}
