import 'server-only';
import { hasCode } from '../errors.ts';
import type { ReadDatabase, WriteTransaction } from '../store/store.ts';
import type { Place, Vault } from './vault.ts';

/** Purposes whose old keys stay: rows of the audit and evidence packs verify after the secret was replaced. */
export const KEPT_PURPOSES = ['audit', 'links'] as const;
type KeptPurpose = (typeof KEPT_PURPOSES)[number];

const nameOf = (purpose: KeptPurpose, kid: string) => `${purpose}-key/${kid}`;
const placeOf = (purpose: KeptPurpose, kid: string): Place => ({
  table: 'settings',
  id: nameOf(purpose, kid),
  column: 'value',
});

/** Earlier keys by name, which rotations left in the database, sealed. One that does not open is left out. */
export async function readKeptKeys(
  database: ReadDatabase,
  vault: Vault,
  purpose: KeptPurpose,
): Promise<Map<string, Uint8Array>> {
  const prefix = nameOf(purpose, '');
  const rows = await database.selectFrom('settings').selectAll().where('key', 'like', `${prefix}%`).execute();
  const known = new Map<string, Uint8Array>();
  for (const row of rows) {
    const kid = row.key.slice(prefix.length);
    try {
      known.set(kid, new Uint8Array(Buffer.from(await vault.open(placeOf(purpose, kid), row.value), 'base64url')));
    } catch (error) {
      if (!hasCode(error, 'credentials-unreadable')) throw error;
    }
  }
  return known;
}

/** Keeps a key that is about to go, or seals it again under the key in use. */
export async function keepKey(
  transaction: WriteTransaction,
  vault: Vault,
  purpose: KeptPurpose,
  { kid, key }: { kid: string; key: Uint8Array },
): Promise<void> {
  const value = await vault.seal(placeOf(purpose, kid), Buffer.from(key).toString('base64url'));
  await transaction
    .insertInto('settings')
    .values({ key: nameOf(purpose, kid), value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
