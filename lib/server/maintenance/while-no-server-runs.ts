import 'server-only';
import { sql } from 'kysely';
import { WATCHER_LOCK } from '../history/watcher-lease.ts';
import type { Store } from '../store/store.ts';

/**
 * Runs what must not happen beside a server. On SQLite the store that was opened as a server's keeps others out; on
 * PostgreSQL the watcher's lock does, which every server that runs holds or waits for.
 * @throws Error with one sentence when a server holds it.
 */
export async function whileNoServerRuns<T>(store: Store, run: () => Promise<T>): Promise<T> {
  if (store.dialect === 'sqlite') return await run();
  return await store.read.connection().execute(async (session) => {
    const { rows } = await sql<{ ok: boolean }>`select pg_try_advisory_lock(${WATCHER_LOCK}) as ok`.execute(session);
    if (rows[0]?.ok !== true) throw new Error('A Standing server uses this database: stop every one of them first.');
    try {
      return await run();
    } finally {
      await sql`select pg_advisory_unlock(${WATCHER_LOCK})`.execute(session);
    }
  });
}
