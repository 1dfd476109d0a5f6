import 'server-only';
import type { EventImport } from '../../domain/event-import.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { describeImport } from './import-row.ts';

const SHOWN = 20;

/** The newest imports with their reports. */
export async function listImports(context: Context): Promise<{ items: EventImport[] }> {
  authorise(context, 'history.extend');
  const rows = await context.store.read
    .selectFrom('imports')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(SHOWN)
    .execute();
  return { items: rows.map(describeImport) };
}
