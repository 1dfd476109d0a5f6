import 'server-only';
import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Living entities in the four orders of the list; each ends in the id, so that it is a total order. */
const LIST_ORDERS = {
  entities_worst: ['worst_key', 'name_key', 'id'],
  entities_by_name: ['name_key', 'id'],
  entities_by_since: ['since_at', 'id'],
  entities_by_region: ['region', 'name_key', 'id'],
  entities_by_connection: ['connection_id', 'worst_key', 'name_key', 'id'],
};

const OTHERS: { name: string; table: string; columns: string[] }[] = [
  { name: 'entities_by_whole_name', table: 'entities', columns: ['name'] },
  { name: 'changes_of_entity', table: 'changes', columns: ['entity_id', 'seen_at', 'id'] },
  { name: 'changes_by_time', table: 'changes', columns: ['seen_at', 'id'] },
  { name: 'findings_by_arn', table: 'findings', columns: ['arn'] },
  { name: 'findings_by_connection', table: 'findings', columns: ['connection_id', 'status'] },
  { name: 'gaps_by_connection', table: 'coverage_gaps', columns: ['connection_id', 'from_at'] },
  { name: 'sweeps_by_connection', table: 'sweeps', columns: ['connection_id', 'lane', 'started_at'] },
  { name: 'act_items_by_entity', table: 'act_items', columns: ['entity_id'] },
  { name: 'audit_by_time', table: 'audit', columns: ['at', 'id'] },
];

export const indexes: Migration = {
  name: '0002-indexes',
  async up(transaction) {
    for (const [name, columns] of Object.entries(LIST_ORDERS)) {
      const list = sql.join(columns.map((column) => sql.ref(column)));
      await sql`create index ${sql.ref(name)} on entities (${list}) where deleted_at is null`.execute(transaction);
    }
    for (const { name, table, columns } of OTHERS) {
      await transaction.schema.createIndex(name).on(table).columns(columns).execute();
    }
    await sql`create index entities_deleted on entities (deleted_at) where deleted_at is not null`.execute(transaction);
  },
};
