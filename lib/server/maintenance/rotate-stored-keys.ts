import 'server-only';
import { openAuditKeys } from '../audit/open-audit-keys.ts';
import type { Context } from '../context.ts';
import { addKey, dropOldKeys, type KeyConfig, openKeys } from '../credentials/open-keys.ts';
import { openVault } from '../credentials/open-vault.ts';
import { type Rotation, rotateKeys } from '../credentials/rotate-keys.ts';
import { whileNoServerRuns } from './while-no-server-runs.ts';

export type KeyRotation = Rotation & { source: 'variable' | 'file' };

/**
 * A new key in the key file (or the one that STANDING_SECRET names), everything sealed again under it, then the old key
 * let go. Killed anywhere it leaves every credential readable, and goes on where it was when it is run again.
 * @throws Error with one sentence: a server runs; STANDING_SECRET without the one before.
 */
export async function rotateStoredKeys(context: Context, config: KeyConfig): Promise<KeyRotation> {
  return await whileNoServerRuns(context.store, async () => {
    if (config.secret === null) addKey(config.dataDir);
    const keys = openKeys(config);
    if (keys.allFor('sealing').length < 2) {
      throw new Error(
        'STANDING_SECRET is the only key at hand: set it to the new secret and STANDING_SECRET_PREVIOUS to the old one, and repeat the command.',
      );
    }
    const vault = openVault(keys);
    const auditKeys = await openAuditKeys(context.store.read, keys, vault);
    const rotation = await rotateKeys({ ...context, auditKeys }, { keys, vault });
    if (config.secret === null) dropOldKeys(config.dataDir);
    return { ...rotation, source: keys.source };
  });
}
