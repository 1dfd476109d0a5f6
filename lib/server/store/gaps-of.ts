import 'server-only';
import type { Selectable } from 'kysely';
import type { CoverageGapTable } from './schema.ts';
import type { Store } from './store.ts';

export type GapRow = Selectable<CoverageGapTable>;

/** When nobody was watching these connections, oldest first: gaps that overlap `from` ≤ t < `to` (epoch ms). */
export async function gapsOf(
  store: Store,
  connectionIds: readonly string[],
  from: number,
  to: number,
): Promise<GapRow[]> {
  if (connectionIds.length === 0) return [];
  return store.read
    .selectFrom('coverage_gaps')
    .selectAll()
    .where('connection_id', 'in', connectionIds)
    .where('from_at', '<', to)
    .where((of) => of.or([of('to_at', 'is', null), of('to_at', '>', from)]))
    .orderBy('from_at')
    .orderBy('id')
    .execute();
}
