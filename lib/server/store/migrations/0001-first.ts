import 'server-only';
import { sql } from 'kysely';
import { columnTypes } from './column-types.ts';
import type { Migration } from './migration.ts';

/** The tables of schema.ts as they were first. Every time is epoch ms, so `bigint`. */
export const first: Migration = {
  name: '0001-first',
  async up(transaction, dialect) {
    const { schema } = transaction;
    const { sorted, addKey } = columnTypes(dialect);

    await schema
      .createTable('connections')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('label', 'text', (c) => c.notNull())
      .addColumn('partition', 'text')
      .addColumn('account', 'text')
      .addColumn('region', 'text', (c) => c.notNull())
      .addColumn('sealed', 'text')
      .addColumn('access_key_hint', 'text')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('read_at', 'bigint')
      .addColumn('unread_since', 'bigint')
      .addColumn('facts', 'text', (c) => c.notNull())
      .addColumn('paused', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addColumn('deleted_at', 'bigint')
      .execute();

    await addKey(schema.createTable('entities'))
      .addColumn('connection_id', 'text', (c) => c.notNull().references('connections.id'))
      .addColumn('arn', sorted, (c) => c.notNull().unique())
      .addColumn('incarnation', 'integer', (c) => c.notNull())
      .addColumn('partition', 'text', (c) => c.notNull())
      .addColumn('region', sorted, (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('name', sorted, (c) => c.notNull())
      .addColumn('tenant_id', 'text')
      .addColumn('tenant_created_at', 'bigint')
      .addColumn('aggregate', 'text')
      .addColumn('customer_present', 'integer', (c) => c.notNull())
      .addColumn('customer_status', 'text')
      .addColumn('customer_cause', 'text')
      .addColumn('customer_updated_at', 'bigint')
      .addColumn('aws_present', 'integer', (c) => c.notNull())
      .addColumn('aws_status', 'text')
      .addColumn('aws_cause', 'text')
      .addColumn('aws_updated_at', 'bigint')
      .addColumn('impact', 'text')
      .addColumn('policy', 'text')
      .addColumn('standing', 'text', (c) => c.notNull())
      .addColumn('severity', 'integer', (c) => c.notNull())
      .addColumn('since_at', 'bigint', (c) => c.notNull())
      .addColumn('since_at_least', 'integer', (c) => c.notNull())
      .addColumn('first_seen_at', 'bigint', (c) => c.notNull())
      .addColumn('read_began_at', 'bigint', (c) => c.notNull())
      .addColumn('read_at', 'bigint', (c) => c.notNull())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('dropped_count', 'integer', (c) => c.notNull())
      .addColumn('dropped_state', 'text')
      .addColumn('deleted_at', 'bigint')
      // Sort keys of the list: all of one direction, so that a page is one seek in an index.
      .addColumn('name_key', sorted, (c) =>
        c
          .notNull()
          .generatedAlwaysAs(sql`lower(name)`)
          .stored(),
      )
      .addColumn('worst_key', 'integer', (c) =>
        c
          .notNull()
          .generatedAlwaysAs(sql`-severity`)
          .stored(),
      )
      .execute();

    await addKey(schema.createTable('changes'))
      .addColumn('entity_id', 'bigint', (c) => c.notNull().references('entities.id'))
      .addColumn('incarnation', 'integer', (c) => c.notNull())
      .addColumn('track', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('old_value', 'text')
      .addColumn('old_cause', 'text')
      .addColumn('old_updated_at', 'bigint')
      .addColumn('new_value', 'text')
      .addColumn('new_cause', 'text')
      .addColumn('new_updated_at', 'bigint')
      .addColumn('aws_time', 'bigint')
      .addColumn('seen_at', 'bigint', (c) => c.notNull())
      .addColumn('seen_after', 'bigint')
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('origin', 'text', (c) => c.notNull())
      .addColumn('evidence', 'text')
      .addColumn('act_id', 'text')
      .addColumn('impact', 'text')
      .addColumn('marks', 'text')
      .execute();

    await addKey(schema.createTable('findings'))
      .addColumn('entity_id', 'bigint', (c) => c.references('entities.id'))
      .addColumn('connection_id', 'text', (c) => c.notNull().references('connections.id'))
      .addColumn('arn', 'text', (c) => c.notNull())
      .addColumn('type', 'text')
      .addColumn('impact', 'text')
      .addColumn('description', 'text')
      .addColumn('status', 'text')
      .addColumn('created_at', 'bigint')
      .addColumn('last_updated_at', 'bigint')
      .addColumn('first_seen_at', 'bigint', (c) => c.notNull())
      .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
      .execute();

    await addKey(schema.createTable('coverage_gaps'))
      .addColumn('connection_id', 'text', (c) => c.notNull().references('connections.id'))
      .addColumn('from_at', 'bigint', (c) => c.notNull())
      .addColumn('to_at', 'bigint')
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('detail', 'text')
      .execute();

    await schema
      .createTable('sweeps')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('connection_id', 'text', (c) => c.notNull().references('connections.id'))
      .addColumn('lane', 'text', (c) => c.notNull())
      .addColumn('started_at', 'bigint', (c) => c.notNull())
      .addColumn('finished_at', 'bigint')
      .addColumn('page_token', 'text')
      .addColumn('pages', 'integer', (c) => c.notNull())
      .addColumn('entities', 'integer', (c) => c.notNull())
      .addColumn('suspect', 'integer', (c) => c.notNull())
      .execute();

    await schema
      .createTable('sweep_pages')
      .addColumn('sweep_id', 'text', (c) => c.notNull().references('sweeps.id').onDelete('cascade'))
      .addColumn('page', 'integer', (c) => c.notNull())
      .addColumn('entity_ids', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('sweep_pages_key', ['sweep_id', 'page'])
      .execute();

    await schema
      .createTable('acts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('idempotency_key', 'text', (c) => c.notNull())
      .addColumn('act', 'text', (c) => c.notNull())
      .addColumn('policy', 'text')
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('request_hash', 'text', (c) => c.notNull())
      .addColumn('principal_id', 'text', (c) => c.notNull())
      .addColumn('principal_name', 'text', (c) => c.notNull())
      .addColumn('started_at', 'bigint', (c) => c.notNull())
      .addColumn('finished_at', 'bigint')
      .addUniqueConstraint('acts_idempotency', ['principal_id', 'idempotency_key'])
      .execute();

    await schema
      .createTable('act_items')
      .addColumn('act_id', 'text', (c) => c.notNull().references('acts.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('entity_id', 'bigint', (c) => c.notNull().references('entities.id'))
      .addColumn('arn', 'text', (c) => c.notNull())
      .addColumn('expected', 'text')
      .addColumn('before_value', 'text')
      .addColumn('requested_value', 'text', (c) => c.notNull())
      .addColumn('after_value', 'text')
      .addColumn('sent_at', 'bigint')
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('detail', 'text')
      .addColumn('settled_at', 'bigint')
      .addPrimaryKeyConstraint('act_items_key', ['act_id', 'position'])
      .execute();

    await addKey(schema.createTable('audit'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('principal_kind', 'text', (c) => c.notNull())
      .addColumn('principal_id', 'text')
      .addColumn('principal_name', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('target', 'text')
      .addColumn('before_value', 'text')
      .addColumn('after_value', 'text')
      .addColumn('reason', 'text')
      .addColumn('request_id', 'text')
      .addColumn('client_address', 'text')
      .execute();

    await schema
      .createTable('settings')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute();
  },
};
