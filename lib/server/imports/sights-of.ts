import 'server-only';
import type { EventReport } from '../../domain/read-event.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { jsonList } from '../store/write-rows.ts';

/**
 * What we saw happen to one sender ourselves, as far as a report may repeat it. A first sight is none of it: it does not say
 * that anything changed, nor from what.
 */
export interface Sights {
  /** Versions of its records: `<track> <status> <SES's time>`. */
  records: Set<string>;
  findings: { track: string; value: string | null; cause: string | null; at: number }[];
  /** When its incarnations after the first began, newest first. */
  births: { at: number; incarnation: number }[];
}

/** An event's time is in whole seconds and a finding's own is not; both are SES's. */
const SAME_FINDING_MS = 2 * 60_000;

export async function sightsOf(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  entityIds: readonly number[],
): Promise<Map<number, Sights>> {
  const found = new Map(
    entityIds.map((id): [number, Sights] => [id, { records: new Set(), findings: [], births: [] }]),
  );
  if (entityIds.length === 0) return found;
  const rows = await transaction
    .selectFrom('changes')
    .select(['entity_id', 'incarnation', 'track', 'new_value', 'new_cause', 'new_updated_at', 'aws_time', 'seen_at'])
    .where('entity_id', 'in', jsonList(dialect, entityIds) as never)
    .where('reported_at', 'is', null)
    .where('kind', '<>', 'baseline')
    .where('track', 'not in', ['aggregate', 'impact', 'policy'])
    .execute();
  for (const row of rows) {
    const sights = found.get(row.entity_id);
    if (row.track === 'existence') {
      if (row.new_value === 'present') sights?.births.push({ at: row.seen_at, incarnation: row.incarnation });
    } else if (row.track === 'customer' || row.track === 'aws') {
      sights?.records.add(versionKey(row.track, row.new_value, row.new_updated_at));
    } else if (row.aws_time !== null) {
      sights?.findings.push({ track: row.track, value: row.new_value, cause: row.new_cause, at: row.aws_time });
    }
  }
  for (const { births } of found.values()) births.sort((one, other) => other.at - one.at);
  return found;
}

/** We know it by our own watching: the same record, status and time; or the same finding with the same outcome. */
export function isSighted(sights: Sights, { track, value, cause, at }: EventReport): boolean {
  if (track === 'customer' || track === 'aws') return sights.records.has(versionKey(track, value, at));
  return sights.findings.some(
    (seen) =>
      seen.track === track &&
      seen.value === value &&
      (cause === null || seen.cause === cause) &&
      Math.abs(seen.at - at) <= SAME_FINDING_MS,
  );
}

const versionKey = (track: string, value: string | null, updatedAt: number | null) => `${track} ${value} ${updatedAt}`;
