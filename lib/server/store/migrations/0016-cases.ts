import 'server-only';
import { sql } from 'kysely';
import { columnTypes } from './column-types.ts';
import type { Migration } from './migration.ts';

/** The triage record of a sender, and every step of it. A sender without a row has a new case that nobody touched. */
export const cases: Migration = {
  name: '0016-cases',
  async up(transaction, dialect) {
    const { addKey } = columnTypes(dialect);
    await transaction.schema
      .createTable('cases')
      .addColumn('entity_id', 'bigint', (c) => c.primaryKey().references('entities.id').onDelete('cascade'))
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('owner_id', 'text')
      .addColumn('owner_name', 'text')
      .addColumn('aws_case', 'text')
      .addColumn('acknowledged_at', 'bigint')
      .addColumn('acknowledged_by', 'text')
      .addColumn('snoozed_at', 'bigint')
      .addColumn('snoozed_until', 'bigint')
      .addColumn('snoozed_till_change', 'bigint', (c) => c.notNull().defaultTo(0))
      .addColumn('snoozed_by', 'text')
      .addColumn('sorted', 'text')
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('opened_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute();
    await addKey(transaction.schema.createTable('case_steps'))
      .addColumn('entity_id', 'bigint', (c) => c.notNull().references('entities.id').onDelete('cascade'))
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('before_value', 'text')
      .addColumn('after_value', 'text')
      .addColumn('note', 'text')
      .addColumn('who_kind', 'text', (c) => c.notNull())
      .addColumn('who_id', 'text')
      .addColumn('who_name', 'text', (c) => c.notNull())
      .addColumn('audit_id', 'bigint')
      .execute();
    await transaction.schema
      .createIndex('case_steps_of_entity')
      .on('case_steps')
      .columns(['entity_id', 'id'])
      .execute();
    await transaction.schema.createIndex('case_steps_by_time').on('case_steps').columns(['at', 'id']).execute();
    await sql`create index case_steps_unaudited on case_steps (id) where audit_id is null`.execute(transaction);
  },
};
