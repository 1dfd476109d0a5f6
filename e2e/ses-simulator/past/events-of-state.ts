import { policyPauseCause } from '../world/causes.ts';
import type { Finding, Tenant } from '../world/entity.ts';
import { eventOfFinding, eventOfStatus, type SesEvent } from '../world/events.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';

/** How long after a finding the policy paused it, where the world was made with that pause behind it. */
const PAUSED_AFTER_MS = 40_000;

/** The events that a sender's records and findings must have come with, where it was made as it stands. */
export function eventsOfState(world: World, place: Place, tenant: Tenant): SesEvent['event'][] {
  const findings = place.findingsByArn.get(tenant.arn) ?? [];
  return [
    ...findings.flatMap((finding) => eventsOfFinding(world, place, tenant, finding)),
    ...(['customer', 'aws'] as const).flatMap((name) => {
      const record = tenant.state[name];
      if (record?.updatedAt === undefined || record.status == null || record.isFresh === true) return [];
      return [eventOfStatus(place, tenant.arn, ORIGIN[name], record, record.updatedAt)];
    }),
  ];
}

const ORIGIN = { customer: 'CUSTOMER_MANAGED', aws: 'AWS_MANAGED' } as const;

function eventsOfFinding(world: World, place: Place, tenant: Tenant, finding: Finding): SesEvent['event'][] {
  const { type, description, createdAt, fixedAt } = finding;
  const opened = eventOfFinding(world, place, { ...finding, status: 'OPEN' }, createdAt);
  const ended = fixedAt === undefined ? [] : [eventOfFinding(world, place, { ...finding, status: 'FIXED' }, fixedAt)];
  if (!wasPausedBy(world, tenant, finding)) return [opened, ...ended];
  const cause = policyPauseCause(world.switches, type, description);
  const at = createdAt + PAUSED_AFTER_MS;
  const record = { status: 'DISABLED', cause, updatedAt: at };
  return [opened, eventOfStatus(place, tenant.arn, ORIGIN.customer, record, at), ...ended];
}

/** Somebody enabled or reinstated it after a high finding, so it had been paused. */
function wasPausedBy(world: World, { state }: Tenant, finding: Finding): boolean {
  const { customer, policy } = state;
  if (world.switches.policyPauseRecord !== 'customer' || policy?.endsWith('/none') === true) return false;
  const wasLifted = customer?.status === 'ENABLED' || customer?.status === 'REINSTATED';
  const liftedAt = customer?.isFresh === true ? 0 : (customer?.updatedAt ?? 0);
  return finding.impact === 'HIGH' && wasLifted && liftedAt > finding.createdAt + PAUSED_AFTER_MS;
}
