import 'server-only';
import type { EntityList, EntityListItem, EntityListQuery } from '../../domain/entity.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { type EntityListRow, listEntities as pageOfEntities } from '../store/list-entities.ts';
import { type StripSegment, stripsOf } from '../store/strips-of.ts';
import { decidingRecord, entityCore } from './entity-row.ts';
import { findAutomatic } from './find-automatic.ts';
import { resolveFilter } from './resolve-filter.ts';

const ROWS = 100;
const STRIP_DAYS = 14;
/** The strip begins at a whole hour, so that the same page is the same bytes for a while. */
export const STRIP_STEP_MS = 3_600_000;

/**
 * One page of the fleet from the store, worst first unless sorted otherwise, with the number of all that match. Spends
 * no SES budget.
 * @throws StandingError `invalid-input` for an unknown filter word, another list's cursor, or `at` (one entity only).
 */
export async function listEntities(context: Context, query: EntityListQuery): Promise<EntityList> {
  authorise(context, 'entities.read');
  if (query.at !== undefined) {
    const message = 'takes a moment for one entity only (/api/entity); the list shows what is known now';
    throw new StandingError('invalid-input', `at: ${message}.`, { fields: [{ field: 'at', message }] });
  }
  const { store } = context;
  const page = await pageOfEntities(store, {
    filter: resolveFilter(query),
    sort: query.sort ?? 'worst',
    cursor: query.cursor,
    limit: query.limit ?? ROWS,
  });
  const now = context.clock.now();
  const from = Math.floor((now - STRIP_DAYS * 24 * 3_600_000) / STRIP_STEP_MS) * STRIP_STEP_MS;
  const [strips, automatic] = await Promise.all([
    stripsOf(store, page.rows, from, now),
    findAutomatic(store.read, page.rows),
  ]);
  return {
    items: page.rows.map((row) => itemOf(row, strips.get(row.id) ?? [], automatic.has(row.id))),
    nextCursor: page.nextCursor,
    total: page.total,
    asOf: toIso(store.revisedAt()),
  };
}

function itemOf(row: EntityListRow, strip: readonly StripSegment[], likelyAutomatic: boolean): EntityListItem {
  const core = entityCore(row);
  return {
    ...core,
    cause: decidingRecord(core.customerManagedStatus, core.awsSesManagedStatus)?.cause ?? null,
    likelyAutomatic,
    strip: strip.map(({ at, standing }) => ({ at: toIso(at), standing })),
  };
}
