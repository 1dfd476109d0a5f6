import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEY_FILE, KEY_PURPOSES, openKeys } from './open-keys.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'standing-keys-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('openKeys', () => {
  it('makes a key file once, for its owner alone, and reads the same keys again', () => {
    const inside = join(dataDir, 'deeper');
    const first = openKeys({ secret: null, dataDir: inside });
    expect(statSync(join(inside, KEY_FILE)).mode & 0o777).toBe(0o600);
    const again = openKeys({ secret: null, dataDir: inside });
    expect(again.keyFor('sealing')).toEqual(first.keyFor('sealing'));
    expect(first.source).toBe('file');
  });

  it('closes a key file that others could read', () => {
    openKeys({ secret: null, dataDir });
    chmodSync(join(dataDir, KEY_FILE), 0o644);
    openKeys({ secret: null, dataDir });
    expect(statSync(join(dataDir, KEY_FILE)).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'short', `${'A'.repeat(42)}B`, '{"not":"a key"}'])('refuses a key file that holds %j', (text) => {
    writeFileSync(join(dataDir, KEY_FILE), text);
    expect(() => openKeys({ secret: null, dataDir })).toThrow('does not hold a key');
    expect(readFileSync(join(dataDir, KEY_FILE), 'utf8')).toBe(text);
  });

  it('derives a key and a name for each purpose, none twice', () => {
    const keys = openKeys({ secret: 's'.repeat(32), dataDir });
    const hex = KEY_PURPOSES.map((purpose) => Buffer.from(keys.keyFor(purpose)).toString('hex'));
    expect(new Set([...hex, ...KEY_PURPOSES.map((purpose) => keys.kidFor(purpose))]).size).toBe(8);
    expect(hex.every((key) => key.length === 64)).toBe(true);
  });

  it('writes no file when STANDING_SECRET is given', () => {
    const keys = openKeys({ secret: 's'.repeat(32), dataDir });
    expect(keys.source).toBe('variable');
    expect(() => statSync(join(dataDir, KEY_FILE))).toThrow('ENOENT');
  });
});
