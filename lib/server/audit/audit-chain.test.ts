import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { type AuditContext, recordAudit, recordAudits } from '../access/record-audit.ts';
import type { AuditTable } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import type { AuditKeys } from './audit-keys.ts';
import { testAuditKeys } from './testing/test-audit-keys.ts';
import { verifyAudit } from './verify-audit.ts';

const TAMPERINGS = 1000;
const ROWS = 40;

const context: AuditContext = {
  principal: { kind: 'command-line' },
  clock: { now: () => 1_000 },
  auditKeys: testAuditKeys,
  requestId: 'r1',
  clientAddress: '192.0.2.1',
};

const entry = (target: string) => ({ kind: 'act', action: 'try.it', target, reason: `because of ${target}` }) as const;

async function fill(store: Store, count: number, keys: AuditKeys = testAuditKeys): Promise<void> {
  await store.write((transaction) =>
    recordAudits(
      transaction,
      { ...context, auditKeys: keys },
      Array.from({ length: count }, (_, at) => entry(`t${at}`)),
    ),
  );
}

/** What somebody with the whole database in hand can do. */
async function dropGuards(store: Store): Promise<void> {
  const names = store.dialect === 'sqlite' ? ['no_update', 'no_delete'] : ['no_change', 'no_truncate'];
  await store.write(async (transaction) => {
    for (const name of names) {
      const on = store.dialect === 'sqlite' ? '' : ' on audit';
      await sql.raw(`drop trigger audit_${name}${on}`).execute(transaction);
    }
  });
}

const CHANGEABLE = [
  'at',
  'kind',
  'principal_kind',
  'principal_id',
  'principal_name',
  'action',
  'target',
  'before_value',
  'after_value',
  'reason',
  'request_id',
  'client_address',
  'kid',
  'mac',
] as const satisfies (keyof AuditTable)[];

const place = fc.integer({ min: 0, max: ROWS - 1 });
const tampering = fc.oneof(
  fc.record({
    how: fc.constant('edit' as const),
    at: place,
    column: fc.constantFrom(...CHANGEABLE),
    value: fc.oneof(fc.constant(null), fc.string({ maxLength: 20 }), fc.constantFrom('', 'test', 'act', 't1')),
    time: fc.integer({ min: 0, max: 5_000 }),
  }),
  fc.record({ how: fc.constant('delete' as const), at: place, count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    how: fc.constant('insert' as const),
    at: fc.integer({ min: 0, max: ROWS }),
    copy: place,
    plain: fc.boolean(),
  }),
  fc.record({ how: fc.constant('swap' as const), at: place, with: place, whole: fc.boolean() }),
  fc.record({ how: fc.constant('truncate' as const), at: place }),
  fc.record({ how: fc.constant('cut the start' as const), at: place }),
);
type Tampering = typeof tampering extends fc.Arbitrary<infer T> ? T : never;

/** @returns the rows as tampered with, and the id of the first row that is wrong or missing; null where nothing changed. */
function tamper(rows: AuditTable[], act: Tampering): { rows: AuditTable[]; firstBad: number } | null {
  const copy = rows.map((row) => ({ ...row }));
  const at = copy[act.at];
  switch (act.how) {
    case 'edit': {
      if (at === undefined) return null;
      const before = at[act.column];
      const value = act.column === 'at' ? act.time : act.value;
      const mayBeNull = !['kind', 'principal_kind', 'principal_name', 'action'].includes(act.column);
      if (value === before || (value === null && !mayBeNull) || (typeof value === 'string' && value.includes('\0')))
        return null;
      Object.assign(at, { [act.column]: value });
      return { rows: copy, firstBad: at.id };
    }
    case 'delete':
      copy.splice(act.at, act.count);
      return { rows: copy, firstBad: act.at + 1 };
    case 'insert': {
      const source = copy[act.copy];
      if (source === undefined) return null;
      const added = { ...source, id: act.at + 1, ...(act.plain && { mac: null, kid: null }) };
      const later = copy.slice(act.at).map((row) => ({ ...row, id: row.id + 1 }));
      // A copy of a row right behind the original: the original is where it was, so the copy is the first bad row.
      const same = !act.plain && act.copy === act.at;
      return { rows: [...copy.slice(0, act.at), added, ...later], firstBad: same ? act.at + 2 : act.at + 1 };
    }
    case 'swap': {
      const other = copy[act.with];
      if (at === undefined || other === undefined || act.at === act.with) return null;
      const swapped = copy.map((row) => {
        if (row !== at && row !== other) return row;
        const from = row === at ? other : at;
        return act.whole ? { ...from, id: row.id } : { ...row, target: from.target };
      });
      return { rows: swapped, firstBad: Math.min(act.at, act.with) + 1 };
    }
    case 'truncate':
      return { rows: copy.slice(0, act.at), firstBad: act.at + 1 };
    case 'cut the start':
      return act.at === 0 ? null : { rows: copy.slice(act.at), firstBad: 1 };
  }
}

async function put(store: Store, rows: AuditTable[]): Promise<void> {
  await store.write(async (transaction) => {
    await transaction.deleteFrom('audit').execute();
    if (rows.length > 0) await transaction.insertInto('audit').values(rows).execute();
  });
}

withStores('the audit', (stores) => {
  it('names the first bad row of every one of many random tamperings', async () => {
    const store = await stores.open();
    await fill(store, ROWS);
    await dropGuards(store);
    const rows: AuditTable[] = await store.read.selectFrom('audit').selectAll().orderBy('id').execute();
    expect(await verifyAudit(store, testAuditKeys)).toMatchObject({ verified: ROWS, fault: null });
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(tampering, async (act) => {
        const tampered = tamper(rows, act);
        fc.pre(tampered !== null);
        await put(store, tampered.rows);
        const { fault } = await verifyAudit(store, testAuditKeys);
        expect(fault?.rowId).toBe(tampered.firstBad);
        tried += 1;
      }),
      { numRuns: TAMPERINGS },
    );
    expect(tried).toBe(TAMPERINGS);
    await put(store, rows);
    expect(await verifyAudit(store, testAuditKeys)).toMatchObject({ verified: ROWS, fault: null });
  }, 120_000);

  it('refuses changes, deletions and, on PostgreSQL, being emptied', async () => {
    const store = await stores.open();
    await fill(store, 3);
    const change = store.write((transaction) => transaction.updateTable('audit').set({ reason: 'x' }).execute());
    await expect(change).rejects.toThrow('append-only');
    const deletion = store.write((transaction) => transaction.deleteFrom('audit').where('id', '=', 3).execute());
    await expect(deletion).rejects.toThrow('append-only');
    if (store.dialect === 'sqlite') return;
    await expect(store.write((transaction) => sql`truncate audit`.execute(transaction))).rejects.toThrow('append-only');
  });

  it('never forks, whoever writes at once', async () => {
    const at = await stores.location();
    const first = await stores.open(at);
    const others = stores.dialect === 'postgres' ? [await stores.open(at), await stores.open(at)] : [first];
    const writers = [first, ...others];
    await Promise.all(
      Array.from({ length: 60 }, (_, turn) =>
        writers[turn % writers.length]!.write((transaction) => recordAudit(transaction, context, entry(`t${turn}`))),
      ),
    );
    expect(await verifyAudit(first, testAuditKeys)).toMatchObject({ verified: 60, fault: null });
  });

  it('continues nothing that was cut, and takes nothing back that is rolled back', async () => {
    const store = await stores.open();
    await fill(store, 5);
    const undone = store.write(async (transaction) => {
      await recordAudit(transaction, context, entry('undone'));
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    await fill(store, 1);
    expect(await verifyAudit(store, testAuditKeys)).toMatchObject({ verified: 6, fault: null });
    await dropGuards(store);
    await store.write((transaction) => transaction.deleteFrom('audit').where('id', '=', 6).execute());
    await expect(fill(store, 1)).rejects.toThrow('changed from outside');
    await store.write((transaction) => transaction.deleteFrom('settings').where('key', '=', 'audit-head').execute());
    await expect(fill(store, 1)).rejects.toThrow('changed from outside');
    const { fault } = await verifyAudit(store, testAuditKeys);
    expect(fault).toEqual({ rowId: null, what: expect.stringContaining('head') as string });
  });

  it('goes on under another key, and verifies both while both are at hand', async () => {
    const store = await stores.open();
    const key = new Uint8Array(32).fill(9);
    const only: AuditKeys = { kid: 'new', keyOf: (kid) => (kid === 'new' ? key : null) };
    const both: AuditKeys = { kid: 'new', keyOf: (kid) => only.keyOf(kid) ?? testAuditKeys.keyOf(kid) };
    await fill(store, 3);
    await fill(store, 3, only);
    expect(await verifyAudit(store, both)).toMatchObject({ verified: 6, fault: null });
    expect((await verifyAudit(store, only)).fault).toMatchObject({ rowId: 1 });
  });

  it('covers the rows from before there was a chain', async () => {
    const store = await stores.open();
    const bare = { at: 1, kind: 'act', principal_kind: 'watcher', principal_name: 'Standing', action: 'try' };
    await store.write((transaction) =>
      transaction
        .insertInto('audit')
        .values([
          { ...bare, id: 1 },
          { ...bare, id: 2 },
        ])
        .execute(),
    );
    await fill(store, 2);
    expect(await verifyAudit(store, testAuditKeys)).toMatchObject({ earlier: 2, verified: 2, fault: null });
    await dropGuards(store);
    await store.write((transaction) => transaction.updateTable('audit').set({ at: 2 }).where('id', '=', 2).execute());
    expect((await verifyAudit(store, testAuditKeys)).fault).toMatchObject({ rowId: 1 });
  });

  it('is held against a checkpoint from the log', async () => {
    const store = await stores.open();
    await fill(store, 5);
    const { head } = await verifyAudit(store, testAuditKeys);
    expect((await verifyAudit(store, testAuditKeys, head!)).fault).toBeNull();
    await fill(store, 2);
    expect((await verifyAudit(store, testAuditKeys, head!)).fault).toBeNull();
    expect((await verifyAudit(store, testAuditKeys, { id: 5, mac: 'other' })).fault).toMatchObject({ rowId: 5 });
    expect((await verifyAudit(store, testAuditKeys, { id: 9, mac: 'x' })).fault).toMatchObject({ rowId: 8 });
  });
});
