import 'server-only';
import { sql } from 'kysely';
import { judgeEnable, judgeReturn, type RecordStep, SETTLE_MS } from '../../domain/judge-case.ts';
import type { SeenBefore, SeenOutcome, SeenQuestion } from '../../domain/seen-before.ts';
import { tellSeenBefore } from '../../domain/tell-seen-before.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import type { ReadDatabase } from '../store/store.ts';

/** Cases looked at, the newest. */
const MOST_CASES = 200;

/**
 * What became of the same thing earlier in this account, where SES does not document it: out of Standing's own acts and
 * stored changes, never out of what others report. SES is not asked.
 */
export async function seenBefore(
  context: Pick<Context, 'principal' | 'store'>,
  { question, account }: { question: SeenQuestion; account: string },
): Promise<SeenBefore> {
  authorise(context, 'entities.read');
  const ends = await CASES[question](context.store.read, account);
  return tellSeenBefore(question, account, ends);
}

/** Of one sender: the sentences that its explanation has a place for; the others are not asked. */
export async function seenSentences(
  database: ReadDatabase,
  sender: { account: string; customer_status: string | null },
  open: readonly unknown[],
): Promise<Partial<Record<SeenQuestion, string>>> {
  const { account, customer_status: customer } = sender;
  const questions: SeenQuestion[] = [
    ...(customer === 'DISABLED' && open.length > 0 ? (['enable-with-open-findings'] as const) : []),
    ...(customer === 'DISABLED' ? (['automatic-stop-record'] as const) : []),
    ...(customer === 'REINSTATED' ? (['reinstated-without-findings'] as const) : []),
  ];
  const sentences = questions.map(async (question) => {
    const ends = await CASES[question](database, account);
    return [question, tellSeenBefore(question, account, ends).sentence] as const;
  });
  return Object.fromEntries(await Promise.all(sentences));
}

const CASES: Record<SeenQuestion, (database: ReadDatabase, account: string) => Promise<(SeenOutcome | null)[]>> = {
  'enable-with-open-findings': enableCases,
  'reinstated-without-findings': returnCases,
  'automatic-stop-record': automaticCases,
};

async function enableCases(database: ReadDatabase, account: string): Promise<(SeenOutcome | null)[]> {
  const items = await database
    .selectFrom('act_items')
    .innerJoin('entities', 'entities.id', 'act_items.entity_id')
    .select(['act_items.entity_id', 'act_items.sent_at', 'entities.read_at'])
    .where('entities.account', '=', account)
    .where('act_items.requested_value', '=', 'ENABLED')
    .where('act_items.sent_at', 'is not', null)
    .where((of) =>
      of.exists(
        of
          .selectFrom('findings')
          .select('findings.id')
          .whereRef('findings.entity_id', '=', 'act_items.entity_id')
          .where((begun) =>
            begun(
              begun.fn.coalesce('findings.created_at', 'findings.first_seen_at'),
              '<=',
              begun.ref('act_items.sent_at'),
            ),
          )
          .where((end) =>
            end.or([
              end('findings.status', '=', 'OPEN'),
              end.and([
                end('findings.status', '=', 'FIXED'),
                end('findings.last_updated_at', '>', end.ref('act_items.sent_at')),
              ]),
            ]),
          ),
      ),
    )
    .orderBy('act_items.sent_at', 'desc')
    .limit(MOST_CASES)
    .execute();
  const steps = await stepsOf(
    database,
    items.map(({ entity_id }) => entity_id),
  );
  return items.map(({ entity_id, sent_at, read_at }) => {
    const sentAt = sent_at ?? 0;
    const after = (steps.get(entity_id) ?? []).filter(({ seenAt }) => seenAt >= sentAt);
    // The first step is the write itself.
    const told = after.map((step, index) => ({ ...step, ours: index > 0 && step.ours }));
    return judgeEnable({ sentAt, after: told, watchedUntil: read_at });
  });
}

async function returnCases(database: ReadDatabase, account: string): Promise<(SeenOutcome | null)[]> {
  const runs = await database
    .selectFrom('changes')
    .innerJoin('entities', 'entities.id', 'changes.entity_id')
    .select(['changes.id', 'changes.entity_id', 'changes.seen_at', 'entities.arn', 'entities.read_at'])
    .where('entities.account', '=', account)
    // In letters, as the index of reinstatements says it: a parameter would not meet it.
    .where(sql<boolean>`changes.track = 'customer' and changes.new_value = 'REINSTATED'`)
    .orderBy('changes.seen_at', 'desc')
    .limit(MOST_CASES)
    .execute();
  if (runs.length === 0) return [];
  const ids = [...new Set(runs.map(({ entity_id }) => entity_id))];
  const [steps, findings] = await Promise.all([stepsOf(database, ids), findingsOf(database, ids)]);
  return runs.flatMap(({ entity_id, seen_at, read_at }) => {
    const after = (steps.get(entity_id) ?? []).filter((step) => step.seenAt > seen_at);
    const until = after.find(({ value }) => value !== 'REINSTATED')?.at ?? read_at;
    const endedAt = lastEnd(findings.get(entity_id) ?? [], seen_at, until);
    return endedAt === null ? [] : [judgeReturn({ endedAt, after, watchedUntil: read_at })];
  });
}

interface FindingTimes {
  status: string | null;
  began: number;
  ended: number | null;
}

/** When the last open finding ended within a run of REINSTATED; null: none was open, one still is, or it is not known. */
function lastEnd(findings: readonly FindingTimes[], from: number, to: number): number | null {
  const within = findings.filter(({ began, ended }) => began <= to && (ended ?? Infinity) > from);
  if (within.length === 0 || within.some(({ status, ended }) => status !== 'FIXED' || ended === null)) return null;
  const last = Math.max(...within.map(({ ended }) => ended ?? 0));
  // SES's clock and ours differ a little: a return and the end behind it may be told in either order.
  return last <= to + SETTLE_MS ? Math.min(last, to) : null;
}

/** Stops whose evidence is a finding that the policy trips: which of the two records they were in. */
async function automaticCases(database: ReadDatabase, account: string): Promise<(SeenOutcome | null)[]> {
  const rows = await database
    .selectFrom('changes')
    .innerJoin('entities', 'entities.id', 'changes.entity_id')
    .select(['changes.track'])
    .where('entities.account', '=', account)
    .where(sql<boolean>`changes.origin = 'likely-automatic'`)
    .where('changes.track', 'in', ['customer', 'aws'])
    .where('changes.new_value', '=', 'DISABLED')
    .orderBy('changes.seen_at', 'desc')
    .limit(MOST_CASES)
    .execute();
  return rows.map(({ track }) => (track === 'aws' ? 'ses-record' : 'customer-record'));
}

type SeenStep = RecordStep & { seenAt: number };

/** Values the customer-managed records of these entities took, oldest first. */
async function stepsOf(database: ReadDatabase, entityIds: readonly number[]): Promise<Map<number, SeenStep[]>> {
  if (entityIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('changes')
    .select(['entity_id', 'new_value', 'aws_time', 'seen_at', 'origin'])
    .where('entity_id', 'in', [...new Set(entityIds)])
    .where('track', '=', 'customer')
    .where('kind', '!=', 'baseline')
    .orderBy('seen_at')
    .orderBy('id')
    .execute();
  const steps = rows.map((row) => ({
    entityId: row.entity_id,
    value: row.new_value,
    at: Math.min(row.aws_time ?? row.seen_at, row.seen_at),
    seenAt: row.seen_at,
    ours: row.origin === 'ours',
  }));
  return Map.groupBy(steps, ({ entityId }) => entityId);
}

async function findingsOf(database: ReadDatabase, entityIds: readonly number[]): Promise<Map<number, FindingTimes[]>> {
  const rows = await database
    .selectFrom('findings')
    .select(['entity_id', 'status', 'created_at', 'first_seen_at', 'last_updated_at'])
    .where('entity_id', 'in', entityIds)
    .execute();
  const found = rows.map((row) => ({
    entityId: row.entity_id ?? 0,
    status: row.status,
    began: row.created_at ?? row.first_seen_at,
    ended: row.status === 'FIXED' ? row.last_updated_at : null,
  }));
  return Map.groupBy(found, ({ entityId }) => entityId);
}
