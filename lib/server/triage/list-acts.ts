import 'server-only';
import { ACT_STATES, type ActState } from '../../domain/act-names.ts';
import type { ActList, ActListQuery } from '../../domain/act.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { fromCursor, toCursor } from '../store/cursor.ts';
import type { ActRow } from './act-row.ts';
import { describeActs } from './describe-act.ts';

const ORDER = 'acts';
const ROWS = 50;

/** Acts, newest first; those of which one sees a sender at least. */
export async function listActs(context: Context, query: ActListQuery): Promise<ActList> {
  authorise(context, 'acts.read');
  const { store, clock } = context;
  const limit = query.limit ?? ROWS;
  const key = query.cursor === undefined ? null : fromCursor(query.cursor, ORDER, ['number', 'string']);
  const states = statesOf(query.state);
  let acts = store.read
    .selectFrom('acts')
    .selectAll()
    .where((of) =>
      of.exists(of.selectFrom('act_items').select('position').whereRef('act_items.act_id', '=', 'acts.id')),
    )
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (states !== null) acts = acts.where('state', 'in', states);
  if (key !== null) {
    const [startedAt, id] = key as [number, string];
    acts = acts.where((of) =>
      of.or([of('started_at', '<', startedAt), of.and([of('started_at', '=', startedAt), of('id', '<', id)])]),
    );
  }
  const rows = (await acts.execute()) as ActRow[];
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const described = await describeActs(store.read, page, clock.now());
  return {
    items: described,
    nextCursor: last === undefined ? null : toCursor(ORDER, [last.started_at, last.id]),
  };
}

function statesOf(given: readonly string[] | undefined): ActState[] | null {
  if (given === undefined || given.length === 0) return null;
  return given.map((word) => {
    const known = ACT_STATES.find((state) => state === word);
    if (known !== undefined) return known;
    const message = `takes ${ACT_STATES.join(', ')}`;
    throw new StandingError('invalid-input', `state: ${message}.`, { fields: [{ field: 'state', message }] });
  });
}
