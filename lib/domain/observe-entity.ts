import { RECORD_TRACKS, type ChangeKind, type RecordTrack } from './change.ts';
import { heldSince } from './held-since.ts';
import {
  ABSENT_POINT,
  fingerprintOf,
  pointsOf,
  samePoint,
  type EntityAnswer,
  type EntityState,
  type StatusRecordValue,
  type TrackPoint,
} from './observed-entity.ts';

/** When an answer was asked and came; what else the watcher knows at that moment. Epoch milliseconds. */
export interface Observation {
  beganAt: number;
  endedAt: number;
  /** Creation time of the tenant, where this answer came with it. */
  tenantCreatedAt?: number | null;
  /** End of the newest stretch in which nobody watched; `beganAt` or later while it goes on. */
  unwatchedUntil?: number | null;
}

export interface ObservedChange {
  incarnation: number;
  track: RecordTrack | 'existence';
  kind: ChangeKind;
  old: TrackPoint | null;
  new: TrackPoint;
  awsTime: number | null;
  seenAt: number;
  seenAfter: number | null;
  marks: string[];
}

export interface EntityObservation {
  decision: 'applied' | 'dropped' | 'unchanged';
  state: EntityState;
  changes: ObservedChange[];
}

/** An answer dropped for its age is applied when this many later reads repeat it: an entity must not freeze. */
export const REPEATS_THAT_CONVINCE = 3;
/**
 * Repeats closer together than this count once. Lists may lag Get by ten seconds, and polling a lagging list four times
 * within that time must not bring the old state back.
 */
export const REPEAT_SPACING_MS = 5_000;

/**
 * The rules of change, order and incarnation: what one answer of SES does to what we hold.
 * - First sight is a baseline. A tombstone that answers, or a moved creation time, starts a new incarnation with one.
 * - An answer is applied whole or not at all. It is dropped when its read began before the read behind our state, or when
 *   either record is older than ours; absent times fall back on read order.
 * - `unchanged`: applied, and nothing moved but the time of reading.
 * Applying the same answer twice is the same as once. Folding the changes of an incarnation gives the state.
 */
export function observeEntity(
  known: EntityState | null,
  answer: EntityAnswer,
  observation: Observation,
): EntityObservation {
  if (known === null) return begin(answer, observation, null, []);
  const reborn = known.deletedAt !== null || hasMovedCreation(known, observation);
  const stale = observation.beganAt < known.readBeganAt || (!reborn && isOlder(known, answer));
  const marks: string[] = [];
  if (stale) {
    const repeats = countRepeat(known, answer, observation);
    if (repeats.count <= REPEATS_THAT_CONVINCE) {
      const state = { ...known, droppedCount: repeats.count, droppedState: repeats.state };
      return { decision: 'dropped', state, changes: [] };
    }
    marks.push('against-the-clock');
  }
  return reborn ? begin(answer, observation, known, marks) : proceed(known, answer, observation, marks);
}

/** What a confirmed absence does: the state stays as it was last known, `deletedAt` is set, `existence` flips. */
export function observeAbsence(known: EntityState, observation: Observation): EntityObservation {
  if (known.deletedAt !== null) return { decision: 'unchanged', state: known, changes: [] };
  if (observation.beganAt < known.readBeganAt) return { decision: 'dropped', state: known, changes: [] };
  const change = existence(known, observation, known.incarnation, 'present', 'deleted');
  return {
    decision: 'applied',
    state: {
      ...known,
      deletedAt: observation.endedAt,
      readBeganAt: observation.beganAt,
      readAt: observation.endedAt,
      droppedCount: 0,
      droppedState: null,
    },
    changes: [change],
  };
}

function begin(
  answer: EntityAnswer,
  observation: Observation,
  before: EntityState | null,
  marks: string[],
): EntityObservation {
  const incarnation = before === null ? 1 : before.incarnation + 1;
  const points = pointsOf(answer);
  // An earlier incarnation, or its absence, was still seen then: this one began later.
  const sinceAt = evidenceOfStart(answer, before?.readAt ?? null, observation);
  const baseline = RECORD_TRACKS.filter((track) => track === 'aggregate' || !samePoint(points[track], ABSENT_POINT));
  const changes: ObservedChange[] = baseline.map((track) => ({
    incarnation,
    track,
    kind: 'baseline',
    old: null,
    new: points[track],
    awsTime: track === 'aggregate' ? earlierThanSight(sinceAt, observation) : points[track].lastUpdatedAt,
    seenAt: observation.endedAt,
    seenAfter: null,
    marks,
  }));
  if (before !== null) {
    const was = before.deletedAt === null ? 'present' : 'deleted';
    changes.unshift({ ...existence(before, observation, incarnation, was, 'present'), marks });
  }
  return {
    decision: 'applied',
    state: {
      ...contentOf(answer),
      incarnation,
      tenantCreatedAt: observation.tenantCreatedAt ?? null,
      sinceAt,
      sinceAtLeast: true,
      firstSeenAt: before?.firstSeenAt ?? observation.endedAt,
      readBeganAt: observation.beganAt,
      readAt: observation.endedAt,
      droppedCount: 0,
      droppedState: null,
      deletedAt: null,
    },
    changes,
  };
}

function proceed(
  known: EntityState,
  answer: EntityAnswer,
  observation: Observation,
  marks: string[],
): EntityObservation {
  const afterGap = observation.unwatchedUntil != null && observation.unwatchedUntil > known.readAt;
  const allMarks = afterGap ? [...marks, 'after-gap'] : marks;
  const before = pointsOf(known);
  const after = pointsOf(answer);
  // Where nobody watched when it flipped, SES's own record times may say more than our late sight.
  const sinceAt = afterGap ? evidenceOfStart(answer, known.readBeganAt, observation) : observation.endedAt;
  const changes: ObservedChange[] = [];
  for (const track of RECORD_TRACKS) {
    const old = before[track];
    const next = after[track];
    if (samePoint(old, next)) continue;
    changes.push({
      incarnation: known.incarnation,
      track,
      kind: old.value === next.value && old.cause === next.cause ? 'rewritten' : 'changed',
      old,
      new: next,
      awsTime: track === 'aggregate' ? earlierThanSight(sinceAt, observation) : next.lastUpdatedAt,
      seenAt: observation.endedAt,
      seenAfter: known.readBeganAt,
      marks: allMarks,
    });
  }
  const newRun = changes.some((change) => change.track === 'aggregate');
  const rewritten = changes.some((change) => change.kind === 'rewritten');
  const state: EntityState = {
    ...known,
    ...contentOf(answer),
    tenantCreatedAt: observation.tenantCreatedAt ?? known.tenantCreatedAt,
    sinceAt: newRun ? sinceAt : known.sinceAt,
    // A record rewritten under the same status may hide a run we never saw, so the duration across it is a lower bound.
    sinceAtLeast: newRun ? afterGap : known.sinceAtLeast || rewritten,
    readBeganAt: observation.beganAt,
    readAt: observation.endedAt,
    droppedCount: 0,
    droppedState: null,
  };
  return { decision: changes.length > 0 || !samePresence(known, answer) ? 'applied' : 'unchanged', state, changes };
}

/**
 * When a run of the aggregate whose start was not seen had begun at the latest, epoch ms: what SES's own record times say,
 * else our sight of it. A time before the last read that still showed something else (`notBefore`) says nothing.
 */
function evidenceOfStart(answer: EntityAnswer, notBefore: number | null, { endedAt }: Observation): number {
  const held = heldSince(answer.sendingStatusAggregate, answer.customerManagedStatus, answer.awsSesManagedStatus);
  return held === null || held < (notBefore ?? 0) ? endedAt : Math.min(endedAt, held);
}

/** SES gives the aggregate no time; this is what its records say of it, where that is earlier than our sight. */
function earlierThanSight(sinceAt: number, { endedAt }: Observation): number | null {
  return sinceAt < endedAt ? sinceAt : null;
}

function existence(
  known: EntityState,
  observation: Observation,
  incarnation: number,
  from: string,
  to: string,
): ObservedChange {
  return {
    incarnation,
    track: 'existence',
    kind: 'changed',
    old: { ...ABSENT_POINT, value: from },
    new: { ...ABSENT_POINT, value: to },
    awsTime: to === 'present' ? (observation.tenantCreatedAt ?? null) : null,
    seenAt: observation.endedAt,
    seenAfter: known.readBeganAt,
    marks: [],
  };
}

function hasMovedCreation(known: EntityState, observation: Observation): boolean {
  return (
    observation.tenantCreatedAt != null &&
    known.tenantCreatedAt !== null &&
    observation.tenantCreatedAt !== known.tenantCreatedAt
  );
}

function isOlder(known: EntityAnswer, answer: EntityAnswer): boolean {
  return (
    recordIsOlder(known.customerManagedStatus, answer.customerManagedStatus) ||
    recordIsOlder(known.awsSesManagedStatus, answer.awsSesManagedStatus)
  );
}

function recordIsOlder(ours: StatusRecordValue | null, theirs: StatusRecordValue | null): boolean {
  return ours?.lastUpdatedAt != null && theirs?.lastUpdatedAt != null && theirs.lastUpdatedAt < ours.lastUpdatedAt;
}

function countRepeat(known: EntityState, answer: EntityAnswer, observation: Observation) {
  const fingerprint = fingerprintOf(answer);
  const [lastBegan, repeated] = (known.droppedState ?? ':').split(':');
  if (repeated !== fingerprint) return { count: 1, state: `${observation.beganAt}:${fingerprint}` };
  if (observation.beganAt < Number(lastBegan) + REPEAT_SPACING_MS) {
    return { count: known.droppedCount, state: known.droppedState };
  }
  return { count: known.droppedCount + 1, state: `${observation.beganAt}:${fingerprint}` };
}

function contentOf(answer: EntityAnswer): EntityAnswer {
  return {
    sendingStatusAggregate: answer.sendingStatusAggregate,
    customerManagedStatus: answer.customerManagedStatus,
    awsSesManagedStatus: answer.awsSesManagedStatus,
    reputationImpact: answer.reputationImpact,
    reputationManagementPolicy: answer.reputationManagementPolicy,
  };
}

function samePresence(known: EntityAnswer, answer: EntityAnswer): boolean {
  return (
    (known.customerManagedStatus === null) === (answer.customerManagedStatus === null) &&
    (known.awsSesManagedStatus === null) === (answer.awsSesManagedStatus === null)
  );
}
