import 'server-only';
import { hasCode } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { credentialOf } from './open-credential.ts';
import type { Vault } from './vault.ts';

/**
 * Tries every stored credential, at start: a changed STANDING_SECRET or a lost key file shows at once, in one sentence,
 * and everything that needs no credential still works.
 * @returns null when all open.
 */
export async function findUnreadableCredentials(store: Store, vault: Vault): Promise<string | null> {
  const rows = await store.read
    .selectFrom('connections')
    .select(['id', 'label', 'source', 'sealed', 'profile', 'role_arn', 'external_id'])
    .where('deleted_at', 'is', null)
    .where('sealed', 'is not', null)
    .execute();
  const unreadable: { label: string; reason: string }[] = [];
  for (const row of rows) {
    try {
      await credentialOf(vault, row);
    } catch (error) {
      if (!hasCode(error, 'credentials-unreadable')) throw error;
      unreadable.push({ label: row.label, reason: error.message });
    }
  }
  const [first] = unreadable;
  if (first === undefined) return null;
  const labels = unreadable.map(({ label }) => `"${label}"`).join(', ');
  return `The stored credential of ${labels} cannot be opened. ${first.reason}`;
}
