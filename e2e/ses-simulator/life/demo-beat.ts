import type { Random } from '../random.ts';
import { PROTAGONIST } from '../world/names.ts';
import type { World } from '../world/world.ts';
import { nextAct } from './next-act.ts';

/** The protagonist every other time; the rest of the well-known senders keep still, so that visitors can act on them. */
const ORDER = [PROTAGONIST, 'globex-newsletter', PROTAGONIST, 'initech-alerts', PROTAGONIST, 'hooli-digest'] as const;

/** A beat of the demo: each changes the sending status of a well-known sender in the first Region. */
export function demoBeat(world: World, random: Random): () => void {
  let turn = 0;
  return () => {
    const place = world.places.values().next().value;
    const tenant = place?.byName.get(ORDER[turn++ % ORDER.length] ?? PROTAGONIST) ?? place?.byName.get(PROTAGONIST);
    if (place === undefined || tenant === undefined) return;
    nextAct(place, tenant, random)(world, place, tenant, random);
  };
}
