import 'server-only';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import { type ChangeOrder, ORIGINS } from '../../domain/change.ts';
import { CLOCK_TOLERANCE_MS } from '../../domain/origin-of.ts';
import { fromCursor, toCursor } from './cursor.ts';
import type { ChangeTable } from './schema.ts';
import type { Store } from './store.ts';

export type ChangeRow = Selectable<ChangeTable>;
/** A change, whose entity it is, and of an act of ours who did it and why. */
export type ChangeListRow = ChangeRow & {
  arn: string;
  name: string;
  region: string;
  account: string;
  act_by: string | null;
  act_reason: string | null;
  /** Of a report: the change before it on its track, which is its old value. */
  prior_id: number | null;
  prior_value: string | null;
  prior_cause: string | null;
  prior_updated_at: number | null;
  /** The moment that orders it, epoch ms. */
  placed_at: number;
};

export interface ChangeFilter {
  /** One entity; absent: the fleet. */
  entityId?: number | undefined;
  /** Tracks by name; `finding` means every finding track. */
  tracks?: readonly string[] | undefined;
  /** Of the entities as they are now. */
  regions?: readonly string[] | undefined;
  connectionIds?: readonly string[] | undefined;
  id?: number | undefined;
  sources?: readonly string[] | undefined;
  /** Origins, and ids of people who acted through Standing. */
  actors?: readonly string[] | undefined;
  /** Which of its two times orders a change, and which `from` and `to` are of; by when we saw it unless told. */
  order?: ChangeOrder | undefined;
  /** At or after, epoch ms. */
  from?: number | undefined;
  /** Before, epoch ms. */
  to?: number | undefined;
  /** First sights are no events; leave them out. */
  withoutBaselines?: boolean | undefined;
}

export interface ChangePage {
  rows: ChangeListRow[];
  nextCursor: string | null;
}

const CURSOR: Record<ChangeOrder, string> = { seen: 'changes newest', happened: 'changes happened' };

/** The moment a change is shown at: `placeInTime`, and a first sight where it was seen. A test holds the two together. */
const HAPPENED = sql<number>`case
  when changes.kind = 'baseline' and changes.track not like 'finding:%' then changes.seen_at
  when changes.aws_time is null or changes.aws_time > changes.seen_at
    or changes.aws_time < changes.seen_after - ${sql.lit(CLOCK_TOLERANCE_MS)}
    or changes.marks like '%against-the-clock%' then changes.seen_at
  else changes.aws_time end`;

const timeBy = (order: ChangeOrder = 'seen') => (order === 'seen' ? sql<number>`changes.seen_at` : HAPPENED);

function trackIs(track: string): RawBuilder<boolean> {
  return track === 'finding' ? sql<boolean>`changes.track like 'finding:%'` : sql<boolean>`changes.track = ${track}`;
}

function changeConditions(filter: ChangeFilter): RawBuilder<boolean>[] {
  const { entityId, id, tracks, sources, actors, order, from, to, withoutBaselines } = filter;
  const known = tracks?.filter((track) => !track.includes('\0'));
  return [
    ...(entityId === undefined ? [] : [sql<boolean>`changes.entity_id = ${entityId}`]),
    ...(known === undefined ? [] : [known.length === 0 ? sql<boolean>`1 = 0` : anyOf(known.map(trackIs))]),
    ...(id === undefined ? [] : [sql<boolean>`changes.id = ${id}`]),
    ...(sources === undefined ? [] : [isIn(sql`changes.source`, sources)]),
    ...(actors === undefined ? [] : [madeBy(actors)]),
    ...entitiesIn('region', filter.regions),
    ...entitiesIn('connection_id', filter.connectionIds),
    ...(from === undefined ? [] : [sql<boolean>`${timeBy(order)} >= ${from}`]),
    ...(to === undefined ? [] : [sql<boolean>`${timeBy(order)} < ${to}`]),
    ...(withoutBaselines ? [sql<boolean>`changes.kind <> 'baseline'`] : []),
  ];
}

/** PostgreSQL cannot compare with a text that holds a NUL; nothing stored holds one. */
function isIn(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<boolean> {
  const known = values.filter((value) => !value.includes('\0'));
  return known.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${column} in (${sql.join(known)})`;
}

function madeBy(actors: readonly string[]): RawBuilder<boolean> {
  const origins = actors.filter((actor) => (ORIGINS as readonly string[]).includes(actor));
  const people = actors.filter((actor) => !origins.includes(actor));
  const acts = sql<boolean>`changes.act_id in (select id from acts where ${isIn(sql`principal_id`, people)})`;
  return anyOf([isIn(sql`changes.origin`, origins), acts]);
}

function entitiesIn(column: 'region' | 'connection_id', values: readonly string[] | undefined): RawBuilder<boolean>[] {
  if (values === undefined) return [];
  return [sql<boolean>`changes.entity_id in (select id from entities where ${isIn(sql.ref(column), values)})`];
}

function anyOf(conditions: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/**
 * The old value of a report is not stored: a later import may put another report before it. It is looked up instead, in
 * the index of the entity.
 */
const PRIOR = sql<number>`(
  select earlier.id from changes as earlier
  where earlier.entity_id = changes.entity_id and earlier.track = changes.track and earlier.seen_at < changes.seen_at
  order by earlier.seen_at desc, earlier.new_value desc limit 1)`;

/**
 * Changes newest first, by their place in the history (our sight of them, or of a report AWS's time) or by the moment they
 * are shown at. What is seen is only ever added at the newest end, so the pages after a cursor move only when reports or
 * late sights from before it come in.
 * @throws StandingError `invalid-input` for a cursor that this list did not give.
 */
export async function listChanges(
  store: Store,
  filter: ChangeFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<ChangePage> {
  const conditions = changeConditions(filter);
  const time = timeBy(filter.order);
  const order = CURSOR[filter.order ?? 'seen'];
  if (page.cursor !== undefined) {
    const [at, id] = fromCursor(page.cursor, order, ['number', 'number']);
    conditions.push(sql<boolean>`(${time}, changes.id) < (${at}, ${id})`);
  }
  const rows = await store.read
    .selectFrom('changes')
    .innerJoin('entities', 'entities.id', 'changes.entity_id')
    .leftJoin('acts', 'acts.id', 'changes.act_id')
    .leftJoin('changes as prior', (join) => join.on('changes.reported_at', 'is not', null).on('prior.id', '=', PRIOR))
    .selectAll('changes')
    .select(['entities.arn', 'entities.name', 'entities.region', 'entities.account'])
    .select(['acts.principal_name as act_by', 'acts.reason as act_reason'])
    .select(['prior.id as prior_id', 'prior.new_value as prior_value', 'prior.new_cause as prior_cause'])
    .select(['prior.new_updated_at as prior_updated_at'])
    .select(time.as('placed_at'))
    .where((of) => of.and(conditions))
    .orderBy(time, 'desc')
    .orderBy('changes.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return { rows: shown, nextCursor: last ? toCursor(order, [last.placed_at, last.id]) : null };
}

/** How many changes match. */
export async function countChanges(store: Store, filter: ChangeFilter): Promise<number> {
  const { n } = await store.read
    .selectFrom('changes')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where((of) => of.and(changeConditions(filter)))
    .executeTakeFirstOrThrow();
  return n;
}
