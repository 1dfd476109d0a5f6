import type { Random } from '../random.ts';
import { addPast, type Standing, stand } from './give-history.ts';
import { PROTAGONIST } from './names.ts';
import type { Tenant } from './entity.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

/** How the demo's senders stand when it begins: one of each kind, so that the first page is worth looking at. */
const STANDINGS: Readonly<Record<string, Standing>> = {
  [PROTAGONIST]: 'well',
  'acme-receipts': 'paused-by-policy',
  'globex-newsletter': 'reinstated',
  'initech-alerts': 'warned',
  'umbrella-health-reminders': 'enforced',
  'hooli-digest': 'both',
};

/** Gives a well-known sender its standing and some past. */
export function standWellKnown(world: World, place: Place, tenant: Tenant, random: Random): void {
  addPast(place, tenant, random, world.clock.now());
  stand(world, place, tenant, random, STANDINGS[tenant.name] ?? 'well');
}
