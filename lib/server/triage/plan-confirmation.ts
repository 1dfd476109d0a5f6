import 'server-only';
import { sql } from 'kysely';
import type { EntityFilter } from '../ses/gateway.ts';
import type { ReadDatabase } from '../store/store.ts';

export interface ListPlan {
  filter: EntityFilter;
  /** Pages of that list, as far as we know. */
  pages: number;
  /** Items to write before it is read: enough that a page costs far less than one Get an item. */
  chunk: number;
}

/** A list is worth a page for every so many items. */
const ITEMS_A_PAGE = 25;
const LARGEST_CHUNK = 250;
const UNPROVEN_PAGE = 100;

/**
 * How to see the effect of many writes on one connection at the least cost: by the list of what was asked for, where its
 * pages are far fewer than the items; null: one Get an item is cheaper. `SENDING_STATUS` filters by the aggregate.
 * Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListReputationEntities.html
 */
export async function planConfirmation(
  database: ReadDatabase,
  connectionId: string,
  pageSize: number | undefined,
  requested: string,
  items: number,
): Promise<ListPlan | null> {
  const size = pageSize ?? UNPROVEN_PAGE;
  const { all, alike } = await database
    .selectFrom('entities')
    .select((of) => of.fn.countAll<number>().as('all'))
    .select(sql<number>`coalesce(sum(case when aggregate = ${requested} then 1 else 0 end), 0)`.as('alike'))
    .where('connection_id', '=', connectionId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  const isStatus = requested === 'ENABLED' || requested === 'REINSTATED' || requested === 'DISABLED';
  const pages = Math.ceil(((isStatus ? alike : all) + items) / size);
  if (items < pages * ITEMS_A_PAGE) return null;
  const filter: EntityFilter = isStatus ? { sendingStatus: requested } : {};
  return { filter, pages, chunk: Math.min(LARGEST_CHUNK, items, Math.max(ITEMS_A_PAGE, pages * ITEMS_A_PAGE * 2)) };
}
