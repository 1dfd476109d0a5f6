import 'server-only';
import { type Selectable, sql } from 'kysely';
import type { ChangeKind } from '../../domain/change.ts';
import {
  type PatternChange,
  type PatternInput,
  type ResourceChange,
  STATUS_TRACKS,
} from '../../domain/patterns-input.ts';
import type { ChangeTable } from '../store/schema.ts';

const isResource = (track: string) => track.startsWith('resource:');

/** Statuses, the policy, and resources that came or went. */
export const concernsPatterns = sql<boolean>`(track in (${sql.join([...STATUS_TRACKS, 'policy'])})
  or track like 'resource:%')`;

export const PATTERN_COLUMNS = [
  'id',
  'entity_id',
  'incarnation',
  'track',
  'kind',
  'old_value',
  'new_value',
  'new_cause',
  'aws_time',
  'seen_at',
  'seen_after',
  'reported_at',
] as const;

export type PatternColumns = Pick<Selectable<ChangeTable>, (typeof PATTERN_COLUMNS)[number]>;

/** Stored changes as patterns need them, whatever their order. */
export function patternChanges(rows: readonly PatternColumns[]): Pick<PatternInput, 'changes' | 'resources'> {
  const statuses = rows.filter(({ track }) => !isResource(track));
  const byTrack = Map.groupBy(statuses, ({ track, incarnation }) => `${incarnation} ${track}`);
  return {
    changes: [...byTrack.values()].flatMap((own) => inPlace(own)),
    resources: rows.flatMap(resourceChange),
  };
}

/** A report tells its new value alone: the old one is what the history holds before it on its track. */
function inPlace(rows: readonly PatternColumns[]): PatternChange[] {
  const ordered = rows.toSorted((a, b) => a.seen_at - b.seen_at || a.id - b.id);
  return ordered.map((row, index) => ({
    id: String(row.id),
    incarnation: row.incarnation,
    track: row.track,
    kind: row.kind as ChangeKind,
    old: row.reported_at === null ? row.old_value : (ordered[index - 1]?.new_value ?? null),
    new: row.new_value,
    awsTime: row.aws_time,
    seenAt: row.seen_at,
    seenAfter: row.seen_after,
  }));
}

/** A resource that came or went; the first read of them is no coming. */
function resourceChange(row: PatternColumns): ResourceChange[] {
  const { id, incarnation, track, new_value: kind, new_cause: name, seen_at: seenAt, seen_after: seenAfter } = row;
  if (!isResource(track) || seenAfter === null || (kind !== 'attached' && kind !== 'detached')) return [];
  const type = track.slice('resource:'.length);
  return [{ id: String(id), incarnation, kind, type, name: name ?? '', seenAfter, seenAt }];
}
