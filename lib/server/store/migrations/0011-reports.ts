import 'server-only';
import type { Migration } from './migration.ts';

/**
 * What events told, beside what reads showed. A report stands in `changes` at AWS's time (`seen_at`) and says in
 * `reported_at` when it reached us; of a sight that is null.
 */
export const reports: Migration = {
  name: '0011-reports',
  async up(transaction) {
    await transaction.schema.alterTable('changes').addColumn('reported_at', 'bigint').execute();
  },
};
