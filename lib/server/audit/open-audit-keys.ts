import 'server-only';
import { readKeptKeys } from '../credentials/kept-keys.ts';
import type { Keys } from '../credentials/open-keys.ts';
import type { Vault } from '../credentials/vault.ts';
import type { ReadDatabase } from '../store/store.ts';
import type { AuditKeys } from './audit-keys.ts';

/**
 * The audit's key in use, and every earlier one: rotations leave those in the database, sealed under the key in use, so
 * that old rows verify after the old secret is gone.
 */
export async function openAuditKeys(database: ReadDatabase, keys: Keys, vault: Vault): Promise<AuditKeys> {
  const known = await readKeptKeys(database, vault, 'audit');
  for (const { kid, key } of keys.allFor('audit')) known.set(kid, key);
  return { kid: keys.kidFor('audit'), keyOf: (kid) => known.get(kid) ?? null };
}
