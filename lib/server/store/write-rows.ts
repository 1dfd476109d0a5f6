import 'server-only';
import { sql, type RawBuilder } from 'kysely';
import type { StandingDatabase } from './schema.ts';
import type { Store, WriteTransaction } from './store.ts';

/** Columns in the order of a row's values, with the type a JSON value is read back as. */
export type RowShape = Readonly<Record<string, 'text' | 'bigint'>>;
type Row = readonly (string | number | null)[];
type Table = keyof StandingDatabase;

/**
 * Many rows in one statement, given as one JSON parameter: its text does not depend on how many there are, so it is
 * prepared once, and nothing is built a parameter at a time.
 */
export function jsonRows(dialect: Store['dialect'], shape: RowShape, rows: readonly Row[]): RawBuilder<unknown> {
  const columns = Object.entries(shape).map(([name, type], index) => {
    const at = sql.lit(index);
    const value =
      dialect === 'sqlite'
        ? sql`json_extract(value, ${sql.lit(`$[${index}]`)})`
        : sql`(value ->> ${at})::${sql.raw(type)}`;
    return sql`${value} as ${sql.ref(name)}`;
  });
  const source =
    dialect === 'sqlite'
      ? sql`json_each(${JSON.stringify(rows)})`
      : sql`json_array_elements(${JSON.stringify(rows)}::json) as each_row(value)`;
  return sql`select ${sql.join(columns)} from ${source}`;
}

/** Inserts rows of `shape`. Answers the generated ids, each with the value of `key`, when a key is named. */
export async function insertRows(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  table: Table,
  shape: RowShape,
  rows: readonly Row[],
  key?: string,
): Promise<{ id: number; key: string }[]> {
  if (rows.length === 0) return [];
  const columns = sql.join(Object.keys(shape).map((name) => sql.ref(name)));
  const returning = key === undefined ? sql`` : sql`returning id, ${sql.ref(key)} as key`;
  const statement = sql<{
    id: number;
    key: string;
  }>`insert into ${sql.table(table)} (${columns}) ${jsonRows(dialect, shape, rows)} ${returning}`;
  return (await statement.execute(transaction)).rows;
}

/** The same for rows that may be there already, by any unique key: those stay as they are. @returns how many are new. */
export async function insertNewRows(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  table: Table,
  shape: RowShape,
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = sql.join(Object.keys(shape).map((name) => sql.ref(name)));
  // Without a condition SQLite would take the conflict clause for a join's.
  const statement = sql`insert into ${sql.table(table)} (${columns})
    select * from (${jsonRows(dialect, shape, rows)}) as given where true on conflict do nothing`;
  return Number((await statement.execute(transaction)).numAffectedRows ?? 0n);
}

/** Updates rows by their integer `id`, which is the first value of each; the rest are in the order of `shape`. */
export async function updateRows(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  table: Table,
  shape: RowShape,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(shape);
  const sets = sql.join(names.map((name) => sql`${sql.ref(name)} = given.${sql.ref(name)}`));
  const given = jsonRows(dialect, { given_id: 'bigint', ...shape }, rows);
  await sql`update ${sql.table(table)} set ${sets} from (${given}) as given where ${sql.table(table)}.id = given.given_id`.execute(
    transaction,
  );
}

/** Whole numbers, or texts, to compare a column with: however many there are, the statement is the same. */
export function jsonList(dialect: Store['dialect'], list: readonly (number | string)[]): RawBuilder<unknown> {
  const json = JSON.stringify(list);
  if (dialect === 'sqlite') return sql`(select value from json_each(${json}))`;
  const type = sql.raw(typeof list[0] === 'number' ? 'bigint' : 'text');
  return sql`(select value::${type} from json_array_elements_text(${json}::json))`;
}
