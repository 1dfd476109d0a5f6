import 'server-only';
import type { CoverageGap } from '../../domain/change.ts';
import { type FleetPast, limitsOfPast, type Unwatched } from '../../domain/past.ts';
import { toIso } from '../../domain/wire.ts';
import { countToldLater } from '../store/count-entities-at.ts';
import type { Place } from '../store/count-entities.ts';
import { gapsOf } from '../store/gaps-of.ts';
import type { Moment } from '../store/steps-at.ts';
import type { Store } from '../store/store.ts';

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
    unwatchedAt(store, place, moment.at),
  ]);
  return { at: toIso(moment.at), known: moment.known, toldLater, unwatched, limits: limitsOfPast(filter), now };
}

/** Connections that nobody was watching at a moment: in a gap, or not there yet. */
export async function unwatchedAt(store: Store, place: Place, at: number): Promise<Unwatched[]> {
  const connections = await store.read
    .selectFrom('connections')
    .select(['id', 'label', 'region', 'created_at'])
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .execute();
  const asked = connections.filter(
    ({ id, region }) => (place.regions?.includes(region) ?? true) && (place.connectionIds?.includes(id) ?? true),
  );
  const gaps = await gapsOf(
    store,
    asked.map(({ id }) => id),
    at,
    at + 1,
  );
  return asked.flatMap(({ id: connectionId, label, region, created_at: createdAt }): Unwatched[] => {
    const of = { connectionId, label, region };
    if (createdAt > at) return [{ ...of, from: null, to: toIso(createdAt), reason: 'not-yet' }];
    const gap = gaps.find((one) => one.connection_id === connectionId);
    if (gap === undefined) return [];
    const reason = gap.reason as CoverageGap['reason'];
    return [{ ...of, from: toIso(gap.from_at), to: toIso(gap.to_at), reason }];
  });
}
