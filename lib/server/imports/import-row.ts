import 'server-only';
import type { Selectable } from 'kysely';
import type { EventImport } from '../../domain/event-import.ts';
import { toIso } from '../../domain/wire.ts';
import { StandingError } from '../errors.ts';
import type { ImportTable } from '../store/schema-of-imports.ts';
import type { ReadDatabase } from '../store/store.ts';
import { tallyOf } from './tally.ts';

export type ImportRow = Selectable<ImportTable>;

/** @throws StandingError `not-found` */
export async function findImport(database: ReadDatabase, id: string): Promise<ImportRow> {
  const known = id.includes('\0')
    ? undefined
    : await database.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
  if (known === undefined) throw new StandingError('not-found', 'There is no such import.');
  return known;
}

export function describeImport(row: ImportRow): EventImport {
  return {
    id: row.id,
    name: row.name,
    bytes: row.bytes,
    startedAt: toIso(row.started_at),
    movedAt: toIso(row.moved_at),
    finishedAt: toIso(row.finished_at),
    lines: row.lines,
    ...tallyOf(row),
    by: row.principal_name,
  };
}
