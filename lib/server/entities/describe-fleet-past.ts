import 'server-only';
import { type FleetPast, limitsOfPast } from '../../domain/past.ts';
import { toIso } from '../../domain/wire.ts';
import { countToldLater } from '../store/count-entities-at.ts';
import type { Place } from '../store/count-entities.ts';
import type { Moment } from '../store/steps-at.ts';
import type { Store } from '../store/store.ts';
import { unwatchedWithin } from './unwatched-within.ts';

/** What must be read before an answer about the fleet at a moment: who was not watched then, and what was told later. */
export async function describeFleetPast(
  store: Store,
  moment: Moment,
  place: Place,
  now: FleetPast['now'],
  filter: Parameters<typeof limitsOfPast>[0] = {},
): Promise<FleetPast> {
  const [toldLater, unwatched] = await Promise.all([
    countToldLater(store, place, moment.at),
    unwatchedWithin(store, place, moment.at, moment.at + 1),
  ]);
  return { at: toIso(moment.at), known: moment.known, toldLater, unwatched, limits: limitsOfPast(filter), now };
}
