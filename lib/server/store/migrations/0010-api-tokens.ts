import 'server-only';
import type { Migration } from './migration.ts';

/** Tokens for programs. Revoked and expired ones stay: the audit names them. */
export const apiTokens: Migration = {
  name: '0010-api-tokens',
  async up(transaction) {
    await transaction.schema
      .createTable('api_tokens')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('hint', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('connection_ids', 'text')
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('last_used_at', 'bigint')
      .addColumn('revoked_at', 'bigint')
      .execute();
    await transaction.schema
      .createIndex('api_tokens_user')
      .on('api_tokens')
      .columns(['user_id', 'created_at'])
      .execute();
  },
};
