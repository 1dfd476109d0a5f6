import 'server-only';
import { isStandingTrack, type StandingChange } from '../../domain/fold-standing.ts';
import type { TrackPoint } from '../../domain/observed-entity.ts';
import type { OriginVerdict } from '../../domain/origin-of.ts';
import { reopenCases } from '../cases/reopen-cases.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { insertRows, type RowShape } from '../store/write-rows.ts';
import { writeSteps, type WrittenChanges } from '../store/write-steps.ts';

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

/**
 * Appends changes to the history, in the order given, keeps the steps of their entities (fold-standing.ts) in line, and
 * reopens the cases they concern. A change is never overwritten.
 */
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
  const inserted = await insertRows(transaction, dialect, 'changes', SHAPE, rows, 'track');
  // Keys are given in the order of the rows, whatever the order of the answer.
  const ids = inserted.map(({ id }) => id).toSorted((one, other) => one - other);
  await writeSteps(transaction, dialect, byEntity(changes, ids));
  await reopenCases(
    transaction,
    changes.filter(({ source }) => !isReport(source)),
  );
}

/** What we saw; reports are folded by whoever stores them. */
function byEntity(changes: readonly StoredChange[], ids: readonly number[]): WrittenChanges[] {
  const groups = new Map<number, StandingChange[]>();
  changes.forEach((change, index) => {
    const id = ids[index];
    if (id === undefined || !isStandingTrack(change.track) || isReport(change.source)) return;
    const group = groups.get(change.entityId) ?? [];
    group.push({ ...change, id, value: change.new.value, marks: change.marks ?? [] });
    groups.set(change.entityId, group);
  });
  return [...groups].map(([entityId, own]) => ({ entityId, changes: own }));
}

const isReport = (source: string) => source === 'event' || source === 'import';
