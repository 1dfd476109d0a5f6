import 'server-only';
import { parseEnvelope, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { withAuthTables } from '../store/auth-tables.ts';
import type { Store } from '../store/store.ts';
import type { SignInSecret } from './sign-in-secrets.ts';

/**
 * Seals second factors and recovery codes again under the secret in use; each row by itself, so that it may stop anywhere.
 * @returns how many were sealed again, and of how many people none of the secrets opens them.
 */
export async function resealSecondFactors(
  store: Store,
  secrets: readonly [SignInSecret, ...SignInSecret[]],
): Promise<{ resealed: number; unreadable: number }> {
  const done = { resealed: 0, unreadable: 0 };
  const tables = await store.read.introspection.getTables();
  // The library makes its tables at the first start with sign-in; the demo has none.
  if (!tables.some(({ name }) => name === 'auth_two_factors')) return done;
  const rows = await withAuthTables(store.read)
    .selectFrom('auth_two_factors')
    .select(['id', 'secret', 'backupCodes'])
    .execute();
  for (const row of rows) {
    if (isCurrent(row.secret, secrets) && isCurrent(row.backupCodes, secrets)) continue;
    try {
      const values = {
        secret: await again(row.secret, secrets),
        backupCodes: await again(row.backupCodes, secrets),
      };
      await store.write((transaction) =>
        withAuthTables(transaction)
          .updateTable('auth_two_factors')
          .set(values)
          .where('id', '=', row.id)
          .where('secret', '=', row.secret)
          .where('backupCodes', '=', row.backupCodes)
          .execute(),
      );
      done.resealed += 1;
    } catch (error) {
      if (!(error instanceof UnreadableFactor)) throw error;
      done.unreadable += 1;
    }
  }
  return done;
}

class UnreadableFactor extends Error {}

const isCurrent = (sealed: string, [current]: readonly [SignInSecret, ...SignInSecret[]]) =>
  parseEnvelope(sealed)?.version === current.version;

async function again(sealed: string, secrets: readonly [SignInSecret, ...SignInSecret[]]): Promise<string> {
  const keys = new Map(secrets.map(({ version, value }) => [version, value]));
  const text = await opened(sealed, keys);
  return await symmetricEncrypt({ key: { keys, currentVersion: secrets[0].version }, data: text });
}

async function opened(sealed: string, keys: Map<number, string>): Promise<string> {
  for (const [currentVersion, legacySecret] of keys) {
    try {
      // With a number it opens under that secret; one from before there were numbers, under whichever fits.
      return await symmetricDecrypt({ key: { keys, currentVersion, legacySecret }, data: sealed });
    } catch {
      continue;
    }
  }
  throw new UnreadableFactor();
}
