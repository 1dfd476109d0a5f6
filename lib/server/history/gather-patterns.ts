import 'server-only';
import type { Pattern } from '../../domain/pattern.ts';
import { PATTERN_REACH_MS } from '../../domain/patterns-input.ts';
import { patternsOf } from '../../domain/patterns.ts';
import { accountFactsOf } from '../entities/read-facts.ts';
import type { ReadDatabase } from '../store/store.ts';
import { concernsPatterns, PATTERN_COLUMNS, patternChanges, type PatternColumns } from './pattern-changes.ts';

/** Changes looked at of one sender, the newest ones: many times what a flapping sender makes in a week. */
const MOST_CHANGES = 400;

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
    .select(PATTERN_COLUMNS)
    .where('entity_id', '=', row.id)
    .where(concernsPatterns)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_CHANGES)
    .execute();
  return patternsFrom(row, changes, now);
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
    .select(PATTERN_COLUMNS)
    .where('entity_id', 'in', ids)
    .where('seen_at', '>=', now - PATTERN_REACH_MS)
    .where(concernsPatterns)
    .execute();
  const changesOf = Map.groupBy(changes, (change) => change.entity_id);
  return new Map(rows.map((row) => [row.id, patternsFrom(row, changesOf.get(row.id) ?? [], now)]));
}

function patternsFrom(row: PatternRow, rows: readonly PatternColumns[], now: number): Pattern[] {
  return patternsOf({
    now,
    incarnation: row.incarnation,
    ...patternChanges(rows),
    sendingStatusAggregate: row.aggregate,
    customerStatus: row.customer_status,
    awsSesStatus: row.aws_status,
    deleted: row.deleted_at !== null,
    accountFacts: accountFactsOf(row.connection_facts),
  });
}
