import 'server-only';
import type { Entity, StatusRecord } from '../../domain/entity.ts';
import { explain } from '../../domain/explain.ts';
import { type Standing, standingOf } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { StandingError } from '../errors.ts';
import { gapsOf } from '../store/gaps-of.ts';
import { type StepRow, stepAt } from '../store/steps-at.ts';
import { latestValuesAt } from '../store/latest-values-at.ts';
import type { ChangeRow } from '../store/list-changes.ts';
import type { Store } from '../store/store.ts';
import { describeUnseenPast } from './describe-unseen-past.ts';
import { type EntityRow, entityCore, sinceOf } from './entity-row.ts';

type PastOfEntity = NonNullable<Entity['past']>;

/**
 * One entity as it was known at a moment, out of its changes, beside how it stands now.
 * @throws StandingError `entity-not-found` for a moment of which nothing is known.
 */
export async function describePastEntity(store: Store, row: EntityRow, at: number, now: number): Promise<Entity> {
  const [changes, step, later] = await Promise.all([
    latestValuesAt(store, row.id, at),
    stepAt(store, row.id, { at, known: 'then' }),
    stepAt(store, row.id, { at, known: 'now' }),
  ]);
  const points = new Map(changes.map((change) => [change.track, change]));
  const aggregate = points.get('aggregate');
  if (aggregate === undefined || step === undefined) {
    const told = await describeUnseenPast(store, row, at, now);
    if (told !== null) return told;
    throw new StandingError(
      'entity-not-found',
      `Nothing is stored about this entity at that moment; it was first seen at ${toIso(row.first_seen_at)}.`,
    );
  }
  const existence = points.get('existence');
  const gone = existence?.new_value === 'deleted' ? existence.seen_at : null;
  const customer = recordAt(points.get('customer'));
  const aws = recordAt(points.get('aws'));
  const watched = (await gapsOf(store, [row.connection_id], at, at + 1)).length === 0;
  const present = entityCore(row);
  const past = {
    ...present,
    standing: standingOf({
      sendingStatusAggregate: aggregate.new_value,
      customerStatus: customer?.status ?? null,
      awsSesStatus: aws?.status ?? null,
    }),
    sendingStatusAggregate: aggregate.new_value,
    reputationImpact: points.get('impact')?.new_value ?? null,
    reputationManagementPolicy: points.get('policy')?.new_value ?? null,
    customerManagedStatus: customer,
    awsSesManagedStatus: aws,
    since: sinceOf({ at: step.since_at ?? step.at, atLeast: step.since_at_least === 1, customer, aws }),
    deletedAt: toIso(gone),
  };
  const open = await openFindingsAt(store, row, at);
  const seenAt = Math.max(...[...points.values()].map((point) => point.seen_at));
  return {
    ...past,
    readAt: toIso(seenAt),
    explanation: explain({
      ...past,
      findings: { known: false, open },
      accountFacts: null,
      resources: null,
      patterns: [],
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
      knownNow: toldLater(step, later),
    },
  };
}

/** What is known now of that moment, where it is something else than was known then. */
function toldLater(then: StepRow | undefined, later: StepRow | undefined): PastOfEntity['knownNow'] {
  if (later === undefined || (then !== undefined && later.state_id === then.state_id)) return undefined;
  return {
    standing: later.standing as Standing,
    sendingStatusAggregate: later.aggregate,
    since: toIso(later.since_at ?? later.at),
    learnedAt: later.late === 1 ? null : toIso(later.at),
    source: later.late === 1 ? 'import' : 'watched',
  };
}

/** A record that was reported as absent, or never was, is none. */
function recordAt(change: ChangeRow | undefined): StatusRecord | null {
  if (change === undefined) return null;
  const { new_value: status, new_cause: cause, new_updated_at: updatedAt } = change;
  if (status === null && cause === null && updatedAt === null) return null;
  return { status, cause, lastUpdatedAt: toIso(updatedAt) };
}

/** Findings that were open then, by SES's own times; which ones were known then is not kept apart. */
function openFindingsAt(store: Store, row: EntityRow, at: number) {
  return store.read
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
