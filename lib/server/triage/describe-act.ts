import 'server-only';
import { sql } from 'kysely';
import type { ActOutcome } from '../../domain/act-names.ts';
import type { Act, ActSummary } from '../../domain/act.ts';
import { toIso } from '../../domain/wire.ts';
import type { ReadDatabase } from '../store/store.ts';
import type { ActRow } from './act-row.ts';
import { RESTORABLE, UNDO_WINDOW_MS } from './undo-window.ts';

/** The rate is told from what was settled lately; a shorter time says nothing. */
const RATE_OVER_MS = 60_000;
const RATE_AFTER_MS = 3_000;

interface Tally {
  counts: Act['counts'];
  total: number;
  settled: number;
  lately: number;
  restorable: number;
}

/** Acts with how their items stand, counted in one statement. Only items the store shows are counted. */
export async function describeActs(
  database: ReadDatabase,
  acts: readonly ActRow[],
  now: number,
): Promise<(ActSummary & Pick<Act, 'undo'>)[]> {
  const tallies = await tallyItems(database, acts, now);
  return acts.map((act) => summaryOf(act, tallies.get(act.id) ?? empty(), now));
}

const empty = (): Tally => ({ counts: {}, total: 0, settled: 0, lately: 0, restorable: 0 });

async function tallyItems(database: ReadDatabase, acts: readonly ActRow[], now: number): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>();
  if (acts.length === 0) return tallies;
  const rows = await database
    .selectFrom('act_items')
    .select(['act_id', 'outcome'])
    .select((of) => of.fn.countAll<number>().as('count'))
    .select(sql<number>`sum(case when settled_at > ${now - RATE_OVER_MS} then 1 else 0 end)`.as('lately'))
    .select(
      sql<number>`sum(case when sent_at is not null and outcome in (${sql.join([...RESTORABLE])}) and after_value is not null and after_value <> coalesce(before_value, '') then 1 else 0 end)`.as(
        'restorable',
      ),
    )
    .where(
      'act_id',
      'in',
      acts.map((act) => act.id),
    )
    .groupBy(['act_id', 'outcome'])
    .execute();
  for (const row of rows) {
    const tally = tallies.get(row.act_id) ?? empty();
    tallies.set(row.act_id, tally);
    tally.counts[row.outcome as ActOutcome] = row.count;
    tally.total += row.count;
    tally.restorable += row.restorable;
    if (row.outcome === 'pending') continue;
    tally.settled += row.count;
    tally.lately += row.lately;
  }
  return tallies;
}

function summaryOf(act: ActRow, tally: Tally, now: number): ActSummary & Pick<Act, 'undo'> {
  const { counts, total, settled, restorable } = tally;
  return {
    id: act.id,
    act: act.act,
    policy: act.policy,
    reason: act.reason,
    who: act.principal_name,
    startedAt: toIso(act.started_at),
    finishedAt: toIso(act.finished_at),
    state: act.state,
    stateReason: act.state_reason,
    parent: act.parent_id === null ? null : { id: act.parent_id, kind: act.parent_kind === 'retry' ? 'retry' : 'undo' },
    approval:
      act.approval_until === null
        ? null
        : {
            until: toIso(act.approval_until),
            approved:
              act.approved_at === null
                ? null
                : { by: act.approved_by ?? '', at: toIso(act.approved_at), reason: act.approval_reason },
          },
    counts,
    total,
    progress: { settled, ...rateOf(act, tally, now) },
    undo: {
      restorable,
      until: toIso(act.finished_at === null ? null : act.finished_at + UNDO_WINDOW_MS),
      refusal: undoRefusal(act, restorable, now),
    },
  };
}

function rateOf(act: ActRow, { lately, total, settled }: Tally, now: number) {
  const none = { perSecond: null, secondsLeft: null };
  if (act.state !== 'running' || act.finished_at !== null) return none;
  const over = Math.min(RATE_OVER_MS, now - (act.resumed_at ?? act.approved_at ?? act.started_at));
  if (over < RATE_AFTER_MS || lately === 0) return none;
  const perSecond = (lately * 1000) / over;
  return { perSecond: Math.round(perSecond * 100) / 100, secondsLeft: Math.ceil((total - settled) / perSecond) };
}

/** Why an act cannot be taken back; null: it can. The page shows it, and the verb throws it. */
export function undoRefusal(act: ActRow, restorable: number, now: number): string | null {
  if (act.finished_at === null) return 'This act is still running. Wait until it has finished, then undo it.';
  if (now - act.finished_at > UNDO_WINDOW_MS) {
    return 'This act ended more than 24 hours ago. Start a new act instead, with its own reason.';
  }
  return restorable === 0 ? 'This act wrote nothing that can be given back.' : null;
}
