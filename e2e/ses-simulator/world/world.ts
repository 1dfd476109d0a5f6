import type { Clock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import type { SesEvent } from './events.ts';
import { type Place, createPlace } from './place.ts';

/** Everything the simulator knows. `switches` is replaced when a test turns one. */
export interface World {
  readonly seed: number;
  readonly clock: Clock;
  readonly places: Map<string, Place>;
  switches: Switches;
  /** CreateTenant refuses more than this in one Region. */
  readonly tenantLimit: number;
  /** What EventBridge would have carried, oldest first. */
  readonly events: SesEvent[];
  /** What an archive of EventBridge would hold from before the start, oldest first; empty without a past. */
  readonly past: SesEvent['event'][];
  /** Things that happen later, at a time of the clock (epoch milliseconds). */
  readonly pending: { at: number; act: () => void }[];
}

/** The place of an account and Region; a Region nobody uses is made empty. */
export function placeOf(world: World, account: string, region: string): Place {
  const key = `${account}/${region}`;
  const known = world.places.get(key);
  if (known !== undefined) return known;
  const place = createPlace(account, region);
  world.places.set(key, place);
  return place;
}
