import 'server-only';
import type { EventReport } from '../../domain/read-event.ts';
import { repeatsSight, type ToldChange } from '../../domain/repeated-reports.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { jsonList } from '../store/write-rows.ts';

/**
 * What we saw happen to one sender ourselves, as far as a report may repeat it. A first sight of a record is none of it:
 * it does not say that anything changed, nor from what; that of a finding tells when it opened and ended.
 */
export interface Sights {
  /** Versions of its records: `<track> <status> <SES's time>`. */
  records: Set<string>;
  findings: ToldChange[];
  /** When its incarnations after the first began, newest first. */
  births: { at: number; incarnation: number }[];
}

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
    .select([
      'entity_id',
      'incarnation',
      'track',
      'kind',
      'new_value',
      'new_cause',
      'new_updated_at',
      'aws_time',
      'seen_at',
    ])
    .where('entity_id', 'in', jsonList(dialect, entityIds) as never)
    .where('reported_at', 'is', null)
    .where((or) => or.or([or('kind', '<>', 'baseline'), or('track', 'like', 'finding:%')]))
    .where('track', 'not in', ['aggregate', 'impact', 'policy'])
    .execute();
  for (const row of rows) {
    const sights = found.get(row.entity_id);
    if (row.track === 'existence') {
      if (row.new_value === 'present') sights?.births.push({ at: row.seen_at, incarnation: row.incarnation });
    } else if (row.track === 'customer' || row.track === 'aws') {
      sights?.records.add(versionKey(row.track, row.new_value, row.new_updated_at));
    } else {
      const { track, kind, new_value: value, new_cause: cause, aws_time: awsTime } = row;
      sights?.findings.push({ track, kind, value, cause, awsTime, reported: false });
    }
  }
  for (const { births } of found.values()) births.sort((one, other) => other.at - one.at);
  return found;
}

/** We know it by our own watching: the same record, status and time; or the same finding with the same outcome. */
export function isSighted(sights: Sights, { track, value, cause, at }: EventReport): boolean {
  if (track === 'customer' || track === 'aws') return sights.records.has(versionKey(track, value, at));
  const told: ToldChange = { track, kind: 'changed', value, cause, awsTime: at, reported: true };
  return sights.findings.some((seen) => repeatsSight(told, seen));
}

const versionKey = (track: string, value: string | null, updatedAt: number | null) => `${track} ${value} ${updatedAt}`;
