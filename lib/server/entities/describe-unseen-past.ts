import 'server-only';
import type { Entity, StatusRecord } from '../../domain/entity.ts';
import { explain } from '../../domain/explain.ts';
import { foldKnownNow, type HindsightPoint, likelyAggregate } from '../../domain/fold-known.ts';
import { standingOf } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import type { Store } from '../store/store.ts';
import { type EntityRow, entityCore, sinceOf } from './entity-row.ts';

const MESSAGE =
  'Standing had not read this sender yet. Shown is what is known now of that moment, from events and from the times of records read later; a sending status that SES did not report follows from the records, likely.';

/**
 * A sender at a moment before our first sight of it, as it is known now to have been: from what events reported, and from
 * the record times that the first sight came with. Null where neither tells anything.
 */
export async function describeUnseenPast(
  store: Store,
  row: EntityRow,
  at: number,
  now: number,
): Promise<Entity | null> {
  const changes = await store.read
    .selectFrom('changes')
    .selectAll()
    .where('entity_id', '=', row.id)
    .where('track', 'in', ['aggregate', 'customer', 'aws', 'impact', 'policy'])
    .orderBy('seen_at')
    .orderBy('id')
    .execute();
  // Without a report nothing is told later: what we knew then was nothing (see docs/decisions, 17).
  if (changes.every((change) => change.reported_at === null)) return null;
  const known = foldKnownNow(
    changes.map((change) => ({
      incarnation: change.incarnation,
      track: change.track,
      new: { value: change.new_value, cause: change.new_cause, lastUpdatedAt: change.new_updated_at },
      at: change.seen_at,
      seenAfter: change.seen_after,
      awsTime: change.aws_time,
      reportedAt: change.reported_at,
    })),
    at,
    row.read_began_at === 0 ? null : row.read_began_at,
  );
  const { customer, aws } = known;
  if ([customer, aws, known.aggregate].every(({ by }) => by === 'nothing')) return null;
  const aggregate = known.aggregate.value ?? likelyAggregate(customer.value, aws.value);
  const present = entityCore(row);
  const records = { customer: recordOf(customer), aws: recordOf(aws) };
  const times = [customer.lastUpdatedAt, aws.lastUpdatedAt].filter((time) => time !== null);
  const past = {
    ...present,
    standing: standingOf({
      sendingStatusAggregate: aggregate,
      customerStatus: customer.value,
      awsSesStatus: aws.value,
    }),
    sendingStatusAggregate: aggregate,
    reputationImpact: null,
    reputationManagementPolicy: null,
    customerManagedStatus: records.customer,
    awsSesManagedStatus: records.aws,
    since: sinceOf({ at: times.length === 0 ? at : Math.max(...times), atLeast: true, ...records }),
    readAt: toIso(at),
    deletedAt: null,
  };
  return {
    ...past,
    explanation: explain({
      ...past,
      findings: { known: false, open: [] },
      accountFacts: null,
      resources: null,
      patterns: [],
      resourcesUnread: null,
      stoppedBy: null,
      seenBefore: {},
      asOf: toIso(at),
    }),
    freshness: {
      readAt: toIso(at),
      ageSeconds: Math.max(0, Math.round((now - at) / 1000)),
      source: 'import',
      stale: true,
      reason: { code: 'known-later', message: MESSAGE },
    },
    siblings: [],
    firstSeenAt: toIso(row.first_seen_at),
    incarnation: row.incarnation,
    past: {
      at: toIso(at),
      watched: false,
      now: {
        standing: present.standing,
        sendingStatusAggregate: present.sendingStatusAggregate,
        since: present.since,
      },
    },
  };
}

function recordOf({ by, value: status, cause, lastUpdatedAt }: HindsightPoint): StatusRecord | null {
  return by === 'nothing' ? null : { status, cause, lastUpdatedAt: toIso(lastUpdatedAt) };
}
