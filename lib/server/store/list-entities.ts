import 'server-only';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { EntityListQuery } from '../../domain/entity.ts';
import { type CursorKey, fromCursor, toCursor } from './cursor.ts';
import { countMatching } from './count-matching.ts';
import { entityConditions } from './entity-conditions.ts';
import type { EntityFilter } from './entity-filter.ts';
import type { EntityTable } from './schema.ts';
import type { Store } from './store.ts';

export type EntitySort = NonNullable<EntityListQuery['sort']>;
export type EntityRow = Selectable<EntityTable>;
export type EntityListRow = EntityRow & { connection_label: string };

export interface EntityPageRequest {
  filter: EntityFilter;
  sort: EntitySort;
  cursor?: string | undefined;
  limit: number;
}

export interface EntityPage {
  rows: EntityListRow[];
  nextCursor: string | null;
  /** All that match, over all pages. */
  total: number;
}

type SortColumn = 'worst_key' | 'name_key' | 'since_at' | 'region' | 'id';
const COLUMN_TYPE: Record<SortColumn, 'string' | 'number'> = {
  worst_key: 'number',
  name_key: 'string',
  since_at: 'number',
  region: 'string',
  id: 'number',
};

/** From so many matches on, walking the list's index beats fetching and sorting them all. */
const COMMON = 2000;

/** Each order runs in one direction over all its columns, so that a page is one seek in an index. */
const ORDERS: Record<'worst' | 'name' | 'since' | 'region', readonly SortColumn[]> = {
  worst: ['worst_key', 'name_key', 'id'],
  name: ['name_key', 'id'],
  since: ['since_at', 'id'],
  region: ['region', 'name_key', 'id'],
};

function orderOf(sort: EntitySort): { columns: readonly SortColumn[]; descending: boolean } {
  return {
    columns: ORDERS[sort.replace('-', '') as keyof typeof ORDERS],
    descending: sort.startsWith('-'),
  };
}

function beyond(columns: readonly SortColumn[], descending: boolean, key: CursorKey): RawBuilder<boolean> {
  const left = sql.join(columns.map((column) => sql.ref(`entities.${column}`)));
  return sql<boolean>`(${left}) ${sql.raw(descending ? '<' : '>')} (${sql.join(key)})`;
}

/**
 * One page of entities and the number of all that match. `since` puts the longest-standing first, `-since` the newest.
 * Pages are cut by the last row's sort key and id, so while data changes no entity whose key stays is skipped or doubled.
 * @throws StandingError `invalid-input` for a cursor of another sort.
 */
export async function listEntities(store: Store, request: EntityPageRequest): Promise<EntityPage> {
  const { filter, sort, cursor, limit } = request;
  const { columns, descending } = orderOf(sort);
  const order = `entities ${sort}`;
  const shape = columns.map((column) => COLUMN_TYPE[column]);
  const key = cursor === undefined ? null : fromCursor(cursor, order, shape);
  const total = await countMatching(store, filter);
  const conditions = entityConditions(filter, store.dialect, total > COMMON);
  let query = store.read
    .selectFrom('entities')
    .innerJoin('connections', 'connections.id', 'entities.connection_id')
    .selectAll('entities')
    .select('connections.label as connection_label')
    .where((of) => of.and(key ? [...conditions, beyond(columns, descending, key)] : conditions))
    .limit(limit + 1);
  for (const column of columns) query = query.orderBy(`entities.${column}`, descending ? 'desc' : 'asc');
  const rows = total === 0 ? [] : await query.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page,
    nextCursor: last
      ? toCursor(
          order,
          columns.map((column) => last[column]),
        )
      : null,
    total,
  };
}
