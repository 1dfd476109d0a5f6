import 'server-only';
import { sql } from 'kysely';
import type { CaseList, CaseListQuery } from '../../domain/triage-case.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { fromCursor, toCursor } from '../store/cursor.ts';
import { describeCase, factsOf } from './case-row.ts';

const ROWS = 100;
const ORDER = 'cases newest';

/**
 * Cases that somebody or something has touched, the last changed first.
 * @throws StandingError `invalid-input` for a cursor of another list.
 */
export async function listCases(context: Context, query: CaseListQuery): Promise<CaseList> {
  authorise(context, 'cases.read');
  const { owner, state, cursor, limit = ROWS } = query;
  let rows = context.store.read
    .selectFrom('cases')
    .innerJoin('entities', 'entities.id', 'cases.entity_id')
    .selectAll('cases')
    .select(['entities.arn', 'entities.name'])
    .orderBy('cases.updated_at', 'desc')
    .orderBy('cases.entity_id', 'desc')
    .limit(limit + 1);
  if (owner === 'none') rows = rows.where('cases.owner_id', 'is', null);
  else if (owner !== undefined) rows = rows.where('cases.owner_id', '=', owner);
  if (state !== undefined) rows = rows.where('cases.state', '=', state);
  if (cursor !== undefined) {
    const [at, id] = fromCursor(cursor, ORDER, ['number', 'number']);
    rows = rows.where(sql<boolean>`(cases.updated_at, cases.entity_id) < (${at}, ${id})`);
  }
  const found = await rows.execute();
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      arn: row.arn,
      name: row.name,
      case: describeCase(factsOf(row), row.updated_at, context.clock.now()),
    })),
    nextCursor: last ? toCursor(ORDER, [last.updated_at, last.entity_id]) : null,
  };
}
