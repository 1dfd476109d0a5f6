import type { SesEvent } from '../world/events.ts';
import type { World } from '../world/world.ts';
import { addEpisodes, addRetired } from './episodes.ts';
import { eventsOfState } from './events-of-state.ts';
import { tellStories } from './stories.ts';

const DAY = 86_400_000;

/**
 * Gives a world that many days of past: stories, troubles that are over, senders that are gone. What EventBridge would have
 * carried in that time is in `world.past` afterwards, oldest first, as an archive of it would have kept it.
 */
export function makePast(world: World, days: number): void {
  const since = world.clock.now() - days * DAY;
  const made: SesEvent['event'][] = [];
  for (const place of world.places.values()) {
    for (const tenant of place.tenants) made.push(...eventsOfState(world, place, tenant));
  }
  tellStories(world);
  for (const place of world.places.values()) {
    addEpisodes(world, place, since);
    if (place.region === 'us-east-1') addRetired(world, place, since);
  }
  made.push(...world.events.splice(0).map((one) => one.event));
  const inTime = made.filter((event) => Date.parse(event.time) >= since);
  world.past.push(...inTime.toSorted((one, other) => one.time.localeCompare(other.time)));
}
