import 'server-only';
import type { Migration } from './migration.ts';

/**
 * Which identities a sender is known to use, by name in lower case: filled whenever its resources, or the tenants of an
 * identity, were read. What was never read is not here, so it may find senders but never say that there are none.
 */
export const resources: Migration = {
  name: '0009-resources',
  async up(transaction) {
    await transaction.schema
      .createTable('entity_resources')
      .addColumn('resource', 'text', (column) => column.notNull())
      .addColumn('entity_id', 'bigint', (column) => column.notNull().references('entities.id').onDelete('cascade'))
      .addColumn('read_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('entity_resources_key', ['resource', 'entity_id'])
      .execute();
    await transaction.schema
      .createIndex('entity_resources_by_entity')
      .on('entity_resources')
      .column('entity_id')
      .execute();
  },
};
