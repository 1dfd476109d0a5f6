import 'server-only';
import type { TrackPoint } from '../../domain/observed-entity.ts';
import type { OriginVerdict } from '../../domain/origin-of.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { insertRows, type RowShape } from '../store/write-rows.ts';

/** One change ready to be stored: of a record track, of existence, or of a finding. */
export interface StoredChange {
  entityId: number;
  incarnation: number;
  track: string;
  kind: string;
  old: TrackPoint | null;
  new: TrackPoint;
  awsTime: number | null;
  seenAt: number;
  seenAfter: number | null;
  source: string;
  origin: OriginVerdict;
  impact?: string | null;
  marks?: readonly string[];
}

const SHAPE = {
  entity_id: 'bigint',
  incarnation: 'bigint',
  track: 'text',
  kind: 'text',
  old_value: 'text',
  old_cause: 'text',
  old_updated_at: 'bigint',
  new_value: 'text',
  new_cause: 'text',
  new_updated_at: 'bigint',
  aws_time: 'bigint',
  seen_at: 'bigint',
  seen_after: 'bigint',
  source: 'text',
  origin: 'text',
  evidence: 'text',
  act_id: 'text',
  impact: 'text',
  marks: 'text',
} as const satisfies RowShape;

/** Appends changes to the history, in the order given. A change is never overwritten. */
export async function writeChanges(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  changes: readonly StoredChange[],
): Promise<void> {
  const rows = changes.map((change) => [
    change.entityId,
    change.incarnation,
    change.track,
    change.kind,
    change.old?.value ?? null,
    change.old?.cause ?? null,
    change.old?.lastUpdatedAt ?? null,
    change.new.value,
    change.new.cause,
    change.new.lastUpdatedAt,
    change.awsTime,
    change.seenAt,
    change.seenAfter,
    change.source,
    change.origin.kind,
    change.origin.evidence.length > 0 ? JSON.stringify(change.origin.evidence) : null,
    change.origin.actId,
    change.impact ?? null,
    change.marks && change.marks.length > 0 ? change.marks.join(',') : null,
  ]);
  await insertRows(transaction, dialect, 'changes', SHAPE, rows);
}
