import 'server-only';
import { sql } from 'kysely';
import { isAsleep, type CaseFacts } from '../../domain/change-case.ts';
import { foldAlike, type Foldable, shapeOfCause } from '../../domain/fold-alike.ts';
import { parseFinding } from '../../domain/parse-finding.ts';
import { groupOf, type TriageGroup, wasStoppedBefore } from '../../domain/triage-group.ts';
import type { TriageShow } from '../../domain/triage-queue.ts';
import { policyNameOf, severityOf, type Standing } from '../../domain/vocabulary.ts';
import { factsOf } from '../cases/case-row.ts';
import type { ReadDatabase } from '../store/store.ts';

/** What is ranked and folded; a row's answer is read when it is shown. */
export interface Candidate extends Foldable {
  id: number;
  arn: string;
  name: string;
  region: string;
  account: string;
  connectionId: string;
  policy: string | null;
  cause: string | null;
  severity: number;
  group: TriageGroup;
  show: TriageShow;
  facts: CaseFacts;
  rising: boolean;
  /** Its start was not seen. */
  atLeast: boolean;
}

const WEEK_MS = 7 * 86_400_000;
/** Sort keys (minus the severity) of those that are stopped or under watch, and of those with a finding that may send. */
const STOPPED_OR_WATCHED = -severityOf('reinstated', null);
const WORST_THAT_SENDS = -severityOf('enabled', 'HIGH');
const LEAST_THAT_SENDS = -severityOf('enabled', 'LOW');

const inTrouble = sql<boolean>`(entities.worst_key <= ${STOPPED_OR_WATCHED}
  or entities.worst_key between ${WORST_THAT_SENDS} and ${LEAST_THAT_SENDS})`;

/**
 * Every sender that the queue could show, by one walk of the list's index: as many as are in trouble, not as there are.
 */
export async function loadCandidates(database: ReadDatabase, now: number): Promise<Candidate[]> {
  const rising = await risingOf(database, now);
  const rows = await database
    .selectFrom('entities')
    .leftJoin('cases', 'cases.entity_id', 'entities.id')
    .select([
      'entities.id',
      'entities.arn',
      'entities.name',
      'entities.region',
      'entities.account',
      'entities.connection_id',
      'entities.standing',
      'entities.severity',
      'entities.impact',
      'entities.policy',
      'entities.aws_status',
      'entities.aws_cause',
      'entities.customer_cause',
      'entities.aws_updated_at',
      'entities.since_at',
      'entities.since_at_least',
      'entities.first_seen_at',
      'cases.state',
      'cases.owner_id',
      'cases.owner_name',
      'cases.aws_case',
      'cases.acknowledged_at',
      'cases.acknowledged_by',
      'cases.snoozed_at',
      'cases.snoozed_until',
      'cases.snoozed_till_change',
      'cases.snoozed_by',
      'cases.sorted',
      'cases.version',
      'cases.updated_at',
    ])
    .where('entities.deleted_at', 'is', null)
    .where(inTrouble)
    .execute();
  const candidates = rows.flatMap((row) => {
    const standing = row.standing as Standing;
    const isRising = rising.has(row.id);
    const group = groupOf({ standing, impact: row.impact, policy: row.policy, rising: isRising });
    if (group === null) return [];
    const { version, state } = row;
    const facts = factsOf(
      version === null || state === null
        ? undefined
        : {
            ...row,
            version,
            state,
            snoozed_till_change: row.snoozed_till_change ?? 0,
            updated_at: row.updated_at ?? 0,
          },
    );
    const before =
      (group === 'you' || group === 'aws') &&
      wasStoppedBefore({
        standing,
        sinceAt: row.since_at,
        firstSeenAt: row.first_seen_at,
        awsUpdatedAt: row.aws_updated_at,
      });
    const cause = row.aws_status === 'DISABLED' ? row.aws_cause : row.customer_cause;
    return {
      id: row.id,
      arn: row.arn,
      name: row.name,
      region: row.region,
      account: row.account,
      connectionId: row.connection_id,
      policy: row.policy,
      cause,
      severity: row.severity,
      group,
      show: showOf(facts, before, now),
      facts,
      rising: isRising,
      atLeast: row.since_at_least !== 0,
      at: row.since_at,
      alike:
        group === 'next'
          ? `next ${row.impact} ${policyNameOf(row.policy)} ${isRising}`
          : // What nobody saw happen did not happen alike with what was seen.
            `${before} ${standing} ${shapeOfCause(cause)}`,
    };
  });
  return withFindingTimes(database, candidates);
}

function showOf(facts: CaseFacts, before: boolean, now: number): TriageShow {
  if (facts.sorted === 'meant-so') return 'meant-so';
  if (isAsleep(facts.snoozed, now)) return 'snoozed';
  if (facts.acknowledged !== null) return 'acknowledged';
  return before && facts.sorted === null ? 'before' : 'queue';
}

/** Senders one of whose open findings was seen to name a higher rate than before, of late. */
async function risingOf(database: ReadDatabase, now: number): Promise<Set<number>> {
  const moves = await database
    .selectFrom('changes')
    .select(['entity_id', 'old_cause', 'new_cause'])
    .where('seen_at', '>=', now - WEEK_MS)
    .where('track', 'like', 'finding:%')
    .where('old_value', '=', 'OPEN')
    .where('new_value', '=', 'OPEN')
    .orderBy('seen_at', 'desc')
    .limit(5000)
    .execute();
  const rate = (text: string | null) => parseFinding(text)?.exceededPercent ?? null;
  return new Set(
    moves.flatMap(({ entity_id, old_cause, new_cause }) => {
      const before = rate(old_cause);
      const after = rate(new_cause);
      return before !== null && after !== null && after > before ? entity_id : [];
    }),
  );
}

const IDS_AT_ONCE = 2000;

/** Those that are likely to be paused next count from their newest finding, not from when they could last send. */
async function withFindingTimes(database: ReadDatabase, candidates: Candidate[]): Promise<Candidate[]> {
  const next = candidates.filter(({ group }) => group === 'next');
  for (let from = 0; from < next.length; from += IDS_AT_ONCE) {
    const some = next.slice(from, from + IDS_AT_ONCE);
    const rows = await database
      .selectFrom('findings')
      .select(['arn'])
      .select((of) => of.fn.max('created_at').as('at'))
      .where(
        'arn',
        'in',
        some.map(({ arn }) => arn),
      )
      .where('status', '=', 'OPEN')
      .groupBy('arn')
      .execute();
    const times = new Map(rows.map((row) => [row.arn, row.at]));
    for (const candidate of some) candidate.at = times.get(candidate.arn) ?? candidate.at;
  }
  return candidates;
}

export interface Fold {
  key: string;
  members: Candidate[];
  severity: number;
}

/** Folded, worst first: the heaviest, then the most, then the newest. The key holds while the earliest of them is there. */
export function foldCandidates(candidates: readonly Candidate[]): Fold[] {
  return foldAlike(candidates)
    .map((members) => ({
      key: `${members.length > 1 ? 'f' : 's'}${members[0]?.id}`,
      members,
      severity: members.reduce((most, { severity }) => Math.max(most, severity), 0),
    }))
    .toSorted(
      (a, b) =>
        b.severity - a.severity ||
        b.members.length - a.members.length ||
        (b.members.at(-1)?.at ?? 0) - (a.members.at(-1)?.at ?? 0) ||
        (a.members[0]?.id ?? 0) - (b.members[0]?.id ?? 0),
    );
}
