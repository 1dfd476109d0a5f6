import type { RecordTrack } from './change.ts';

/**
 * What the rules of history work on: an entity as one answer of SES showed it, and as we hold it. Raw words; times in
 * epoch milliseconds. The answer has the shape of the gateway's entity, stated here because this folder imports nothing.
 */
export interface StatusRecordValue {
  status: string | null;
  cause: string | null;
  lastUpdatedAt: number | null;
}

export interface EntityAnswer {
  sendingStatusAggregate: string | null;
  /** null: the record was absent from the answer. */
  customerManagedStatus: StatusRecordValue | null;
  awsSesManagedStatus: StatusRecordValue | null;
  reputationImpact: string | null;
  /** The policy's ARN. */
  reputationManagementPolicy: string | null;
}

/** The answer we hold, and what we know about how we came by it. */
export interface EntityState extends EntityAnswer {
  incarnation: number;
  /** Creation time of the tenant where SES gave it. */
  tenantCreatedAt: number | null;
  /**
   * Start of the present run of the aggregate: our sight of it, or what SES's record times say where that was not seen.
   * `atLeast`: its start, or all of it, was not seen.
   */
  sinceAt: number;
  sinceAtLeast: boolean;
  firstSeenAt: number;
  /** The read behind this state. */
  readBeganAt: number;
  readAt: number;
  /** Answers dropped in a row that all said the same; see `observe-entity.ts`. */
  droppedCount: number;
  /** `<begin of the last counted one>:<fingerprint>`; null when the last answer was applied. */
  droppedState: string | null;
  deletedAt: number | null;
}

/** Value of a track at one point. Only records have a cause and a time of their own. */
export interface TrackPoint {
  value: string | null;
  cause: string | null;
  lastUpdatedAt: number | null;
}

export const ABSENT_POINT: TrackPoint = { value: null, cause: null, lastUpdatedAt: null };

function bare(value: string | null): TrackPoint {
  return { value, cause: null, lastUpdatedAt: null };
}

function ofRecord(record: StatusRecordValue | null): TrackPoint {
  return record === null
    ? ABSENT_POINT
    : { value: record.status, cause: record.cause, lastUpdatedAt: record.lastUpdatedAt };
}

/** The value of every record track in an answer (or state). */
export function pointsOf(answer: EntityAnswer): Record<RecordTrack, TrackPoint> {
  return {
    aggregate: bare(answer.sendingStatusAggregate),
    customer: ofRecord(answer.customerManagedStatus),
    aws: ofRecord(answer.awsSesManagedStatus),
    impact: bare(answer.reputationImpact),
    policy: bare(answer.reputationManagementPolicy),
  };
}

export function samePoint(one: TrackPoint, other: TrackPoint): boolean {
  return one.value === other.value && one.cause === other.cause && one.lastUpdatedAt === other.lastUpdatedAt;
}

/** A short fingerprint of an answer's content (53 bits), to tell whether later answers repeat it. */
export function fingerprintOf(answer: EntityAnswer): string {
  const text = JSON.stringify(Object.values(pointsOf(answer)).map((point) => Object.values(point)));
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
