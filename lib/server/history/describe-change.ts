import 'server-only';
import type { Change, ChangeKind, ChangeSource, Origin } from '../../domain/change.ts';
import { toIso } from '../../domain/wire.ts';
import type { ChangeListRow } from '../store/list-changes.ts';

/** A stored change as the API says it. */
export function describeChange(row: ChangeListRow): Change {
  return {
    id: String(row.id),
    arn: row.arn,
    incarnation: row.incarnation,
    track: row.track,
    kind: row.kind as ChangeKind,
    old: oldOf(row),
    new: { value: row.new_value, cause: row.new_cause, lastUpdatedAt: toIso(row.new_updated_at) },
    cause: row.new_cause,
    awsTime: toIso(row.aws_time),
    seenAt: toIso(row.reported_at ?? row.seen_at),
    at: toIso(row.seen_at),
    seenAfter: toIso(row.seen_after),
    source: row.source as ChangeSource,
    origin: {
      kind: row.origin as Origin,
      evidence: row.evidence === null ? [] : (JSON.parse(row.evidence) as string[]),
      actId: row.act_id,
      who: row.act_by,
      why: row.act_reason,
    },
    impact: row.impact,
    marks: row.marks === null ? [] : row.marks.split(','),
  };
}

/** An event tells the new value alone: what was before it is what the history holds before it. */
function oldOf(row: ChangeListRow): Change['old'] {
  if (row.kind === 'baseline') return null;
  if (row.reported_at === null) {
    return { value: row.old_value, cause: row.old_cause, lastUpdatedAt: toIso(row.old_updated_at) };
  }
  if (row.prior_id === null) return null;
  return { value: row.prior_value, cause: row.prior_cause, lastUpdatedAt: toIso(row.prior_updated_at) };
}
