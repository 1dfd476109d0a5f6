import 'server-only';
import type { ActName } from '../../domain/act-names.ts';
import type { GuardRails } from '../../domain/guard-rails.ts';
import type { ReadDatabase } from '../store/store.ts';

/** A stop so soon after a lift is a relapse: the lift did not hold. */
const RELAPSE_WITHIN_MS = 7 * 86_400_000;
const MOST = 5_000;

/** Senders whose lift did not hold, by id, with the moment until when nobody may lift them again (epoch ms). */
export async function findCooling(
  database: ReadDatabase,
  { coolDownMinutes }: Pick<GuardRails, 'coolDownMinutes'>,
  act: ActName,
  now: number,
): Promise<Map<number, number>> {
  const cooling = new Map<number, number>();
  if (coolDownMinutes === 0 || act === 'disable' || act === 'set-policy') return cooling;
  const stops = await database
    .selectFrom('changes as stop')
    .select(['stop.entity_id', 'stop.seen_at'])
    .where('stop.track', '=', 'aggregate')
    .where('stop.kind', '=', 'changed')
    .where('stop.new_value', '=', 'DISABLED')
    .where('stop.origin', '!=', 'ours')
    .where('stop.seen_at', '>', now - coolDownMinutes * 60_000)
    .where((of) =>
      of.exists(
        of
          .selectFrom('changes as lift')
          .select('lift.id')
          .whereRef('lift.entity_id', '=', 'stop.entity_id')
          .whereRef('lift.id', '<', 'stop.id')
          .where('lift.track', '=', 'aggregate')
          .where('lift.kind', '=', 'changed')
          .where('lift.old_value', '=', 'DISABLED')
          .where('lift.seen_at', '>', now - RELAPSE_WITHIN_MS - coolDownMinutes * 60_000),
      ),
    )
    .orderBy('stop.seen_at')
    .limit(MOST)
    .execute();
  for (const stop of stops) cooling.set(stop.entity_id, stop.seen_at + coolDownMinutes * 60_000);
  return cooling;
}
