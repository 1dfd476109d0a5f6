import 'server-only';
import { entityConditions } from './entity-conditions.ts';
import type { EntityFilter } from './entity-filter.ts';
import type { Store } from './store.ts';

interface Totals {
  revision: number;
  byFilter: Map<string, Promise<number>>;
}
const remembered = new WeakMap<Store, Totals>();
const MOST_FILTERS = 200;

function totalsOf(store: Store): Totals['byFilter'] {
  const revision = store.revision();
  const known = remembered.get(store);
  if (known?.revision === revision && known.byFilter.size < MOST_FILTERS) return known.byFilter;
  const byFilter = new Map<string, Promise<number>>();
  remembered.set(store, { revision, byFilter });
  return byFilter;
}

/** How many entities match. Counted once per revision of the store: every page of a list asks for the same total. */
export function countMatching(store: Store, filter: EntityFilter): Promise<number> {
  const totals = totalsOf(store);
  const key = JSON.stringify(filter);
  const known = totals.get(key);
  if (known) return known;
  const counting = count(store, filter);
  totals.set(key, counting);
  counting.catch(() => totals.delete(key));
  return counting;
}

async function count(store: Store, filter: EntityFilter): Promise<number> {
  const { n } = await store.read
    .selectFrom('entities')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where((of) => of.and(entityConditions(filter, store.dialect)))
    .executeTakeFirstOrThrow();
  return n;
}
