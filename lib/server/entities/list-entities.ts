import 'server-only';
import type { EntityList, EntityListItem, EntityListQuery } from '../../domain/entity.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { countMatching } from '../store/count-matching.ts';
import { listEntitiesAt } from '../store/list-entities-at.ts';
import { type EntityListRow, type EntityPageRequest, listEntities as pageOfEntities } from '../store/list-entities.ts';
import type { Moment } from '../store/steps-at.ts';
import { type StripSegment, stripsOf } from '../store/strips-of.ts';
import { describeFleetPast } from './describe-fleet-past.ts';
import { decidingRecord, entityCore } from './entity-row.ts';
import { findAutomatic } from './find-automatic.ts';
import { resolveFilter } from './resolve-filter.ts';

const ROWS = 100;
const STRIP_DAYS = 14;
/** The strip begins at a whole hour, so that the same page is the same bytes for a while. */
export const STRIP_STEP_MS = 3_600_000;

/**
 * One page of the fleet from the store, worst first unless sorted otherwise, with the number of all that match; with `at`
 * as it stood at that moment. Spends no SES budget.
 * @throws StandingError `invalid-input` for an unknown filter word or another list's cursor.
 */
export async function listEntities(context: Context, query: EntityListQuery): Promise<EntityList> {
  authorise(context, 'entities.read');
  const { store } = context;
  const request = {
    filter: resolveFilter(query),
    sort: query.sort ?? 'worst',
    cursor: query.cursor,
    limit: query.limit ?? ROWS,
  };
  if (query.at !== undefined) return listPast(context, query, request, { at: query.at, known: query.known ?? 'then' });
  const page = await pageOfEntities(store, request);
  const now = context.clock.now();
  const [strips, automatic] = await Promise.all([
    stripsOf(store, page.rows, stripStart(now), now),
    findAutomatic(store.read, page.rows),
  ]);
  return {
    items: page.rows.map((row) => itemOf(row, strips.get(row.id) ?? [], automatic.has(row.id))),
    nextCursor: page.nextCursor,
    total: page.total,
    asOf: toIso(store.revisedAt()),
  };
}

async function listPast(
  { store }: Context,
  query: EntityListQuery,
  request: EntityPageRequest,
  moment: Moment,
): Promise<EntityList> {
  const { filter } = request;
  const page = await listEntitiesAt(store, request, moment);
  const present = page.rows.map((each) => each.present);
  const [strips, total] = await Promise.all([
    // Told backwards from now, and cut at the moment.
    stripsOf(store, present, stripStart(moment.at), moment.at),
    countMatching(store, filter),
  ]);
  const place = { regions: filter.regions, connectionIds: filter.connectionIds };
  return {
    items: page.rows.map(({ row }) => {
      const strip = (strips.get(row.id) ?? []).filter((segment) => segment.at < moment.at);
      return itemOf(row, strip, false);
    }),
    nextCursor: page.nextCursor,
    total: page.total,
    asOf: toIso(moment.at),
    past: await describeFleetPast(store, moment, place, { total }, query),
  };
}

const stripStart = (end: number) => Math.floor((end - STRIP_DAYS * 24 * 3_600_000) / STRIP_STEP_MS) * STRIP_STEP_MS;

function itemOf(row: EntityListRow, strip: readonly StripSegment[], likelyAutomatic: boolean): EntityListItem {
  const core = entityCore(row);
  return {
    ...core,
    cause: decidingRecord(core.customerManagedStatus, core.awsSesManagedStatus)?.cause ?? null,
    likelyAutomatic,
    strip: strip.map(({ at, standing }) => ({ at: toIso(at), standing })),
  };
}
