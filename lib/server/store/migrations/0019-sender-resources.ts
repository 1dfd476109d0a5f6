import 'server-only';
import { sql } from 'kysely';
import { columnTypes } from './column-types.ts';
import type { Migration } from './migration.ts';

/**
 * What senders send with, as intervals between reads; the state of each resource, read once for all who share it; and
 * when the resources of a sender were last read whole.
 */
export const senderResources: Migration = {
  name: '0019-sender-resources',
  async up(transaction, dialect) {
    const { schema } = transaction;
    await columnTypes(dialect)
      .addKey(schema.createTable('sender_resources'))
      .addColumn('entity_id', 'bigint', (c) => c.notNull().references('entities.id').onDelete('cascade'))
      .addColumn('incarnation', 'integer', (c) => c.notNull())
      .addColumn('arn', 'text', (c) => c.notNull())
      .addColumn('seen_after', 'bigint')
      .addColumn('first_seen_at', 'bigint', (c) => c.notNull())
      .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
      .addColumn('gone_at', 'bigint')
      .addColumn('associated_at', 'bigint')
      .execute();
    await schema.createIndex('sender_resources_of').on('sender_resources').column('entity_id').execute();
    await schema
      .createTable('resource_states')
      .addColumn('connection_id', 'text', (c) => c.notNull().references('connections.id').onDelete('cascade'))
      .addColumn('arn', 'text', (c) => c.notNull())
      .addColumn('usable', 'integer')
      .addColumn('verification_status', 'text')
      .addColumn('dkim_status', 'text')
      .addColumn('state_read_at', 'bigint')
      .addColumn('state_failure', 'text')
      .addColumn('tenants', 'text')
      .addColumn('tenants_more', 'integer', (c) => c.notNull())
      .addColumn('tenants_read_at', 'bigint')
      .addColumn('tenants_failure', 'text')
      .addPrimaryKeyConstraint('resource_states_key', ['connection_id', 'arn'])
      .execute();
    // What is looked for over all senders: stops, reinstatements, and what was likely automatic.
    await sql`create index changes_stops on changes (seen_at, entity_id)
      where kind = 'changed' and new_value = 'DISABLED'`.execute(transaction);
    await sql`create index changes_reinstated on changes (seen_at)
      where track = 'customer' and new_value = 'REINSTATED'`.execute(transaction);
    await sql`create index changes_automatic on changes (seen_at) where origin = 'likely-automatic'`.execute(
      transaction,
    );
    await schema
      .createTable('resource_reads')
      .addColumn('entity_id', 'bigint', (c) => c.primaryKey().references('entities.id').onDelete('cascade'))
      .addColumn('incarnation', 'integer', (c) => c.notNull())
      .addColumn('read_at', 'bigint')
      .addColumn('failure', 'text')
      .execute();
  },
};
