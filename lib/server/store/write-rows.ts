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
function values(dialect: Store['dialect'], shape: RowShape, rows: readonly Row[]): RawBuilder<unknown> {
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
  }>`insert into ${sql.table(table)} (${columns}) ${values(dialect, shape, rows)} ${returning}`;
  return (await statement.execute(transaction)).rows;
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
  const given = values(dialect, { given_id: 'bigint', ...shape }, rows);
  await sql`update ${sql.table(table)} set ${sets} from (${given}) as given where ${sql.table(table)}.id = given.given_id`.execute(
    transaction,
  );
}
