import type { Clock } from '../clock.ts';
import type { SimulatorOptions } from '../options.ts';
import { createRandom, randomId } from '../random.ts';
import { readSwitches } from '../switches.ts';
import { makePast } from '../past/make-past.ts';
import { addAdvice } from './add-advice.ts';
import { addTenant } from './change-entity.ts';
import { giveHistory } from './give-history.ts';
import { SIBLINGS, WELL_KNOWN, tenantName } from './names.ts';
import { addOddities } from './oddities.ts';
import type { Place } from './place.ts';
import { tagsOf } from './tags.ts';
import { standWellKnown } from './well-known.ts';
import { type World, placeOf } from './world.ts';

const DAY = 86_400_000;

/** Where the tenants live, and what part of them. */
const PLACES = [
  { account: '111122223333', region: 'us-east-1', share: 0.5 },
  { account: '111122223333', region: 'eu-west-1', share: 0.3 },
  { account: '444455556666', region: 'ap-southeast-2', share: 0.2 },
] as const;

/** A world of `options.tenants` tenants, the same for the same seed, size, switches and start of the clock. */
export function createWorld(options: SimulatorOptions, clock: Clock): World {
  const { seed, tenants, tenantLimit } = options;
  const switches = readSwitches(options.switches);
  const world: World = { seed, clock, switches, tenantLimit, places: new Map(), pending: [], events: [], past: [] };
  let left = tenants;
  for (const [at, { account, region, share }] of PLACES.entries()) {
    const count = at === PLACES.length - 1 ? left : Math.round(tenants * share);
    left -= count;
    fillPlace(world, placeOf(world, account, region), count);
  }
  if (options.past > 0) makePast(world, options.past);
  return world;
}

function fillPlace(world: World, place: Place, count: number): void {
  const now = world.clock.now();
  const isHome = place.region === 'us-east-1';
  const named = isHome ? WELL_KNOWN : SIBLINGS;
  const oddities = addOddities(world, place, Math.max(0, count - named.length));
  const isTaken = (name: string): boolean => place.byName.has(name);
  for (let number = 0; number < count - oddities; number++) {
    const random = createRandom(world.seed, `${place.region}/${number}`);
    const name = named[number] ?? tenantName(random, isTaken, number);
    const createdAt = now - random.integer(100, 700) * DAY - random.integer(0, DAY);
    const id = `tn-${randomId(random, 24)}`;
    const tenant = addTenant(place, { name, id, createdAt, appearedAt: 0, tags: tagsOf(random) });
    if (isHome && number < named.length) standWellKnown(world, place, tenant, random);
    else giveHistory(world, place, tenant, random);
  }
  addAdvice(world, place);
  place.bornSize = count;
}
