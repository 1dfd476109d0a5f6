import 'server-only';
import { type GuardRails, NO_GUARD_RAILS, guardRailsSchema } from '../../domain/guard-rails.ts';
import type { ReadDatabase } from '../store/store.ts';

export const GUARD_RAILS_KEY = 'guard-rails';

/**
 * The guard rails in force; also asked inside the transaction that marks an item as sent.
 * @throws Error when what is stored cannot be read: then nothing is known to be allowed.
 */
export async function readGuardRails(database: ReadDatabase): Promise<GuardRails> {
  const row = await database
    .selectFrom('settings')
    .select('value')
    .where('key', '=', GUARD_RAILS_KEY)
    .executeTakeFirst();
  if (row === undefined) return NO_GUARD_RAILS;
  return guardRailsSchema.parse(JSON.parse(row.value));
}
