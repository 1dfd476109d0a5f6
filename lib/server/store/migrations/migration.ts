import 'server-only';
import type { Transaction } from 'kysely';
import type { DialectName } from './column-types.ts';

/** One step of the schema. Runs inside a transaction, once; it never changes after a release. */
export interface Migration {
  name: string;
  // The schema a step meets is that of its own time, not today's StandingDatabase.
  up(transaction: Transaction<Record<string, never>>, dialect: DialectName): Promise<void>;
}
