import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordAudit } from '../access/record-audit.ts';
import { openAuditKeys } from '../audit/open-audit-keys.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import type { Store } from '../store/store.ts';
import { makeConnection } from '../store/testing/make-entity.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { linkSigner } from '../sharing/link-signer.ts';
import { readKeptKeys } from './kept-keys.ts';
import { addKey, dropOldKeys, KEY_FILE, openKeys } from './open-keys.ts';
import { placeOf } from './open-credential.ts';
import { openVault } from './open-vault.ts';
import { rotateKeys } from './rotate-keys.ts';

const CREDENTIALS = 4;
let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'standing-rotate-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** What a process that starts now holds. */
async function open(store: Store, secrets: { secret: string | null; previousSecret?: string } = { secret: null }) {
  const keys = openKeys({ ...secrets, dataDir });
  const vault = openVault(keys);
  const auditKeys = await openAuditKeys(store.read, keys, vault);
  const clock = { now: () => 1000 };
  const principal = { kind: 'command-line' } as const;
  return { keys, vault, context: { store, principal, clock, auditKeys, requestId: null, clientAddress: null } };
}

async function fill(store: Store, secret: string | null = null): Promise<void> {
  const { vault, context } = await open(store, { secret });
  for (let at = 0; at < CREDENTIALS; at += 1) {
    const sealed = await vault.seal(placeOf(`c${at}`), `secret ${at}`);
    const row = makeConnection({ id: `c${at}`, label: `Connection ${at}`, source: 'static-keys', sealed });
    await store.write(async (transaction) => {
      await transaction.insertInto('connections').values(row).execute();
      await recordAudit(transaction, context, { kind: 'act', action: 'connection.add', target: row.id });
    });
  }
}

async function expectReadable(store: Store, secrets?: Parameters<typeof open>[1]): Promise<void> {
  const { vault, context } = await open(store, secrets);
  const rows = await store.read.selectFrom('connections').select(['id', 'sealed']).orderBy('id').execute();
  const texts = await Promise.all(rows.map((row) => vault.open(placeOf(row.id), row.sealed ?? '')));
  expect(texts).toEqual(Array.from({ length: CREDENTIALS }, (_, at) => `secret ${at}`));
  expect((await verifyAudit(store, context.auditKeys)).fault).toBeNull();
}

/** The store of a process that dies when it is about to make its n-th write, or right after it was acknowledged. */
function dying(store: Store, writes: number, when: 'before' | 'after'): Store {
  let made = 0;
  return {
    ...store,
    write: async (run) => {
      made += 1;
      if (made > writes && when === 'before') throw new Error('killed');
      const result = await store.write(run);
      if (made > writes && when === 'after') throw new Error('killed');
      return result;
    },
  };
}

withStores('rotating the keys', (stores) => {
  it.each(['before', 'after'] as const)('leaves everything readable, killed %s any write', async (when) => {
    const store = await stores.open();
    await fill(store);
    const old = openKeys({ secret: null, dataDir }).kidFor('sealing');
    let killed = 0;
    for (let writes = 0; ; writes += 1) {
      addKey(dataDir);
      const { keys, vault, context } = await open(store);
      try {
        await rotateKeys({ ...context, store: dying(store, writes, when) }, { keys, vault });
        break;
      } catch (error) {
        if ((error as Error).message !== 'killed') throw error;
        killed += 1;
        await expectReadable(store);
      }
    }
    expect(killed).toBeGreaterThan(1);
    await expectReadable(store);
    dropOldKeys(dataDir);
    await expectReadable(store);
    const { keys } = await open(store);
    expect(keys.allFor('sealing').map(({ kid }) => kid)).not.toContain(old);
    expect(readFileSync(join(dataDir, KEY_FILE), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('verifies the audit and evidence over two rotations, when both old secrets are gone; links end', async () => {
    const store = await stores.open();
    await fill(store);
    const before = linkSigner((await open(store)).keys);
    const [evidence, page] = [before.sign('evidence', 'a hash'), before.sign('page', 'a scope')];
    for (let turn = 0; turn < 2; turn += 1) {
      expect(addKey(dataDir)).toBe(true);
      const { keys, vault, context } = await open(store);
      expect(await rotateKeys(context, { keys, vault })).toMatchObject({ resealed: CREDENTIALS, unreadable: [] });
      dropOldKeys(dataDir);
      await expectReadable(store);
    }
    const after = await open(store);
    const signer = linkSigner(after.keys, await readKeptKeys(store.read, after.vault, 'links'));
    expect(signer.check('evidence', 'a hash', evidence)).toBe('holds');
    expect(signer.check('page', 'a scope', page)).toBe('unknown-key');
    const kids = await store.read.selectFrom('audit').select('kid').distinct().execute();
    expect(kids).toHaveLength(3);
  });

  it('goes from one STANDING_SECRET to the next, and names what no key opens', async () => {
    const store = await stores.open();
    const [first, second] = ['one secret of thirty-two characters.', 'two secret of thirty-two characters.'];
    await fill(store, first);
    const { keys, vault, context } = await open(store, { secret: second, previousSecret: first });
    expect((await rotateKeys(context, { keys, vault })).resealed).toBe(CREDENTIALS);
    await expectReadable(store, { secret: second });
    const third = await open(store, { secret: 'a third secret of thirty-two characters' });
    const { resealed, unreadable } = await rotateKeys(third.context, third);
    expect({ resealed, unreadable }).toEqual({
      resealed: 0,
      unreadable: ['Connection 0', 'Connection 1', 'Connection 2', 'Connection 3'],
    });
  });
});
