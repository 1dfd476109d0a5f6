import 'server-only';
import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Holds all that the overview counts by, so that counting 100,000 entities reads one index in order and no row. */
export const countIndex: Migration = {
  name: '0004-count-index',
  async up(transaction) {
    await sql`create index entities_counted on entities (connection_id, region, account, standing, impact, policy)
      where deleted_at is null`.execute(transaction);
  },
};
