import 'server-only';
import { sql } from 'kysely';
import type { Log } from '../log.ts';
import { SEARCH_TEXT } from './search-condition.ts';
import type { ReadDatabase } from './store.ts';

/**
 * PostgreSQL's trigram index on entities. The extension is trusted since PostgreSQL 13, so a database's owner may create
 * it; where that is refused the search still answers, by a scan in the database, and the log says what to do.
 */
export async function ensureSearchIndex(database: ReadDatabase, log: Log): Promise<void> {
  try {
    const known = await sql`select 1 from pg_indexes where indexname = 'entities_search'`.execute(database);
    if (known.rows.length > 0) return;
    await sql`create extension if not exists pg_trgm`.execute(database);
    await sql`create index if not exists entities_search on entities using gin (${SEARCH_TEXT} gin_trgm_ops)`.execute(
      database,
    );
  } catch (error) {
    log.warn(
      { err: error },
      'Search runs without an index: run "create extension pg_trgm" in this database as a superuser, then restart.',
    );
  }
}
