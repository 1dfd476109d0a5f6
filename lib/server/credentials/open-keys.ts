import 'server-only';
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
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
  /** The key in use, then the ones it replaced that are still at hand: they open, and nothing new is made with them. */
  allFor(purpose: KeyPurpose): readonly NamedKey[];
}

export interface NamedKey {
  kid: string;
  /** 32 bytes. */
  key: Uint8Array;
}

export interface KeyConfig {
  secret: string | null;
  /** The secret that was in use before (STANDING_SECRET_PREVIOUS). */
  previousSecret?: string | null;
  dataDir: string;
  /** For commands: a key file that is not there is an error, not made. */
  mustExist?: boolean;
}

export const KEY_FILE = 'standing.key';

/**
 * Derives the keys (HKDF-SHA-256, RFC 5869) from STANDING_SECRET, else from the key file in the data directory, which is
 * made on the first start with mode 0600. While keys are rotated the file holds a line for each, the newest first; beside
 * STANDING_SECRET a file only opens what was sealed before the variable was set.
 * @throws Error of one sentence when the file cannot be read or holds something else.
 */
export function openKeys(config: KeyConfig): Keys {
  const { secret, previousSecret = null, dataDir } = config;
  if (secret === null) makeKeyFile(dataDir, config.mustExist === true);
  const given = [secret, previousSecret].flatMap((text) => (text === null ? [] : [Buffer.from(text, 'utf8')]));
  const inFile = secret === null ? readKeyFile(dataDir) : earlierKeyFile(dataDir);
  const roots = secret === null ? [...inFile, ...given] : [...given, ...inFile];
  const derived = new Map(KEY_PURPOSES.map((purpose) => [purpose, roots.map((root) => named(root, purpose))]));
  const allFor = (purpose: KeyPurpose) => derived.get(purpose) ?? [];
  const current = (purpose: KeyPurpose) => {
    const [first] = allFor(purpose);
    if (first === undefined) throw new Error(`There is no key of the purpose ${purpose}.`);
    return first;
  };
  return {
    source: secret === null ? 'file' : 'variable',
    keyFor: (purpose) => current(purpose).key,
    kidFor: (purpose) => current(purpose).kid,
    allFor,
  };
}

function named(root: Buffer, purpose: KeyPurpose): NamedKey {
  const kid = createHash('sha256')
    .update(derive(root, `kid/${purpose}`))
    .digest('base64url')
    .slice(0, 10);
  return { kid, key: derive(root, `key/${purpose}`) };
}

function derive(root: Buffer, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', root, 'standing/v1', info, 32));
}

function makeKeyFile(dataDir: string, mustExist: boolean): void {
  if (mustExist && !existsSync(join(dataDir, KEY_FILE))) {
    throw new Error(
      `There is no key: ${join(dataDir, KEY_FILE)} is missing and STANDING_SECRET is not set. Put back the key of this database.`,
    );
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  createOnce(join(dataDir, KEY_FILE));
}

/** The lines of the key file, newest first; none where there is no file. */
function readKeyFile(dataDir: string): Buffer[] {
  const path = join(dataDir, KEY_FILE);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const keys = lines.map((line) => Buffer.from(line, 'base64url'));
  if (!keys.every((key, at) => key.length === 32 && key.toString('base64url') === lines[at])) {
    throw new Error(`${path} does not hold a key: restore the file that was written there, or set STANDING_SECRET.`);
  }
  chmodSync(path, 0o600);
  return keys;
}

/** The keys of purpose `sign-in` as the texts that the sign-in library takes. */
export function signInTexts(keys: Keys): { secret: string; earlierSecrets: string[] } {
  const [secret = '', ...earlierSecrets] = keys
    .allFor('sign-in')
    .map(({ key }) => Buffer.from(key).toString('base64url'));
  return { secret, earlierSecrets };
}

/** Beside STANDING_SECRET the file is not needed, so one that cannot be read stops nothing. */
function earlierKeyFile(dataDir: string): Buffer[] {
  try {
    return readKeyFile(dataDir);
  } catch {
    return [];
  }
}

/**
 * First step of a rotation: a new key in front of the old ones; a file that holds several was left by a rotation that
 * did not end, and stays as it is. @returns whether a key was made.
 */
export function addKey(dataDir: string): boolean {
  const keys = readKeyFile(dataDir);
  if (keys.length !== 1) return false;
  replaceKeyFile(dataDir, [randomBytes(32), ...keys]);
  return true;
}

/** Last step of a rotation, when nothing needs the old keys any more. */
export function dropOldKeys(dataDir: string): void {
  const [newest, ...old] = readKeyFile(dataDir);
  if (newest !== undefined && old.length > 0) replaceKeyFile(dataDir, [newest]);
}

/** Whole or not at all: a reader finds the old file or the new one, also after a crash. */
function replaceKeyFile(dataDir: string, keys: readonly Buffer[]): void {
  const path = join(dataDir, KEY_FILE);
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, keys.map((key) => `${key.toString('base64url')}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  const folder = openSync(dataDir, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
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
