import 'server-only';
import { readMark } from './audit/audit-mark.ts';
import { openAuditKeys } from './audit/open-audit-keys.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { type Keys, openKeys } from './credentials/open-keys.ts';
import { openVault } from './credentials/open-vault.ts';
import { createLog } from './log.ts';
import { openGateway } from './ses/open-gateway.ts';
import { openStore, openStoreBeside, openStoreToRead } from './store/open-store.ts';

export interface CommandLine {
  context: Context;
  keys: Keys;
  close(): Promise<void>;
}

/**
 * - `read`: beside a running server, writes nothing.
 * - `write`: beside a running server too; for acts that are one transaction.
 * - `alone`: as a server would open it, so that no server runs meanwhile (on PostgreSQL see `whileNoServerRuns`).
 */
export type CommandMode = 'read' | 'write' | 'alone';

const OPEN = { read: openStoreToRead, write: openStoreBeside, alone: openStore } as const;

/**
 * What a command of `npm run standing` works with: the server's database and keys, and a context whose principal may
 * everything. Whoever can run it holds both anyway.
 * @throws Error with one sentence: no database, no key, a key that is not this database's.
 */
export async function openCommandLine(config: Config, mode: CommandMode): Promise<CommandLine> {
  const log = createLog('error');
  const { databaseUrl, dataDir } = config;
  const store = await OPEN[mode](databaseUrl === null ? { dataDir } : { databaseUrl }, log);
  const clock = { now: Date.now };
  try {
    const keys = openKeys({ ...config, mustExist: true });
    const vault = openVault(keys);
    const auditKeys = await openAuditKeys(store.read, keys, vault);
    const head = await readMark(store.read, 'head');
    if (mode !== 'read' && head !== null && head !== 'broken' && auditKeys.keyOf(head.kid) === null) {
      throw new Error(
        `The key at hand is not the one this database was written under (${head.kid.slice(0, 16)}): ` +
          'set STANDING_SECRET or STANDING_DATA_DIR as the server has them.',
      );
    }
    const gateway = openGateway({ config: { ratePerSecond: config.sesRate, share: 1 }, clock, log });
    const context: Context = {
      principal: { kind: 'command-line' },
      store,
      gateway,
      vault,
      auditKeys,
      clock,
      log,
      requestId: null,
      clientAddress: null,
    };
    const close = async () => {
      await gateway.close();
      await store.close();
    };
    return { context, keys, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}
