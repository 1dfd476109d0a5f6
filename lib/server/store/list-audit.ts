import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { fromCursor, toCursor } from './cursor.ts';
import type { AuditTable } from './schema.ts';
import type { Store } from './store.ts';

export interface AuditFilter {
  /** Names or ids of principals. */
  who?: readonly string[] | undefined;
  /** Whole actions, or the object before the dot. */
  actions?: readonly string[] | undefined;
  target?: string | undefined;
  /** At or after, epoch ms. */
  from?: number | undefined;
  /** Before, epoch ms. */
  to?: number | undefined;
  text?: string | undefined;
}

export interface AuditPage {
  rows: AuditTable[];
  nextCursor: string | null;
}

const ORDER = 'audit newest';
const SEARCHED = [
  'target',
  'principal_name',
  'before_value',
  'after_value',
  'reason',
  'client_address',
  'request_id',
] as const;
const PEOPLE = 100;

const never = sql<boolean>`1 = 0`;

function anyOf(conditions: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? never : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** PostgreSQL stores no NUL, so nothing can match one. */
const storable = (words: readonly string[]) => words.filter((word) => !word.includes('\0'));

function containing(word: string): RawBuilder<boolean> {
  const pattern = `%${word.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return anyOf(SEARCHED.map((column) => sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`));
}

function actionIs(action: string): RawBuilder<boolean> {
  const below = `${action.replaceAll(/[\\%_]/g, String.raw`\$&`)}.%`;
  return sql<boolean>`(action = ${action} or action like ${below} escape '\\')`;
}

function auditConditions({ who, actions, target, from, to, text }: AuditFilter): RawBuilder<boolean>[] {
  const words = text?.split(/\s+/).filter((word) => word !== '') ?? [];
  return [
    ...(who === undefined
      ? []
      : [anyOf(storable(who).map((name) => sql<boolean>`(principal_name = ${name} or principal_id = ${name})`))]),
    ...(actions === undefined ? [] : [anyOf(storable(actions).map(actionIs))]),
    ...(target === undefined ? [] : [target.includes('\0') ? never : sql<boolean>`target = ${target}`]),
    ...(from === undefined ? [] : [sql<boolean>`at >= ${from}`]),
    ...(to === undefined ? [] : [sql<boolean>`at < ${to}`]),
    ...words.map((word) => (word.includes('\0') ? never : containing(word))),
  ];
}

/**
 * The audit, newest first, in the order it was written. Rows are only ever added, so pages after a cursor never move.
 * @throws StandingError `invalid-input` for a cursor that this list did not give.
 */
export async function listAudit(
  store: Store,
  filter: AuditFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<AuditPage> {
  const conditions = auditConditions(filter);
  if (page.cursor !== undefined) {
    const [id] = fromCursor(page.cursor, ORDER, ['number']);
    conditions.push(sql<boolean>`id < ${id}`);
  }
  const rows = await store.read
    .selectFrom('audit')
    .selectAll()
    .where((of) => of.and(conditions))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return { rows: shown, nextCursor: last ? toCursor(ORDER, [last.id]) : null };
}

/** Everybody who did something, by name. */
export async function listAuditPeople(store: Store): Promise<string[]> {
  const rows = await store.read
    .selectFrom('audit')
    .select('principal_name')
    .distinct()
    .orderBy('principal_name')
    .limit(PEOPLE)
    .execute();
  return rows.map((row) => row.principal_name);
}
