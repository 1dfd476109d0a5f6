import 'server-only';
import type { ChangeKind } from '../../domain/change.ts';
import type { Pattern } from '../../domain/pattern.ts';
import { PATTERN_REACH_MS, type PatternChange, STATUS_TRACKS } from '../../domain/patterns-input.ts';
import { patternsOf } from '../../domain/patterns.ts';
import { accountFactsOf } from '../entities/read-facts.ts';
import type { ReadDatabase } from '../store/store.ts';

/** Changes looked at of one sender, the newest ones: many times what a flapping sender makes in a week. */
const MOST_CHANGES = 400;
const TRACKS = [...STATUS_TRACKS, 'policy'];

/** An entity as patterns need it: its present words and what its connection knows of the account. */
export interface PatternRow {
  id: number;
  incarnation: number;
  aggregate: string | null;
  customer_status: string | null;
  aws_status: string | null;
  deleted_at: number | null;
  connection_facts: string;
}

/** The patterns of one sender as they are now, out of its stored changes. One query; SES is not asked. */
export async function gatherPatterns(database: ReadDatabase, row: PatternRow, now: number): Promise<Pattern[]> {
  const changes = await database
    .selectFrom('changes')
    .select(COLUMNS)
    .where('entity_id', '=', row.id)
    .where('track', 'in', TRACKS)
    .where('kind', '!=', 'baseline')
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_CHANGES)
    .execute();
  return patternsFrom(row, patternChanges(changes), now);
}

/** The same of many senders by one query, from changes within reach of a pattern that is still recent. */
export async function gatherPatternsOf(
  database: ReadDatabase,
  rows: readonly PatternRow[],
  now: number,
): Promise<Map<number, Pattern[]>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ id }) => id);
  const changes = await database
    .selectFrom('changes')
    .select(COLUMNS)
    .where('entity_id', 'in', ids)
    .where('seen_at', '>=', now - PATTERN_REACH_MS)
    .where('track', 'in', TRACKS)
    .where('kind', '!=', 'baseline')
    .execute();
  const changesOf = Map.groupBy(changes, (change) => change.entity_id);
  return new Map(rows.map((row) => [row.id, patternsFrom(row, patternChanges(changesOf.get(row.id) ?? []), now)]));
}

function patternsFrom(row: PatternRow, changes: readonly PatternChange[], now: number): Pattern[] {
  return patternsOf({
    now,
    incarnation: row.incarnation,
    changes,
    resources: [],
    sendingStatusAggregate: row.aggregate,
    customerStatus: row.customer_status,
    awsSesStatus: row.aws_status,
    deleted: row.deleted_at !== null,
    accountFacts: accountFactsOf(row.connection_facts),
  });
}

const COLUMNS = [
  'id',
  'entity_id',
  'incarnation',
  'track',
  'kind',
  'old_value',
  'new_value',
  'aws_time',
  'seen_at',
  'seen_after',
  'reported_at',
] as const;

interface ChangeColumns {
  id: number;
  incarnation: number;
  track: string;
  kind: string;
  old_value: string | null;
  new_value: string | null;
  aws_time: number | null;
  seen_at: number;
  seen_after: number | null;
  reported_at: number | null;
}

/** Of one sender. An event tells the new value alone: the old one is what the history holds before it. */
function patternChanges(rows: readonly ChangeColumns[]): PatternChange[] {
  const held = new Map<string, string | null>();
  return rows
    .toSorted((one, other) => one.seen_at - other.seen_at || one.id - other.id)
    .map((row) => {
      const old = row.reported_at === null ? row.old_value : (held.get(row.track) ?? null);
      held.set(row.track, row.new_value);
      return patternChange(row, old);
    });
}

function patternChange(row: ChangeColumns, old: string | null): PatternChange {
  return {
    id: String(row.id),
    incarnation: row.incarnation,
    track: row.track,
    kind: row.kind as ChangeKind,
    old,
    new: row.new_value,
    awsTime: row.aws_time,
    seenAt: row.seen_at,
    seenAfter: row.seen_after,
  };
}
