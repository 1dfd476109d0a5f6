import type { Random } from '../random.ts';
import { openFindings } from '../world/change-entity.ts';
import type { Tenant } from '../world/entity.ts';
import type { Place } from '../world/place.ts';
import { type Act, enable, enforce, lift, openHigh, pause, reinstate, resolve } from './acts.ts';

/**
 * The act that changes a tenant's sending status next, told from how it stands, so that an operator who acts in between
 * only changes the story: well → stopped → reinstated → well.
 */
export function nextAct(place: Place, tenant: Tenant, random: Random): Act {
  const { customer, aws, policy } = tenant.state;
  const hasFindings = openFindings(place, tenant.arn).length > 0;
  if (aws?.status === 'DISABLED') return tenant.state.pausedByPolicy === 'aws' && hasFindings ? resolve : lift;
  if (customer?.status === 'DISABLED') return hasFindings ? reinstate : enable;
  if (customer?.status === 'REINSTATED') return hasFindings ? resolve : enable;
  if (random.chance(0.12)) return enforce;
  const isPausable = policy?.endsWith('/standard') === true || policy?.endsWith('/strict') === true;
  return isPausable ? openHigh : pause;
}
