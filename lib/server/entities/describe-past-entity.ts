import 'server-only';
import type { Entity } from '../../domain/entity.ts';
import { explain } from '../../domain/explain.ts';
import type { Standing } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { StandingError } from '../errors.ts';
import { gapsOf } from '../store/gaps-of.ts';
import { type StepRow, stepAt } from '../store/steps-at.ts';
import { entityAt } from '../store/list-entities-at.ts';
import type { Store } from '../store/store.ts';
import { describeUnseenPast } from './describe-unseen-past.ts';
import { type EntityRow, entityCore } from './entity-row.ts';

type PastOfEntity = NonNullable<Entity['past']>;

/**
 * One entity as it was known at a moment, beside how it stands now; where nothing was known then, what is known now of it.
 * @throws StandingError `entity-not-found` for a moment of which nothing is known.
 */
export async function describePastEntity(store: Store, row: EntityRow, at: number, now: number): Promise<Entity> {
  const [knownThen, step, later, gaps, open] = await Promise.all([
    entityAt(store, row.id, { at, known: 'then' }),
    stepAt(store, row.id, { at, known: 'then' }),
    stepAt(store, row.id, { at, known: 'now' }),
    gapsOf(store, [row.connection_id], at, at + 1),
    openFindingsAt(store, row, at),
  ]);
  if (knownThen === undefined) {
    const told = await describeUnseenPast(store, row, at, now);
    if (told !== null) return told;
    throw new StandingError(
      'entity-not-found',
      `Nothing is stored about this entity at that moment; it was first seen at ${toIso(row.first_seen_at)}.`,
    );
  }
  const watched = gaps.length === 0;
  const present = entityCore(row);
  const past = entityCore(knownThen);
  return {
    ...past,
    explanation: explain({
      ...past,
      findings: { known: false, open },
      accountFacts: null,
      resources: null,
      resourcesUnread: null,
      patterns: [],
      seenBefore: {},
      stoppedBy: null,
      asOf: toIso(at),
    }),
    freshness: {
      readAt: past.readAt,
      ageSeconds: Math.max(0, Math.round((now - knownThen.read_at) / 1000)),
      source: row.source as Entity['freshness']['source'],
      stale: !watched,
      ...(watched ? {} : { reason: { code: 'not-watched', message: 'Nobody was watching at that moment.' } }),
    },
    siblings: [],
    firstSeenAt: toIso(row.first_seen_at),
    incarnation: knownThen.incarnation,
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
