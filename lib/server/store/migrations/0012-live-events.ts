import 'server-only';
import { columnTypes } from './column-types.ts';
import type { Migration } from './migration.ts';

/** What open pages are told, in the order of commits. The newest few thousand are kept, for readers that come back. */
export const liveEvents: Migration = {
  name: '0012-live-events',
  async up(transaction, dialect) {
    await columnTypes(dialect)
      .addKey(transaction.schema.createTable('live_events'))
      .addColumn('topic', 'text', (c) => c.notNull())
      .addColumn('connection_id', 'text')
      .addColumn('about', 'text')
      .addColumn('count', 'bigint', (c) => c.notNull())
      .execute();
  },
};
