import 'server-only';
import type { Kysely } from 'kysely';
import type { Store } from './store.ts';

const HANDLE = Symbol('standing.store.handle');

/** Keeps the writing handle with its store, out of sight of the verbs. */
export function withHandle<T>(store: Store, handle: Kysely<T>): Store {
  return Object.assign(store, { [HANDLE]: handle });
}

/**
 * What better-auth takes as `database: { db, type }` for its own tables in the same database. On SQLite `db` is the one
 * writing connection, lent to one user at a time: a query of better-auth waits for an open `store.write` and never lands
 * inside it. So never await better-auth inside `store.write`: it would wait for itself.
 * Its writes do not count as revisions. Close the store, never `db.destroy()`.
 */
export function authDatabase(store: Store): { db: Kysely<unknown>; type: 'sqlite' | 'postgres' } {
  const handle = (store as Store & { [HANDLE]?: Kysely<unknown> })[HANDLE];
  if (!handle) throw new Error('This store was opened only to be read.');
  return { db: handle, type: store.dialect };
}
