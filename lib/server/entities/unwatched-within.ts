import 'server-only';
import type { CoverageGap } from '../../domain/change.ts';
import type { Unwatched } from '../../domain/past.ts';
import { toIso } from '../../domain/wire.ts';
import type { Place } from '../store/count-entities.ts';
import { gapsOf } from '../store/gaps-of.ts';
import type { Store } from '../store/store.ts';

/** Where nobody was watching within `from` ≤ t < `to` (epoch ms): in gaps, or before a connection was there. */
export async function unwatchedWithin(store: Store, place: Place, from: number, to: number): Promise<Unwatched[]> {
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
    from,
    to,
  );
  return asked.flatMap(({ id: connectionId, label, region, created_at: createdAt }): Unwatched[] => {
    const of = { connectionId, label, region };
    const before: Unwatched[] =
      createdAt > from ? [{ ...of, from: null, to: toIso(createdAt), reason: 'not-yet' }] : [];
    const own = gaps.filter((gap) => gap.connection_id === connectionId);
    return [
      ...before,
      ...own.map((gap) => ({
        ...of,
        from: toIso(gap.from_at),
        to: toIso(gap.to_at),
        reason: gap.reason as CoverageGap['reason'],
      })),
    ];
  });
}
