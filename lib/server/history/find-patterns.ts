import 'server-only';
import { sql } from 'kysely';
import type { Pattern } from '../../domain/pattern.ts';
import { PATTERN_KINDS, type PatternKind } from '../../domain/pattern-kinds.ts';
import type { PatternList, PatternListQuery } from '../../domain/pattern-list.ts';
import { accountTrouble } from '../../domain/patterns-account.ts';
import { PATTERN_LIMITS, STATUS_TRACKS } from '../../domain/patterns-input.ts';
import type { Standing } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { accountFactsOf } from '../entities/read-facts.ts';
import { gatherPatternsOf } from './gather-patterns.ts';

/** Senders looked at: those that stopped last. A fleet in which more stopped within a week has another problem. */
const MOST_CANDIDATES = 2_000;
const MOST_LISTED = 200;
/** A statement takes this many ids at once. */
const CHUNK = 400;

/**
 * What stands out in the fleet: senders whose recent changes make a pattern, and accounts that are not healthy behind
 * senders that are. From the store alone.
 */
export async function findPatterns(context: Context, query: PatternListQuery = {}): Promise<PatternList> {
  authorise(context, 'entities.read');
  const now = context.clock.now();
  const [rows, accounts] = await Promise.all([candidates(context, query, now), troubledAccounts(context, query)]);
  const found: { row: Candidate; patterns: Pattern[] }[] = [];
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    const patternsOf = await gatherPatternsOf(context.store.read, chunk, now);
    for (const row of chunk) {
      const own = (patternsOf.get(row.id) ?? []).filter(({ kind }) => kind !== 'account-not-healthy');
      if (own.length > 0) found.push({ row, patterns: own });
    }
  }
  return {
    asOf: toIso(now),
    senders: found.toSorted(worstFirst).slice(0, MOST_LISTED).map(describe),
    counts: countKinds(found.flatMap(({ patterns }) => patterns.map(({ kind }) => kind))),
    accounts,
  };
}

type Candidate = Awaited<ReturnType<typeof candidates>>[number];

/** Every pattern of changes has a stop in it that is recent; a contradiction is a state. */
async function candidates({ store }: Context, query: PatternListQuery, now: number) {
  const records = sql`(coalesce(customer_status, ''), coalesce(aws_status, ''))`;
  return store.read
    .selectFrom('entities')
    .innerJoin('connections', 'connections.id', 'entities.connection_id')
    .select([
      'entities.id',
      'entities.arn',
      'entities.name',
      'entities.region',
      'entities.account',
      'entities.connection_id',
      'entities.standing',
      'entities.incarnation',
      'entities.aggregate',
      'entities.customer_status',
      'entities.aws_status',
      'entities.deleted_at',
      'connections.facts as connection_facts',
    ])
    .where('entities.deleted_at', 'is', null)
    .where((of) =>
      of.and([
        ...(query.region?.length ? [of('entities.region', 'in', query.region)] : []),
        ...(query.connection?.length ? [of('entities.connection_id', 'in', query.connection)] : []),
        of.or([
          of(
            'entities.id',
            'in',
            of
              .selectFrom('changes')
              .select('changes.entity_id')
              .where('changes.seen_at', '>=', now - PATTERN_LIMITS.recentMs)
              // In letters, as the index of stops says it: a parameter would not meet it.
              .where(sql<boolean>`changes.kind = 'changed' and changes.new_value = 'DISABLED'`)
              .where('changes.track', 'in', [...STATUS_TRACKS]),
          ),
          sql<boolean>`(aggregate in ('ENABLED', 'REINSTATED') and 'DISABLED' in ${records})`,
          sql<boolean>`(aggregate = 'DISABLED' and customer_status in ('ENABLED', 'REINSTATED')
            and aws_status in ('ENABLED', 'REINSTATED'))`,
          sql<boolean>`(aggregate = 'REINSTATED' and customer_status = 'ENABLED' and aws_status = 'ENABLED')`,
        ]),
      ]),
    )
    .orderBy('entities.since_at', 'desc')
    .orderBy('entities.id')
    .limit(MOST_CANDIDATES)
    .execute();
}

function worstFirst(a: { patterns: Pattern[] }, b: { patterns: Pattern[] }): number {
  const rank = ({ patterns }: { patterns: Pattern[] }) => PATTERN_KINDS.indexOf(patterns[0]?.kind ?? 'flapping');
  const at = ({ patterns }: { patterns: Pattern[] }) => patterns[0]?.at ?? '';
  return rank(a) - rank(b) || (at(a) < at(b) ? 1 : -1);
}

function describe({ row, patterns }: { row: Candidate; patterns: Pattern[] }): PatternList['senders'][number] {
  return {
    arn: row.arn,
    name: row.name,
    region: row.region,
    account: row.account,
    connectionId: row.connection_id,
    standing: row.standing as Standing,
    sendingStatusAggregate: row.aggregate,
    patterns,
  };
}

function countKinds(kinds: readonly PatternKind[]): PatternList['counts'] {
  const count = (kind: PatternKind) => kinds.filter((each) => each === kind).length;
  return Object.fromEntries(PATTERN_KINDS.map((kind) => [kind, count(kind)])) as PatternList['counts'];
}

async function troubledAccounts(
  { store }: Context,
  { region, connection }: PatternListQuery,
): Promise<PatternList['accounts']> {
  const rows = await store.read
    .selectFrom('connections')
    .select(['id', 'label', 'account', 'region', 'facts'])
    .select((of) =>
      of
        .selectFrom('entities')
        .select((each) => each.fn.countAll<number>().as('allowed'))
        .whereRef('entities.connection_id', '=', 'connections.id')
        .where('entities.deleted_at', 'is', null)
        .where('entities.standing', 'in', ['enabled', 'reinstated'])
        .as('allowed'),
    )
    .where('deleted_at', 'is', null)
    .where((of) =>
      of.and([
        ...(region?.length ? [of('connections.region', 'in', region)] : []),
        ...(connection?.length ? [of('connections.id', 'in', connection)] : []),
      ]),
    )
    .orderBy('created_at')
    .execute();
  return rows.flatMap(({ id, label, account, region: place, facts, allowed }) => {
    const known = accountFactsOf(facts);
    const words = accountTrouble(known);
    if (known === null || words === null) return [];
    const { enforcementStatus, readAt } = known;
    return [
      {
        connectionId: id,
        label,
        account,
        region: place,
        enforcementStatus: enforcementStatus ?? '',
        words,
        readAt,
        allowed: allowed ?? 0,
      },
    ];
  });
}
