import 'server-only';
import type { Selectable } from 'kysely';
import type { FindingAnswer, KnownFinding } from '../../domain/observe-findings.ts';
import type { FindingTable } from '../store/schema.ts';
import type { RowShape } from '../store/write-rows.ts';

/** What an answer says, in the order of `answerValues`. */
export const ANSWER_SHAPE = {
  type: 'text',
  impact: 'text',
  description: 'text',
  status: 'text',
  created_at: 'bigint',
  last_updated_at: 'bigint',
  last_seen_at: 'bigint',
} as const satisfies RowShape;

export const NEW_SHAPE = {
  entity_id: 'bigint',
  connection_id: 'text',
  arn: 'text',
  first_seen_at: 'bigint',
  ...ANSWER_SHAPE,
} as const satisfies RowShape;

export function answerValues(finding: FindingAnswer, seenAt: number): (string | number | null)[] {
  return [
    finding.type,
    finding.impact,
    finding.description,
    finding.status,
    finding.createdAt,
    finding.lastUpdatedAt,
    seenAt,
  ];
}

export function knownFindingOf(row: Selectable<FindingTable>): KnownFinding {
  return {
    id: row.id,
    type: row.type,
    impact: row.impact,
    description: row.description,
    status: row.status,
    createdAt: row.created_at,
    lastUpdatedAt: row.last_updated_at,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  };
}
