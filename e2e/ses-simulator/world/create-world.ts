import type { Clock } from '../clock.ts';
import { createRandom, randomId } from '../random.ts';
import type { Switches } from '../switches.ts';
import { addTenant } from './change-entity.ts';
import { giveHistory } from './give-history.ts';
import { SIBLINGS, WELL_KNOWN, tenantName } from './names.ts';
import { type Place } from './place.ts';
import { addOddities } from './oddities.ts';
import { type World, placeOf } from './world.ts';

const DAY = 86_400_000;

/** Where the tenants live, and what part of them. */
const PLACES = [
  { account: '111122223333', region: 'us-east-1', share: 0.5 },
  { account: '111122223333', region: 'eu-west-1', share: 0.3 },
  { account: '444455556666', region: 'ap-southeast-2', share: 0.2 },
] as const;

/** A world of `size` tenants, the same for the same seed, size and start of the clock. */
export function createWorld(seed: number, size: number, clock: Clock, switches: Switches): World {
  const world: World = { seed, clock, switches, places: new Map(), pending: [] };
  let left = size;
  for (const [at, { account, region, share }] of PLACES.entries()) {
    const count = at === PLACES.length - 1 ? left : Math.round(size * share);
    left -= count;
    fillPlace(world, placeOf(world, account, region), count);
  }
  return world;
}

function fillPlace(world: World, place: Place, count: number): void {
  const now = world.clock.now();
  const named = place.region === 'us-east-1' ? WELL_KNOWN : SIBLINGS;
  const oddities = addOddities(world, place, Math.max(0, count - named.length));
  for (let number = 0; number < count - oddities; number++) {
    const random = createRandom(world.seed, `${place.region}/${number}`);
    const name = named[number] ?? uniqueName(place, tenantName(random, number), number);
    const createdAt = now - random.integer(2, 700) * DAY - random.integer(0, DAY);
    const tenant = addTenant(world, place, { name, id: `tn-${randomId(random, 24)}`, createdAt, appearedAt: 0 });
    if (number >= named.length || place.region !== 'us-east-1') giveHistory(world, place, tenant, random);
  }
}

const uniqueName = (place: Place, name: string, number: number): string =>
  place.byName.has(name) ? `${name}-${number.toString(36)}` : name;
