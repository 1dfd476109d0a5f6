import 'server-only';
import type { ReadDatabase } from '../store/store.ts';

interface Candidate {
  id: number;
  customer_status: string | null;
}

/** Of these, the ids whose present pause looks like a policy's: the newest flip of the customer record says so. */
export async function findAutomatic(database: ReadDatabase, rows: readonly Candidate[]): Promise<Set<number>> {
  const paused = rows.filter((row) => row.customer_status === 'DISABLED').map((row) => row.id);
  if (paused.length === 0) return new Set();
  const flips = await database
    .selectFrom('changes')
    .select(['entity_id', 'origin'])
    .where('entity_id', 'in', paused)
    .where('track', '=', 'customer')
    .where('new_value', '=', 'DISABLED')
    .orderBy('seen_at')
    .orderBy('id')
    .execute();
  const newest = new Map(flips.map((flip) => [flip.entity_id, flip.origin]));
  return new Set(paused.filter((id) => newest.get(id) === 'likely-automatic'));
}
