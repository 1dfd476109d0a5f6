import 'server-only';
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One key for each purpose, so that none opens what another closed. */
export const KEY_PURPOSES = ['sealing', 'audit', 'sign-in', 'links'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

export interface Keys {
  /** `variable`: STANDING_SECRET; `file`: the generated key file, which a backup leaves out. */
  readonly source: 'variable' | 'file';
  /** 32 bytes. */
  keyFor(purpose: KeyPurpose): Uint8Array;
  /** Names the key without telling anything of it; changes when the secret changes. */
  kidFor(purpose: KeyPurpose): string;
}

export const KEY_FILE = 'standing.key';

/**
 * Derives the keys (HKDF-SHA-256, RFC 5869) from STANDING_SECRET, else from the key file in the data directory, which is
 * made on the first start with mode 0600.
 * @throws Error of one sentence when the file cannot be read or holds something else.
 */
export function openKeys(config: { secret: string | null; dataDir: string }): Keys {
  const fromVariable = config.secret !== null;
  const root = fromVariable ? Buffer.from(config.secret ?? '', 'utf8') : readKeyFile(config.dataDir);
  const derived = new Map(KEY_PURPOSES.map((purpose) => [purpose, derive(root, `key/${purpose}`)]));
  return {
    source: fromVariable ? 'variable' : 'file',
    keyFor: (purpose) => derived.get(purpose) ?? derive(root, `key/${purpose}`),
    kidFor: (purpose) =>
      createHash('sha256')
        .update(derive(root, `kid/${purpose}`))
        .digest('base64url')
        .slice(0, 10),
  };
}

function derive(root: Buffer, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', root, 'standing/v1', info, 32));
}

function readKeyFile(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, KEY_FILE);
  createOnce(path);
  const text = readFileSync(path, 'utf8').trim();
  const key = Buffer.from(text, 'base64url');
  if (key.length !== 32 || key.toString('base64url') !== text) {
    throw new Error(`${path} does not hold a key: restore the file that was written there, or set STANDING_SECRET.`);
  }
  chmodSync(path, 0o600);
  return key;
}

/** Two processes that start at once must end with one key: only one of them creates the file. */
function createOnce(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  try {
    writeSync(file, `${randomBytes(32).toString('base64url')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
