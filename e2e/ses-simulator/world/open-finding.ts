import type { Random } from '../random.ts';
import { applyPolicy } from './apply-policy.ts';
import { addFinding, changeEntity, highestImpact, openFindings } from './change-entity.ts';
import { describeFinding } from './describe-finding.ts';
import type { Finding, Tenant } from './entity.ts';
import { recordFindingEvent } from './events.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

/** What a new finding says; the description is AWS's text unless given. */
export interface NewFinding {
  type: string;
  impact: string;
  description?: string;
  /** Epoch milliseconds; now unless given. */
  createdAt?: number;
}

/** Opens a finding now, sets the entity's impact, and lets the policy act on it when asked. */
export function openFinding(
  world: World,
  place: Place,
  tenant: Tenant,
  random: Random,
  given: NewFinding,
  policyActs = true,
): Finding {
  const now = world.clock.now();
  const createdAt = given.createdAt ?? now;
  const finding = addFinding(place, {
    arn: tenant.arn,
    type: given.type,
    impact: given.impact,
    description: given.description ?? describeFinding(random, given.type, given.impact, createdAt),
    status: 'OPEN',
    createdAt,
    appearedAt: now,
    updatedAt: createdAt,
    fixedAt: undefined,
  });
  recordFindingEvent(world, place, finding);
  changeEntity(world, place, tenant, { impact: highestImpact(openFindings(place, tenant.arn)) });
  if (policyActs) applyPolicy(world, place, tenant);
  return finding;
}
