import 'server-only';
import type { Standing } from '../../domain/vocabulary.ts';
import { entityConditions } from './entity-conditions.ts';
import type { EntityFilter } from './entity-filter.ts';
import type { Store } from './store.ts';

/** Regions and connections; left out: all. */
export type Place = Pick<EntityFilter, 'regions' | 'connectionIds'>;

/** How many living entities share these values; raw words, null where SES reported none. */
export interface EntityGroup {
  connectionId: string;
  region: string;
  account: string;
  standing: Standing;
  impact: string | null;
  policy: string | null;
  count: number;
}

export interface EntityCounts {
  groups: EntityGroup[];
  /** Tombstones. */
  deleted: number;
}

/**
 * Everything the overview counts, from one pass over one index: fold the groups by whatever is asked. There are as many
 * groups as combinations that occur (some dozens a connection), not as entities.
 */
export async function countEntities(store: Store, place: Place = {}): Promise<EntityCounts> {
  const living = entityConditions(place, store.dialect);
  const gone = entityConditions({ ...place, deleted: 'only' }, store.dialect);
  const [groups, deleted] = await Promise.all([
    store.read
      .selectFrom('entities')
      .select(['connection_id', 'region', 'account', 'standing', 'impact', 'policy'])
      .select((of) => of.fn.countAll<number>().as('count'))
      .where((of) => of.and(living))
      .groupBy(['connection_id', 'region', 'account', 'standing', 'impact', 'policy'])
      .execute(),
    store.read
      .selectFrom('entities')
      .select((of) => of.fn.countAll<number>().as('count'))
      .where((of) => of.and(gone))
      .where('read_began_at', '>', 0)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    groups: groups.map(({ connection_id, standing, ...group }) => ({
      ...group,
      connectionId: connection_id,
      standing: standing as Standing,
    })),
    deleted: deleted.count,
  };
}

/** Sums the counts of groups by a key; a null key (not of interest) is left out. */
export function sumBy(
  groups: readonly EntityGroup[],
  keyOf: (group: EntityGroup) => string | null,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const group of groups) {
    const key = keyOf(group);
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + group.count);
  }
  return sums;
}
