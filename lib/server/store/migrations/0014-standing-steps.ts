import 'server-only';
import { sql } from 'kysely';
import { columnTypes } from './column-types.ts';
import type { Migration } from './migration.ts';

/**
 * How every entity stood from when on, out of its changes: the state of the fleet at a past moment is one seek an entity.
 * What is stored so far is folded when the store opens (ensure-steps.ts).
 */
export const standingSteps: Migration = {
  name: '0014-standing-steps',
  async up(transaction, dialect) {
    const { schema } = transaction;
    const { addKey } = columnTypes(dialect);
    await addKey(schema.createTable('standing_states'))
      .addColumn('key', 'text', (c) => c.notNull().unique())
      .addColumn('aggregate', 'text')
      .addColumn('customer', 'text')
      .addColumn('aws', 'text')
      .addColumn('impact', 'text')
      .addColumn('policy', 'text')
      .addColumn('deleted', 'integer', (c) => c.notNull())
      .addColumn('standing', 'text', (c) => c.notNull())
      .addColumn('severity', 'integer', (c) => c.notNull())
      .execute();
    // No row id of its own: the key is the row, so a step costs its columns and nothing more.
    const without = dialect === 'sqlite' ? sql` without rowid` : sql``;
    await sql`create table standing_steps (
      entity_id bigint not null references entities (id),
      late integer not null,
      at bigint not null,
      state_id bigint not null references standing_states (id),
      incarnation integer not null,
      since_at bigint,
      since_at_least integer not null,
      run_id bigint,
      customer_id bigint,
      aws_id bigint,
      primary key (entity_id, late, at)
    )${without}`.execute(transaction);
    await sql`insert into settings (key, value) select 'fold-steps', 'needed'
      where exists (select 1 from changes)`.execute(transaction);
  },
};
