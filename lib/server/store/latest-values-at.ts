import 'server-only';
import { sql } from 'kysely';
import { RECORD_TRACKS } from '../../domain/change.ts';
import type { ChangeRow } from './list-changes.ts';
import type { Store } from './store.ts';

/**
 * The newest change we had read ourselves at or before `at` (epoch ms) of each record track and of `existence`: the state of one
 * entity at a past moment. Oldest first, ready to be folded; only the incarnation that was present then counts, because
 * an earlier one says nothing about a later. Empty when we had not seen the entity yet.
 */
export async function latestValuesAt(store: Store, entityId: number, at: number): Promise<ChangeRow[]> {
  const tracks = [...RECORD_TRACKS, 'existence'];
  const { rows } = await sql<ChangeRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from (
      select changes.*,
        row_number() over (partition by track order by seen_at desc, id desc) as place,
        max(incarnation) over () as newest
      from changes
      where entity_id = ${entityId} and seen_at <= ${at} and reported_at is null and track in (${sql.join(tracks)})
    ) as seen
    where place = 1 and incarnation = newest
    order by seen_at, id`.execute(store.read);
  return rows;
}

const COLUMNS: (keyof ChangeRow)[] = [
  'id',
  'entity_id',
  'incarnation',
  'track',
  'kind',
  'old_value',
  'old_cause',
  'old_updated_at',
  'new_value',
  'new_cause',
  'new_updated_at',
  'aws_time',
  'seen_at',
  'seen_after',
  'source',
  'origin',
  'evidence',
  'act_id',
  'impact',
  'marks',
  'reported_at',
];
