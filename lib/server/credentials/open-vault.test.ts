import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCode } from '../errors.ts';
import { openKeys } from './open-keys.ts';
import { openVault } from './open-vault.ts';
import type { Place, Vault } from './vault.ts';

const SECRET = 'a secret of at least thirty-two characters';
const vault = openVault(openKeys({ secret: SECRET, dataDir: '/nonexistent' }));
const HERE: Place = { table: 'connections', id: 'c1', column: 'sealed' };
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

async function refuses(reader: Vault, place: Place, sealed: string): Promise<boolean> {
  try {
    await reader.open(place, sealed);
    return false;
  } catch (error) {
    return hasCode(error, 'credentials-unreadable');
  }
}

describe('the vault', () => {
  it('opens in its own place what it sealed, and seals the same text differently each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const [one, two] = await Promise.all([vault.seal(HERE, text), vault.seal(HERE, text)]);
        expect(one).not.toBe(two);
        expect(await vault.open(HERE, one)).toBe(text);
      }),
    );
  });

  it('refuses a text moved to another table, row or column', async () => {
    const name = fc.string({ maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(name, name, name, async (table, id, column) => {
        const place = { table, id, column };
        const moved = table !== HERE.table || id !== HERE.id || column !== HERE.column;
        expect(await refuses(vault, place, await vault.seal(HERE, 'x'))).toBe(moved);
      }),
    );
    const sealed = await vault.seal({ table: 'a', id: 'b/c', column: 'd' }, 'x');
    expect(await refuses(vault, { table: 'a/b', id: 'c', column: 'd' }, sealed)).toBe(true);
  });

  it('refuses any text with one character changed, added or taken away', async () => {
    const sealed = await vault.seal(HERE, JSON.stringify({ secretAccessKey: 'x'.repeat(40) }));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.constantFrom(...Array.from(BASE64URL), '.', '=', ' ', '\n', '+', '/'),
        fc.constantFrom('change', 'add', 'take'),
        async (at, character, how) => {
          const rest = sealed.slice(how === 'add' ? at : at + 1);
          const mutated = sealed.slice(0, at) + (how === 'take' ? '' : character) + rest;
          fc.pre(mutated !== sealed);
          expect(await refuses(vault, HERE, mutated)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('refuses every truncation', async () => {
    const sealed = await vault.seal(HERE, 'secret');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(await refuses(vault, HERE, sealed.slice(0, length))).toBe(true);
    }
  });

  it('says which key it wants when the secret is another', async () => {
    const other = openVault(openKeys({ secret: `${SECRET}!`, dataDir: '/nonexistent' }));
    const sealed = await other.seal(HERE, 'secret');
    await expect(vault.open(HERE, sealed)).rejects.toThrow(`sealed under the key ${other.kid}`);
  });

  it('never repeats what it was given', async () => {
    await expect(vault.open(HERE, 'eyJhbGciOiJkaXIifQ..canary.canary.canary')).rejects.not.toThrow('canary');
  });
});
