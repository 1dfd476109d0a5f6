import 'server-only';
import { ACT_OUTCOMES, type ActOutcome } from '../../domain/act-names.ts';
import type { Act, ActItem, ActQuery } from '../../domain/act.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError, notFound } from '../errors.ts';
import type { ReadDatabase } from '../store/store.ts';
import { type ActItemRow, type ActRow, loadActRow } from './act-row.ts';
import { describeActs } from './describe-act.ts';

/**
 * An act and how each item ended so far: all of them, or a page of those that ended in the given words.
 * @throws StandingError `act-not-found`, `invalid-input` for a word that is no outcome.
 */
export async function getAct(context: Context, input: { id: string } & ActQuery): Promise<Act> {
  authorise(context, 'acts.read');
  const { store, clock } = context;
  const act = await loadActRow(store.read, input.id);
  const [[described], items, children] = await Promise.all([
    describeActs(store.read, [act], clock.now()),
    itemsOf(store.read, act, input),
    childrenOf(store.read, act),
  ]);
  if (described === undefined || described.total === 0) throw notFound('act', input.id);
  const page = input.limit === undefined ? items : items.slice(0, input.limit);
  const nextCursor = page.length < items.length ? String((page.at(-1)?.position ?? -1) + 1) : null;
  return { ...described, children, items: page.map(describeItem), nextCursor };
}

export function describeItem(item: ActItemRow): ActItem {
  return {
    arn: item.arn,
    name: item.name,
    outcome: item.outcome,
    detail: item.detail,
    before: item.before_value,
    requested: item.requested_value,
    after: item.after_value,
    settledAt: toIso(item.settled_at),
  };
}

async function itemsOf(database: ReadDatabase, act: ActRow, input: ActQuery): Promise<ActItemRow[]> {
  const words = outcomesOf(input.outcome);
  let query = database
    .selectFrom('act_items')
    .innerJoin('entities', 'entities.id', 'act_items.entity_id')
    .selectAll('act_items')
    .select(['entities.name as name', 'entities.connection_id as connection_id'])
    .where('act_id', '=', act.id)
    .orderBy('position');
  if (words !== null) query = query.where('outcome', 'in', words);
  if (input.cursor !== undefined) query = query.where('position', '>=', input.cursor);
  if (input.limit !== undefined) query = query.limit(input.limit + 1);
  return (await query.execute()) as ActItemRow[];
}

function outcomesOf(given: readonly string[] | undefined): ActOutcome[] | null {
  if (given === undefined || given.length === 0) return null;
  return given.map((word) => {
    const known = ACT_OUTCOMES.find((outcome) => outcome === word);
    if (known !== undefined) return known;
    const message = `takes ${ACT_OUTCOMES.join(', ')}`;
    throw new StandingError('invalid-input', `outcome: ${message}.`, { fields: [{ field: 'outcome', message }] });
  });
}

async function childrenOf(database: ReadDatabase, act: ActRow): Promise<Act['children']> {
  const rows = await database
    .selectFrom('acts')
    .select(['id', 'parent_kind'])
    .where('parent_id', '=', act.id)
    .orderBy('started_at')
    .execute();
  return rows.map(({ id, parent_kind }) => ({ id, kind: parent_kind === 'retry' ? 'retry' : 'undo' }));
}
