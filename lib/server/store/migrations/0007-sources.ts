import 'server-only';
import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/**
 * Where a connection's credential comes from beside keys, the role on top of it, and which connections share one
 * (`credential_id`: rotated together, sealed apart).
 */
export const sources: Migration = {
  name: '0007-sources',
  async up(transaction) {
    for (const column of ['credential_id', 'profile', 'role_arn', 'external_id', 'tag_keys']) {
      await sql`alter table connections add column ${sql.ref(column)} text`.execute(transaction);
    }
    await sql`update connections set credential_id = id`.execute(transaction);
  },
};
