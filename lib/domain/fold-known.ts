import { RECORD_TRACKS, type RecordTrack } from './change.ts';
import { foldChanges } from './fold-changes.ts';
import { ABSENT_POINT, type TrackPoint } from './observed-entity.ts';
import { classifySendingStatus } from './vocabulary.ts';

/**
 * A stored change as the two folds need it; times in epoch ms. A *sight* is what we read in SES ourselves (`reportedAt`
 * null); a *report* is what an event of AWS's told of one record, at once or long after (an import).
 */
export interface KnownChange {
  incarnation: number;
  track: string;
  new: TrackPoint;
  /** Its place in the history: when we saw it; of a report, AWS's time of it. */
  at: number;
  /** The last read that still showed the old value. */
  seenAfter: number | null;
  awsTime: number | null;
  /** When a report reached us. */
  reportedAt: number | null;
}

/**
 * Known then: the state as Standing held and showed it at that moment. Sights alone make it, in the order we had them; a
 * report, whenever it came, never moves it, so it is for ever the same.
 * @param changes in the order of the history (place, then id).
 */
export function foldKnownThen(changes: readonly KnownChange[], at: number): ReturnType<typeof foldChanges> {
  return foldChanges(changes.filter((change) => change.reportedAt === null && change.at <= at));
}

/**
 * What speaks for a value: `sight`: a read before and a read after that moment showed it · `last-sight`: the last read
 * before it did, and nothing tells of a change since · `record-time`: SES's own time of a record that we read later ·
 * `report`: an event · `nothing`.
 */
export type Evidence = 'sight' | 'last-sight' | 'record-time' | 'report' | 'nothing';
export type HindsightPoint = TrackPoint & { by: Evidence };

/**
 * Known now to have been: what was so at that moment, by everything that is known by now. A stretch between two looks that
 * showed the same is told by sight and nothing overrules it; what lies between two looks that differ, after the last look,
 * and before the first is told by SES's own times, of records we read later and of reports. The order in which reports
 * came does not matter.
 * @param changes in the order of the history (place, then id).
 * @param readUntil when the newest read behind the entity began; null: never read.
 */
export function foldKnownNow(
  changes: readonly KnownChange[],
  at: number,
  readUntil: number | null,
): Record<RecordTrack, HindsightPoint> {
  const tracks = Map.groupBy(changes, (change) => change.track);
  return Object.fromEntries(
    RECORD_TRACKS.map((track) => [track, valueAt(tracks.get(track) ?? [], at, readUntil)]),
  ) as Record<RecordTrack, HindsightPoint>;
}

function valueAt(changes: readonly KnownChange[], at: number, readUntil: number | null): HindsightPoint {
  const sights = changes.filter((change) => change.reportedAt === null);
  const index = sights.findLastIndex((sight) => sight.at <= at);
  const last = sights[index];
  const next = sights[index + 1];
  const provenUntil = last === undefined ? -Infinity : provenEnd(last, next, readUntil);
  if (last !== undefined && at <= provenUntil) return { ...last.new, by: 'sight' };
  let best: { time: number; point: HindsightPoint } | null = null;
  const consider = (time: number | null, point: TrackPoint, by: Evidence) => {
    if (time === null || time <= provenUntil || time > at) return;
    const candidate = { time, point: { ...point, by } };
    if (best === null || isLater(candidate, best)) best = candidate;
  };
  for (const change of changes) if (change.reportedAt !== null) consider(change.awsTime, change.new, 'report');
  if (next !== undefined) consider(next.awsTime, next.new, 'record-time');
  const told = best as { point: HindsightPoint } | null;
  if (told !== null) return told.point;
  return last === undefined ? { ...ABSENT_POINT, by: 'nothing' } : { ...last.new, by: 'last-sight' };
}

/** Until when looks prove a sighted value: the last read before the next sight, else the newest read. */
function provenEnd(last: KnownChange, next: KnownChange | undefined, readUntil: number | null): number {
  const end = next === undefined ? readUntil : next.seenAfter;
  return Math.max(last.at, end ?? last.at);
}

/** Two of one moment: what we read ourselves, else the text that sorts later, so that no order of arrival decides. */
function isLater(one: { time: number; point: HindsightPoint }, other: { time: number; point: HindsightPoint }) {
  if (one.time !== other.time) return one.time > other.time;
  if (one.point.by !== other.point.by) return one.point.by === 'record-time';
  return textOf(one.point) > textOf(other.point);
}

const textOf = ({ value, cause }: TrackPoint) => `${value ?? ''}\n${cause ?? ''}`;

/**
 * The aggregate that follows from the two records, where it does: SES never reported it for that moment, so whoever shows
 * it says "likely". Null where the records do not settle it.
 */
export function likelyAggregate(
  customerStatus: string | null,
  awsStatus: string | null,
): 'DISABLED' | 'REINSTATED' | 'ENABLED' | null {
  const customer = classifySendingStatus(customerStatus);
  const aws = classifySendingStatus(awsStatus);
  if (customer === 'DISABLED' || aws === 'DISABLED') return 'DISABLED';
  if (customer === 'REINSTATED' && aws === 'ENABLED') return 'REINSTATED';
  return customer === 'ENABLED' && aws === 'ENABLED' ? 'ENABLED' : null;
}
