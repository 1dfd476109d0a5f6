import 'server-only';
import {
  CommonTableExpressionNameNode,
  CommonTableExpressionNode,
  type KyselyPlugin,
  RawNode,
  type RootOperationNode,
  SelectQueryNode,
  sql,
  WithNode,
} from 'kysely';
import { asScoped, wholeStore } from '../store-scope.ts';
import type { StandingDatabase } from './schema.ts';
import type { Store } from './store.ts';

/**
 * Every table whose rows belong to a connection, and the column that says to which (`entity_id`: through its entity).
 * A test holds it against the database: a new table with such a column must be here, or be named there as an exception.
 */
export const SCOPED_TABLES = {
  connections: 'id',
  entities: 'connection_id',
  findings: 'connection_id',
  coverage_gaps: 'connection_id',
  sweeps: 'connection_id',
  kept_events: 'connection_id',
  changes: 'entity_id',
  standing_steps: 'entity_id',
  act_items: 'entity_id',
  entity_resources: 'entity_id',
  live_events: 'connection_id',
  share_links: 'entity_id',
  cases: 'entity_id',
  case_steps: 'entity_id',
  sender_resources: 'entity_id',
  resource_reads: 'entity_id',
  resource_states: 'connection_id',
} as const satisfies Partial<Record<keyof StandingDatabase, string>>;

const MOST_SCOPES = 500;
const scoped = new WeakMap<Store, Map<string, Store>>();

/**
 * The store as somebody sees it who may see some connections only: to every query that reads through it the other
 * connections' rows do not exist. One place instead of a condition in each verb, so no verb can forget it. Each table is
 * shadowed by a common table expression of its own name. Writes are not narrowed: verbs write what they found by reading.
 * @param connectionIds null: all of them, the store as it is.
 */
export function scopedStore(store: Store, connectionIds: readonly string[] | null): Store {
  const whole = wholeStore(store);
  if (connectionIds === null) return whole;
  const ids = [...new Set(connectionIds)].toSorted();
  const key = JSON.stringify(ids);
  const known = scoped.get(whole) ?? new Map<string, Store>();
  scoped.set(whole, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const narrowed: Store = {
    dialect: whole.dialect,
    read: whole.read.withPlugin(narrowing(whole.dialect, ids)),
    write: (run) => whole.write(run),
    revision: () => whole.revision(),
    revisedAt: () => whole.revisedAt(),
    onRevision: (listener) => whole.onRevision(listener),
    close: () => whole.close(),
  };
  known.set(key, asScoped(narrowed, whole, key));
  const [oldest] = known.size > MOST_SCOPES ? known.keys() : [];
  if (oldest !== undefined) known.delete(oldest);
  return narrowed;
}

function narrowing(dialect: Store['dialect'], ids: readonly string[]): KyselyPlugin {
  const tables = shadows(dialect, ids);
  return {
    transformQuery: ({ node }) => shadowed(node, named(node, tables)),
    transformResult: async ({ result }) => result,
  };
}

function shadows(dialect: Store['dialect'], ids: readonly string[]): CommonTableExpressionNode[] {
  // In SQLite a bare name would mean the expression itself.
  const real = (table: string) => sql.ref(dialect === 'sqlite' ? `main.${table}` : table);
  const values = ids.length === 0 ? sql`null` : sql.join(ids);
  return Object.entries(SCOPED_TABLES).map(([table, column]) => {
    const belongs =
      column === 'entity_id'
        ? sql`${sql.ref(column)} in (select id from ${real('entities')} where connection_id in (${values}))`
        : sql`${sql.ref(column)} in (${values})`;
    const rows = sql`(select * from ${real(table)} where ${belongs})`.toOperationNode();
    const shadow = CommonTableExpressionNode.create(CommonTableExpressionNameNode.create(table), rows);
    return CommonTableExpressionNode.cloneWith(shadow, { materialized: false });
  });
}

/** Those that a query may name: wherever a table is meant, its name stands in an identifier or in a piece of SQL. */
function named(node: RootOperationNode, tables: readonly CommonTableExpressionNode[]): CommonTableExpressionNode[] {
  const text = JSON.stringify(node, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return tables.filter(({ name }) => text.includes(name.table.table.identifier.name));
}

function shadowed(node: RootOperationNode, tables: readonly CommonTableExpressionNode[]): RootOperationNode {
  const [first, ...rest] = tables;
  if (first === undefined) return node;
  const all = rest.reduce((together, table) => WithNode.cloneWithExpression(together, table), WithNode.create(first));
  if (SelectQueryNode.is(node)) {
    const own = node.with?.expressions ?? [];
    return { ...node, with: own.reduce((together, table) => WithNode.cloneWithExpression(together, table), all) };
  }
  if (RawNode.is(node) && /^\s*select\b/i.test(node.sqlFragments[0] ?? '')) {
    return RawNode.create(['', ' ', ''], [all, node]);
  }
  throw new Error('This query cannot be narrowed to some connections: write it with selectFrom, or as a plain select.');
}
