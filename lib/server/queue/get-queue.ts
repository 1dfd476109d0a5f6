import 'server-only';
import { COUNTED, likelyNext, TRIAGE_GROUPS, type TriageGroup } from '../../domain/triage-group.ts';
import type { TriageQuery, TriageQueue, TriageRow, TriageSender, TriageShow } from '../../domain/triage-queue.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import { describeCase } from '../cases/case-row.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { decidingRecord, entityCore } from '../entities/entity-row.ts';
import { fromCursor, toCursor } from '../store/cursor.ts';
import { type Candidate, type Fold, foldCandidates } from './load-candidates.ts';
import { candidatesNow } from './remember-candidates.ts';
import { shareFacts } from './share-facts.ts';

const ROWS = 50;
const MOST_ARNS = 1000;
/** Of a folded row: who they are, at a glance. */
const NAMED = 3;

/**
 * What needs a person, worst first, by what can be done about it; what changed alike is folded. From the store alone.
 * @throws StandingError `invalid-input` for a cursor of another group, or one without a group.
 */
export async function getQueue(context: Context, query: TriageQuery): Promise<TriageQueue> {
  authorise(context, 'entities.read');
  const { store, clock } = context;
  if (query.cursor !== undefined && query.group === undefined) {
    throw new StandingError('invalid-input', 'cursor: belongs to one group; name it in group.', {
      fields: [{ field: 'cursor', message: 'belongs to one group; name it in group' }],
    });
  }
  const here = (await candidatesNow(context)).filter((candidate) => isIn(candidate, query));
  const shown = here.filter(({ show }) => show === (query.show ?? 'queue'));
  const groups = TRIAGE_GROUPS.filter((group) => query.group === undefined || query.group === group);
  return {
    asOf: toIso(store.revisedAt()),
    counts: countsOf(here),
    groups: await Promise.all(
      groups.map((group) =>
        describeGroup(
          context,
          group,
          shown.filter((candidate) => candidate.group === group),
          query,
          clock.now(),
        ),
      ),
    ),
  };
}

export function isIn(
  { region, connectionId, facts }: Candidate,
  query: Pick<TriageQuery, 'region' | 'connection' | 'owner'>,
): boolean {
  const { owner } = query;
  return (
    (!query.region?.length || query.region.includes(region)) &&
    (!query.connection?.length || query.connection.includes(connectionId)) &&
    (owner === undefined || (facts.owner?.id ?? 'none') === owner)
  );
}

export function countsOf(candidates: readonly Candidate[]): TriageQueue['counts'] {
  const byGroup: Record<TriageGroup, number> = { you: 0, aws: 0, watch: 0, next: 0 };
  const byShow: Record<TriageShow, number> = { queue: 0, acknowledged: 0, snoozed: 0, before: 0, 'meant-so': 0 };
  for (const { group, show } of candidates) {
    byShow[show] += 1;
    if (show === 'queue') byGroup[group] += 1;
  }
  return {
    needsPerson: TRIAGE_GROUPS.reduce((sum, group) => sum + (COUNTED[group] ? byGroup[group] : 0), 0),
    byGroup,
    acknowledged: byShow.acknowledged,
    snoozed: byShow.snoozed,
    before: byShow.before,
    meantSo: byShow['meant-so'],
  };
}

async function describeGroup(
  context: Context,
  group: TriageGroup,
  candidates: readonly Candidate[],
  query: TriageQuery,
  now: number,
): Promise<TriageQueue['groups'][number]> {
  const all = foldCandidates(candidates);
  const folds = query.fold === undefined ? all : unfold(all, query.fold);
  const order = `triage ${group} ${query.show ?? 'queue'} ${query.fold ?? ''}`;
  const start =
    query.cursor === undefined
      ? 0
      : placeAfter(folds, fromCursor(query.cursor, order, ['number', 'number', 'number', 'number']));
  const limit = query.limit ?? ROWS;
  const page = folds.slice(start, start + limit);
  const last = start + limit < folds.length ? page.at(-1) : undefined;
  return {
    group,
    senders: candidates.length,
    rowsTotal: folds.length,
    rows: await describeRows(context, page, now),
    nextCursor: last === undefined ? null : toCursor(order, rankOf(last)),
  };
}

function unfold(folds: readonly Fold[], key: string): Fold[] {
  const members = folds.find((fold) => fold.key === key)?.members ?? [];
  return members.map((member) => ({ key: `s${member.id}`, members: [member], severity: member.severity }));
}

/** As foldCandidates sorts, each part the smaller the earlier. */
function rankOf({ severity, members }: Fold): [number, number, number, number] {
  return [-severity, -members.length, -(members.at(-1)?.at ?? 0), members[0]?.id ?? 0];
}

/** The first row beyond a place, also where the row of the cursor is gone. */
function placeAfter(folds: readonly Fold[], key: readonly (string | number)[]): number {
  const index = folds.findIndex((fold) => {
    const rank = rankOf(fold);
    const at = rank.findIndex((part, place) => part !== key[place]);
    return at >= 0 && (rank[at] ?? 0) > Number(key[at]);
  });
  return index < 0 ? folds.length : index;
}

async function describeRows(context: Context, folds: readonly Fold[], now: number): Promise<TriageRow[]> {
  const named = folds.flatMap(({ members }) => members.slice(0, NAMED));
  const senders = await sendersOf(context, named, now);
  return Promise.all(
    folds.map(async ({ key, members }): Promise<TriageRow> => {
      const some = members.slice(0, MOST_ARNS);
      return {
        key,
        count: members.length,
        senders: members.slice(0, NAMED).flatMap(({ id }) => senders.get(id) ?? []),
        arns: some.map(({ arn }) => arn),
        versions: Object.fromEntries(some.map(({ arn, facts }) => [arn, facts.version])),
        from: toIso(members[0]?.at ?? 0),
        to: toIso(members.at(-1)?.at ?? 0),
        shared: members.length > 1 ? await shareFacts(context.store.read, members) : [],
      };
    }),
  );
}

async function sendersOf(
  { store }: Context,
  candidates: readonly Candidate[],
  now: number,
): Promise<Map<number, TriageSender>> {
  if (candidates.length === 0) return new Map();
  const rows = await store.read
    .selectFrom('entities')
    .innerJoin('connections', 'connections.id', 'entities.connection_id')
    .selectAll('entities')
    .select('connections.label as connection_label')
    .where(
      'entities.id',
      'in',
      candidates.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return new Map(
    rows.flatMap((row) => {
      const candidate = byId.get(row.id);
      if (candidate === undefined) return [];
      const { tenantId: _, partition: __, readAt: ___, deletedAt: ____, neverRead: _____, ...core } = entityCore(row);
      const { customerManagedStatus, awsSesManagedStatus, ...rest } = core;
      const { facts, group, rising } = candidate;
      return [
        [
          row.id,
          {
            ...rest,
            cause: decidingRecord(customerManagedStatus, awsSesManagedStatus)?.cause ?? null,
            case: describeCase(facts, null, now),
            likely: group === 'next' ? likelyNext({ impact: row.impact, policy: row.policy, rising }) : null,
          },
        ],
      ];
    }),
  );
}
