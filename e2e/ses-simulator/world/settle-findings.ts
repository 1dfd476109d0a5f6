import { RESOLVED_CAUSE } from './causes.ts';
import { changeEntity, highestImpact, openFindings, setState } from './change-entity.ts';
import { type Finding, type Tenant, recordOf } from './entity.ts';
import { recordFindingEvent } from './events.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;

/** Marks findings FIXED and lets what follows from it happen. */
export function resolveFindings(world: World, place: Place, tenant: Tenant, findings: readonly Finding[]): void {
  const now = world.clock.now();
  for (const finding of findings) {
    finding.status = 'FIXED';
    finding.fixedAt = now;
    finding.updatedAt = now;
    recordFindingEvent(world, place, finding);
  }
  settleFindings(world, place, tenant);
}

/**
 * Sets the impact from the open findings; when none is left, REINSTATED returns to ENABLED as the switch has it, and an
 * SES record that the policy stopped is lifted. A customer record the policy stopped stays until somebody enables it.
 */
function settleFindings(world: World, place: Place, tenant: Tenant): void {
  const open = openFindings(place, tenant.arn);
  changeEntity(world, place, tenant, { impact: highestImpact(open) });
  if (open.length > 0) return;
  if (tenant.state.pausedByPolicy === 'aws') {
    const aws = recordOf('ENABLED', RESOLVED_CAUSE, world.clock.now());
    changeEntity(world, place, tenant, { aws });
  }
  const wait = world.switches.reinstatedReturns;
  if (wait === 'at-once') returnToEnabled(world, place, tenant);
  if (wait === 'after-an-hour') {
    world.pending.push({ at: world.clock.now() + HOUR, act: () => returnToEnabled(world, place, tenant) });
  }
}

function returnToEnabled(world: World, place: Place, tenant: Tenant): void {
  if (tenant.deletedAt !== undefined || tenant.state.customer?.status !== 'REINSTATED') return;
  if (openFindings(place, tenant.arn).length > 0) return;
  const change = { customer: recordOf('ENABLED', RESOLVED_CAUSE, world.clock.now()) };
  if (world.switches.returnToEnabledEvent === 'fires') changeEntity(world, place, tenant, change);
  else setState(world, place, tenant, change);
}
