import 'server-only';
import type { Migration } from './migration.ts';

/** Links for people without an account, and how often from where they were read. Ended ones stay: the audit names them. */
export const shareLinks: Migration = {
  name: '0013-share-links',
  async up(transaction) {
    await transaction.schema
      .createTable('share_links')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('entity_id', 'bigint', (c) => c.notNull())
      .addColumn('note', 'text')
      .addColumn('sections', 'text', (c) => c.notNull())
      .addColumn('from_at', 'bigint')
      .addColumn('to_at', 'bigint')
      .addColumn('hide_names', 'integer', (c) => c.notNull())
      .addColumn('show_maker', 'integer', (c) => c.notNull())
      .addColumn('maker_kind', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text')
      .addColumn('token_id', 'text')
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('revoked_at', 'bigint')
      .addColumn('revoked_by', 'text')
      .execute();
    await transaction.schema
      .createIndex('share_links_entity')
      .on('share_links')
      .columns(['entity_id', 'created_at'])
      .execute();
    await transaction.schema
      .createTable('share_link_reads')
      .addColumn('link_id', 'text', (c) => c.notNull())
      .addColumn('network', 'text', (c) => c.notNull())
      .addColumn('bucket_at', 'bigint', (c) => c.notNull())
      .addColumn('reads', 'integer', (c) => c.notNull())
      .addColumn('first_at', 'bigint', (c) => c.notNull())
      .addColumn('last_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('share_link_reads_key', ['link_id', 'network', 'bucket_at'])
      .execute();
  },
};
