import 'server-only';
import type { Keys } from '../credentials/open-keys.ts';
import type { Place, Vault } from '../credentials/vault.ts';
import { hasCode } from '../errors.ts';
import type { ReadDatabase, WriteTransaction } from '../store/store.ts';
import type { AuditKeys } from './audit-keys.ts';

const PREFIX = 'audit-key/';

const placeOf = (kid: string): Place => ({ table: 'settings', id: `${PREFIX}${kid}`, column: 'value' });

/**
 * The audit's key in use, and every earlier one: rotations leave those in the database, sealed under the key in use, so
 * that old rows verify after the old secret is gone. One that does not open is left out.
 */
export async function openAuditKeys(database: ReadDatabase, keys: Keys, vault: Vault): Promise<AuditKeys> {
  const known = new Map<string, Uint8Array>();
  for (const row of await keptKeys(database)) {
    try {
      const kid = row.key.slice(PREFIX.length);
      known.set(kid, new Uint8Array(Buffer.from(await vault.open(placeOf(kid), row.value), 'base64url')));
    } catch (error) {
      if (!hasCode(error, 'credentials-unreadable')) throw error;
    }
  }
  for (const { kid, key } of keys.allFor('audit')) known.set(kid, key);
  return { kid: keys.kidFor('audit'), keyOf: (kid) => known.get(kid) ?? null };
}

/** Keeps a key that is about to go, or seals it again under the key in use. */
export async function keepAuditKey(
  transaction: WriteTransaction,
  vault: Vault,
  kid: string,
  key: Uint8Array,
): Promise<void> {
  const value = await vault.seal(placeOf(kid), Buffer.from(key).toString('base64url'));
  await transaction
    .insertInto('settings')
    .values({ key: `${PREFIX}${kid}`, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** Names of the keys that are kept. */
export async function keptAuditKids(database: ReadDatabase): Promise<string[]> {
  return (await keptKeys(database)).map((row) => row.key.slice(PREFIX.length));
}

async function keptKeys(database: ReadDatabase): Promise<{ key: string; value: string }[]> {
  return await database.selectFrom('settings').selectAll().where('key', 'like', `${PREFIX}%`).execute();
}
