import 'server-only';
import { sql } from 'kysely';
import type { Store, WriteTransaction } from './store.ts';
import { jsonRows, type RowShape } from './write-rows.ts';

/** One report ready to be placed: `at` is AWS's time, which is its place in the history. */
export interface ReportRow {
  entityId: number;
  incarnation: number;
  track: string;
  value: string;
  cause: string | null;
  at: number;
  origin: string;
  impact: string | null;
}

const SHAPE = {
  entity_id: 'bigint',
  incarnation: 'bigint',
  track: 'text',
  value: 'text',
  cause: 'text',
  at: 'bigint',
  origin: 'text',
  impact: 'text',
} as const satisfies RowShape;

/** Places reports in the history, each once for ever. @returns how many were not there before. */
export async function insertReports(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  rows: readonly ReportRow[],
  { source, now }: { source: 'event' | 'import'; now: number },
): Promise<number> {
  if (rows.length === 0) return 0;
  const given = jsonRows(
    dialect,
    SHAPE,
    rows.map((row) => [row.entityId, row.incarnation, row.track, row.value, row.cause, row.at, row.origin, row.impact]),
  );
  const { numAffectedRows } = await sql`
    insert into changes (entity_id, incarnation, track, kind, new_value, new_cause, new_updated_at, aws_time, seen_at,
      source, origin, impact, reported_at)
    select entity_id, incarnation, track, 'changed', value, cause, at, at, at, ${sql.lit(source)}, origin, impact, ${sql.lit(now)}
    from (${given}) as given
    where not exists (
      select 1 from changes as known
      where known.entity_id = given.entity_id and known.seen_at = given.at and known.track = given.track
        and known.reported_at is not null and known.new_value = given.value
        and coalesce(known.new_cause, '') = coalesce(given.cause, ''))`.execute(transaction);
  return Number(numAffectedRows ?? 0n);
}
