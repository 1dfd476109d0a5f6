import 'server-only';
import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Acts on many senders: paused, cancelled, approved by a second person, tried again and taken back. */
export const actRuns: Migration = {
  name: '0015-act-runs',
  async up(transaction) {
    const { schema } = transaction;
    const add = (table: string, column: string, type: 'text' | 'bigint') =>
      schema.alterTable(table).addColumn(column, type).execute();
    for (const column of ['state_reason', 'parent_id', 'parent_kind', 'filter', 'approved_by', 'approval_reason']) {
      await add('acts', column, 'text');
    }
    for (const column of ['approval_until', 'approved_at', 'resumed_at', 'retry_at'])
      await add('acts', column, 'bigint');
    await schema
      .alterTable('acts')
      .addColumn('state', 'text', (c) => c.notNull().defaultTo('running'))
      .execute();
    await sql`update acts set state = 'finished' where finished_at is not null`.execute(transaction);
    for (const column of ['before_updated_at', 'after_updated_at', 'follow_at'])
      await add('act_items', column, 'bigint');
    await schema.createIndex('acts_by_time').on('acts').columns(['started_at', 'id']).execute();
    await schema.createIndex('acts_of_parent').on('acts').columns(['parent_id']).execute();
    await schema.createIndex('act_items_by_outcome').on('act_items').columns(['act_id', 'outcome']).execute();
    await sql`create index act_items_to_follow on act_items (follow_at) where follow_at is not null`.execute(
      transaction,
    );
  },
};
