import 'server-only';
import type { HandOver } from '../../domain/hand-over.ts';
import { toIso } from '../../domain/wire.ts';
import type { ReadDatabase } from '../store/store.ts';

const MOST = 200;

/** Acts since a moment, newest first, as far as they concern senders that the reader of the store may see. */
export async function actsSince(
  database: ReadDatabase,
  since: number,
  place: { regions: readonly string[] | undefined; connectionIds: readonly string[] | undefined },
): Promise<HandOver['acts']> {
  let query = database
    .selectFrom('act_items')
    .innerJoin('acts', 'acts.id', 'act_items.act_id')
    .innerJoin('entities', 'entities.id', 'act_items.entity_id')
    .select(['acts.id', 'acts.started_at', 'acts.act', 'acts.principal_name', 'acts.reason', 'act_items.outcome'])
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('acts.started_at', '>=', since)
    .groupBy(['acts.id', 'acts.started_at', 'acts.act', 'acts.principal_name', 'acts.reason', 'act_items.outcome'])
    .orderBy('acts.started_at', 'desc');
  if (place.regions) query = query.where('entities.region', 'in', place.regions);
  if (place.connectionIds) query = query.where('entities.connection_id', 'in', place.connectionIds);
  const acts = new Map<string, HandOver['acts']['items'][number]>();
  for (const row of await query.execute()) {
    const known = acts.get(row.id) ?? {
      id: row.id,
      at: toIso(row.started_at),
      act: row.act,
      who: row.principal_name,
      why: row.reason,
      senders: 0,
      outcomes: {},
    };
    known.senders += row.count;
    known.outcomes[row.outcome] = row.count;
    acts.set(row.id, known);
  }
  return { total: acts.size, items: [...acts.values()].slice(0, MOST) };
}
