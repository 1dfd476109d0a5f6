import 'server-only';
import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/**
 * What events told, beside what reads showed. A report stands in `changes` at AWS's time (`seen_at`) and says in
 * `reported_at` when it reached us; of a sight that is null. Events that are no change of a sender are kept as they came, and
 * an import of many says how far it has come.
 */
export const reports: Migration = {
  name: '0011-reports',
  async up(transaction) {
    const { schema } = transaction;
    await schema.alterTable('changes').addColumn('reported_at', 'bigint').execute();
    await schema
      .createTable('kept_events')
      .addColumn('connection_id', 'text', (c) => c.notNull().references('connections.id'))
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('detail_type', 'text', (c) => c.notNull())
      .addColumn('arn', 'text')
      .addColumn('at', 'bigint')
      .addColumn('reported_at', 'bigint', (c) => c.notNull())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('raw', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('kept_events_key', ['connection_id', 'key'])
      .execute();
    await schema
      .createTable('imports')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('fingerprint', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('bytes', 'bigint')
      .addColumn('started_at', 'bigint', (c) => c.notNull())
      .addColumn('moved_at', 'bigint', (c) => c.notNull())
      .addColumn('finished_at', 'bigint')
      .addColumn('lines', 'bigint', (c) => c.notNull())
      .addColumn('counts', 'text', (c) => c.notNull())
      .addColumn('refused', 'text', (c) => c.notNull())
      .addColumn('principal_name', 'text', (c) => c.notNull())
      .execute();
    await sql`create unique index imports_unfinished on imports (fingerprint) where finished_at is null`.execute(
      transaction,
    );
    await schema.createIndex('imports_by_time').on('imports').columns(['started_at', 'id']).execute();
  },
};
