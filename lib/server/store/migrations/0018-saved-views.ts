import 'server-only';
import type { Migration } from './migration.ts';

/** Addresses of the list and the queue that somebody keeps under a name. */
export const savedViews: Migration = {
  name: '0018-saved-views',
  async up(transaction) {
    await transaction.schema
      .createTable('saved_views')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('page', 'text', (c) => c.notNull())
      .addColumn('query', 'text', (c) => c.notNull())
      .addColumn('shared', 'bigint', (c) => c.notNull())
      .addColumn('owner_id', 'text', (c) => c.notNull())
      .addColumn('owner_name', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('saved_views_of_owner', ['owner_id', 'page', 'name'])
      .execute();
  },
};
