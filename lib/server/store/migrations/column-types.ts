import 'server-only';
import { type CreateTableBuilder, sql } from 'kysely';
import type { Store } from '../store.ts';

export type DialectName = Store['dialect'];

/** Where two dialects need two words for the same column. */
export interface ColumnTypes {
  /** Text that is sorted or compared by more than equality: by code point on both, whatever the locale. */
  sorted: ReturnType<typeof sql>;
  /** Generated integer key: `addKey(table)`. */
  addKey<T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C | 'id'>;
}

export function columnTypes(dialect: DialectName): ColumnTypes {
  return {
    sorted: dialect === 'sqlite' ? sql`text` : sql`text collate "C"`,
    addKey: (table) =>
      dialect === 'sqlite'
        ? table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        : table.addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity()),
  };
}
