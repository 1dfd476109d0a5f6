import 'server-only';
import type { HandOver } from '../../domain/hand-over.ts';
import { type Figure, triageStatistics } from '../../domain/triage-statistics.ts';
import type { ReadDatabase } from '../store/store.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;
const MOST = 20_000;

/** How fast stops were noticed and lifted in the last 30 days, and whether that held. */
export async function measureTriage(
  database: ReadDatabase,
  now: number,
  place: { regions: readonly string[] | undefined; connectionIds: readonly string[] | undefined },
): Promise<HandOver['statistics']> {
  const from = now - DAYS * DAY_MS;
  let flips = database
    .selectFrom('changes')
    .innerJoin('entities', 'entities.id', 'changes.entity_id')
    .select(['changes.entity_id', 'changes.seen_at', 'changes.old_value', 'changes.new_value', 'changes.marks'])
    .select('entities.connection_id')
    .where('changes.track', '=', 'aggregate')
    .where('changes.kind', '=', 'changed')
    .where('changes.seen_at', '>=', from)
    .orderBy('changes.seen_at', 'desc')
    .orderBy('changes.id', 'desc')
    .limit(MOST);
  if (place.regions) flips = flips.where('entities.region', 'in', place.regions);
  if (place.connectionIds) flips = flips.where('entities.connection_id', 'in', place.connectionIds);
  const [rows, steps, gaps] = await Promise.all([
    flips.execute(),
    database
      .selectFrom('case_steps')
      .select(['entity_id', 'at'])
      .where('kind', '=', 'acknowledged')
      .where('at', '>=', from)
      .orderBy('at')
      .orderBy('id')
      .execute(),
    database.selectFrom('coverage_gaps').select(['connection_id', 'from_at', 'to_at']).execute(),
  ]);
  const connectionOf = new Map(rows.map((row) => [row.entity_id, row.connection_id]));
  const gapsOf = Map.groupBy(gaps, (gap) => gap.connection_id);
  const measured = triageStatistics(
    rows.toReversed().map((row) => ({
      entityId: row.entity_id,
      at: row.seen_at,
      from: row.old_value,
      to: row.new_value,
      unseen: row.marks?.split(',').includes('after-gap') ?? false,
    })),
    steps.map(({ entity_id, at }) => ({ entityId: entity_id, at })),
    (entityId, begin, end) =>
      !(gapsOf.get(connectionOf.get(entityId) ?? '') ?? []).some(
        (gap) => gap.from_at < end && (gap.to_at ?? now) > begin,
      ),
    now,
  );
  return {
    days: DAYS,
    timeToAcknowledge: inSeconds(measured.timeToAcknowledge),
    timeToLift: inSeconds(measured.timeToLift),
    stayedUp: measured.stayedUp,
  };
}

function inSeconds({ median, measured, leftOut }: Figure) {
  return { medianSeconds: median === null ? null : Math.round(median / 1000), measured, leftOut };
}
