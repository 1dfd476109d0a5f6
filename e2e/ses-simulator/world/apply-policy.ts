import { policyPauseCause } from './causes.ts';
import { changeEntity, openFindings } from './change-entity.ts';
import { type Tenant, recordOf } from './entity.ts';
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

function pause(world: World, place: Place, tenant: Tenant): void {
  const policy = tenant.state.policy ?? '';
  const tripping = openFindings(place, tenant.arn).findLast((one) =>
    policy.endsWith('/strict') ? true : policy.endsWith('/standard') && one.impact === 'HIGH',
  );
  if (tripping === undefined || tenant.deletedAt !== undefined) return;
  const cause = policyPauseCause(world.switches, tripping.type, tripping.description);
  const record = recordOf('DISABLED', cause, world.clock.now());
  changeEntity(
    world,
    place,
    tenant,
    world.switches.policyPauseRecord === 'customer' ? { customer: record } : { aws: record },
  );
}
