import 'server-only';
import type { Selectable } from 'kysely';
import type { EntityTable } from '../store/schema.ts';
import type { ReadDatabase } from '../store/store.ts';
import type { LabelLine } from './read-label-lines.ts';

const COLUMNS = [
  'id',
  'arn',
  'name',
  'region',
  'account',
  'label_name',
  'label_customer',
  'label_contact',
  'label_link',
  'label_source',
] as const;
export type Target = Pick<Selectable<EntityTable>, (typeof COLUMNS)[number]>;

const ROWS_AT_ONCE = 500;

/**
 * The living sender that each line means, by the line's number; a text says why it means none. Reads through the store it
 * is given, so a person finds no sender of a connection they may not see.
 */
export async function findLabelled(
  database: ReadDatabase,
  lines: readonly LabelLine[],
): Promise<Map<number, Target | string>> {
  const wanted = (field: 'arn' | 'tenant') => [...new Set(lines.flatMap((line) => line[field] ?? []))];
  const byArn = await rowsWhere(database, 'arn', wanted('arn'));
  const byName = await rowsWhere(database, 'name', wanted('tenant'));
  const found = new Map<number, Target | string>();
  for (const line of lines) {
    const rows = line.arn === null ? (byName.get(line.tenant ?? '') ?? []) : (byArn.get(line.arn) ?? []);
    const meant = rows.filter(
      ({ region, account }) =>
        (line.region === null || line.region === region) && (line.account === null || line.account === account),
    );
    if (meant.length > 1) {
      found.set(line.line, `${meant.length} senders have this name; give the arn, or region and account as well.`);
    } else if (meant[0] !== undefined) found.set(line.line, meant[0]);
  }
  return found;
}

async function rowsWhere(
  database: ReadDatabase,
  column: 'arn' | 'name',
  values: readonly string[],
): Promise<Map<string, Target[]>> {
  const found = new Map<string, Target[]>();
  for (let from = 0; from < values.length; from += ROWS_AT_ONCE) {
    const rows = await database
      .selectFrom('entities')
      .select(COLUMNS)
      .where(column, 'in', values.slice(from, from + ROWS_AT_ONCE))
      .where('deleted_at', 'is', null)
      .execute();
    for (const row of rows) found.set(row[column], [...(found.get(row[column]) ?? []), row]);
  }
  return found;
}
