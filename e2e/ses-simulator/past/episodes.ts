import { type Act, enable, enforce, lift, openHigh, openLow, pause, reinstate, resolve } from '../life/acts.ts';
import { type Random, createRandom, randomId } from '../random.ts';
import { addTenant, openFindings, removeTenant } from '../world/change-entity.ts';
import type { Tenant } from '../world/entity.ts';
import { WELL_KNOWN } from '../world/names.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';
import { liveThrough } from './live-through.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A trouble from its beginning to its end: acts, and hours from one to the next, at least and at most. */
type Episode = readonly (readonly [act: Act, fromHours: number, toHours: number])[];

const EPISODES: readonly Episode[] = [
  [[openHigh, 0, 0], [reinstate, 1, 20], [resolve, 4, 60], [enable, 1, 5]],
  [[openHigh, 0, 0], [reinstate, 1, 20], [resolve, 4, 60], [enable, 1, 5]],
  [[openLow, 0, 0], [resolve, 6, 90]],
  [[openLow, 0, 0], [resolve, 6, 90]],
  [[pause, 0, 0], [enable, 0.2, 30]],
  [[enforce, 0, 0], [lift, 20, 120]],
]; // prettier-ignore

const RETIRED = ['retired-fabrikam-mailer', 'retired-tailspin-news', 'retired-wingtip-alerts', 'retired-litware-crm'];

/** Gives the ordinary and well senders of a place the troubles they had in that time, all of them over by now. */
export function addEpisodes(world: World, place: Place, sinceMs: number): void {
  for (const tenant of place.tenants) {
    const random = createRandom(world.seed, `past/${tenant.id}`);
    if (!isOrdinary(place, tenant) || !random.chance(0.4)) continue;
    for (let left = random.integer(1, 3), at = sinceMs; left > 0; left--) {
      at += random.integer(6, 60) * HOUR * left;
      at = live(world, place, tenant, random, random.pick(EPISODES), at + random.integer(0, HOUR));
    }
  }
}

/** Senders that were deleted long before anybody watched: only events tell of them. */
export function addRetired(world: World, place: Place, sinceMs: number): void {
  for (const [index, name] of RETIRED.entries()) {
    const random = createRandom(world.seed, name);
    const id = `tn-${randomId(random, 24)}`;
    const tenant = addTenant(place, { name, id, createdAt: sinceMs - 90 * DAY, appearedAt: 0 });
    const ended = live(world, place, tenant, random, EPISODES[index] ?? [], sinceMs + (3 + 5 * index) * DAY);
    liveThrough(world, [
      { at: ended + 2 * DAY, act: () => pause(world, place, tenant, random) },
      { at: ended + 3 * DAY, act: () => removeTenant(world, place, tenant) },
    ]);
  }
}

/** @returns when it ended; an episode that would not be over by now did not happen. */
function live(world: World, place: Place, tenant: Tenant, random: Random, episode: Episode, from: number): number {
  let at = from;
  const steps = episode.map(([act, least, most]) => {
    at += Math.round((least + (most - least) * random.next()) * HOUR);
    return { at, act: () => act(world, place, tenant, random) };
  });
  if (at < world.clock.now() - 2 * HOUR) liveThrough(world, steps);
  return at;
}

function isOrdinary(place: Place, tenant: Tenant): boolean {
  const { customer, aws } = tenant.state;
  const isNamed = (WELL_KNOWN as readonly string[]).includes(tenant.name);
  const isUntouched = customer?.isFresh === true && aws?.isFresh === true;
  return !isNamed && !tenant.isOdd && isUntouched && openFindings(place, tenant.arn).length === 0;
}
