import 'server-only';
import { RECORD_TRACKS, type RecordTrack } from '../../domain/change.ts';
import type { Entity, StatusRecord } from '../../domain/entity.ts';
import { explain } from '../../domain/explain.ts';
import { standingOf } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { StandingError } from '../errors.ts';
import type { ReadDatabase } from '../store/store.ts';
import { type EntityRow, decidingRecord, entityCore } from './entity-row.ts';

interface Point {
  incarnation: number;
  value: string | null;
  cause: string | null;
  updatedAt: number | null;
  seenAt: number;
  source: string;
  isBaseline: boolean;
}

/**
 * One entity as it was known at a moment, out of its changes, beside how it stands now.
 * @throws StandingError `entity-not-found` for a moment before the first stored change.
 */
export async function describePastEntity(
  database: ReadDatabase,
  row: EntityRow,
  at: number,
  now: number,
): Promise<Entity> {
  const aggregate = await pointAt(database, row.id, 'aggregate', at);
  if (aggregate === undefined) {
    throw new StandingError(
      'entity-not-found',
      `Nothing is stored about this entity at that moment; it was first seen at ${toIso(row.first_seen_at)}.`,
    );
  }
  const points = await pointsAt(database, row.id, at, aggregate.incarnation);
  const existence = await pointAt(database, row.id, 'existence', at);
  const gone = existence?.value === 'deleted' && existence.seenAt >= aggregate.seenAt ? existence.seenAt : null;
  const customer = recordAt(points.customer);
  const aws = recordAt(points.aws);
  const watched = await wasWatched(database, row.connection_id, at);
  const present = entityCore(row);
  const past = {
    ...present,
    standing: standingOf({
      sendingStatusAggregate: aggregate.value,
      customerStatus: customer?.status ?? null,
      awsSesStatus: aws?.status ?? null,
    }),
    sendingStatusAggregate: aggregate.value,
    reputationImpact: points.impact?.value ?? null,
    reputationManagementPolicy: points.policy?.value ?? null,
    customerManagedStatus: customer,
    awsSesManagedStatus: aws,
    since: {
      at: toIso(aggregate.seenAt),
      atLeast: aggregate.isBaseline,
      recordUpdatedAt: decidingRecord(customer, aws)?.lastUpdatedAt ?? null,
    },
    deletedAt: toIso(gone),
  };
  const open = await openFindingsAt(database, row, at);
  const seenAt = Math.max(...Object.values(points).flatMap((point) => (point === undefined ? [] : [point.seenAt])));
  return {
    ...past,
    readAt: toIso(seenAt),
    explanation: explain({
      ...past,
      findings: { known: false, open },
      accountFacts: null,
      resources: null,
      asOf: toIso(at),
    }),
    freshness: {
      readAt: toIso(seenAt),
      ageSeconds: Math.max(0, Math.round((now - seenAt) / 1000)),
      source: aggregate.source as Entity['freshness']['source'],
      stale: !watched,
      ...(watched ? {} : { reason: { code: 'not-watched', message: 'Nobody was watching at that moment.' } }),
    },
    siblings: [],
    firstSeenAt: toIso(row.first_seen_at),
    incarnation: aggregate.incarnation,
    past: {
      at: toIso(at),
      watched,
      now: {
        standing: present.standing,
        sendingStatusAggregate: present.sendingStatusAggregate,
        since: present.since,
      },
    },
  };
}

async function pointsAt(database: ReadDatabase, entityId: number, at: number, incarnation: number) {
  const points = await Promise.all(
    RECORD_TRACKS.map(async (track) => [track, await pointAt(database, entityId, track, at)] as const),
  );
  // A track without a change in this incarnation was absent at its baseline; an earlier tenant's value is not its.
  const own = points.filter(([, point]) => point?.incarnation === incarnation);
  return Object.fromEntries(own) as Partial<Record<RecordTrack, Point>>;
}

async function pointAt(
  database: ReadDatabase,
  entityId: number,
  track: string,
  at: number,
): Promise<Point | undefined> {
  const change = await database
    .selectFrom('changes')
    .select(['incarnation', 'new_value', 'new_cause', 'new_updated_at', 'seen_at', 'source', 'kind'])
    .where('entity_id', '=', entityId)
    .where('track', '=', track)
    .where('seen_at', '<=', at)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (change === undefined) return undefined;
  return {
    incarnation: change.incarnation,
    value: change.new_value,
    cause: change.new_cause,
    updatedAt: change.new_updated_at,
    seenAt: change.seen_at,
    source: change.source,
    isBaseline: change.kind === 'baseline',
  };
}

function recordAt(point: Point | undefined): StatusRecord | null {
  if (point === undefined || (point.value === null && point.cause === null && point.updatedAt === null)) return null;
  return { status: point.value, cause: point.cause, lastUpdatedAt: toIso(point.updatedAt) };
}

async function wasWatched(database: ReadDatabase, connectionId: string, at: number): Promise<boolean> {
  const gap = await database
    .selectFrom('coverage_gaps')
    .select('id')
    .where('connection_id', '=', connectionId)
    .where('from_at', '<=', at)
    .where((or) => or.or([or('to_at', 'is', null), or('to_at', '>', at)]))
    .limit(1)
    .executeTakeFirst();
  return gap === undefined;
}

/** Findings that were open then, by SES's own times; which ones were known then is not kept apart. */
function openFindingsAt(database: ReadDatabase, row: EntityRow, at: number) {
  return database
    .selectFrom('findings')
    .select(['type', 'impact'])
    .where('arn', '=', row.arn)
    .where('created_at', '<=', at)
    .where((or) =>
      or.or([or('status', '=', 'OPEN'), or.and([or('status', '=', 'FIXED'), or('last_updated_at', '>', at)])]),
    )
    .limit(100)
    .execute();
}
