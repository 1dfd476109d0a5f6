import { expect, it } from 'vitest';
import { auditListQuerySchema } from '../../domain/audit.ts';
import { type AuditContext, type AuditEntry, recordAudit } from '../access/record-audit.ts';
import type { Context, Principal } from '../context.ts';
import { hasCode } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './list-audit.ts';
import { testAuditKeys } from './testing/test-audit-keys.ts';

const ARN = 'arn:aws:ses:us-east-1:123456789012:tenant/acme/tn-1';
const ada = {
  kind: 'user',
  id: 'ada',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'operator',
  connectionIds: null,
  sessionId: 's',
} as const;
const viewer: Principal = { ...ada, id: 'v', role: 'viewer' };

function contextOf(store: Store, principal: Principal, now = 0): Context {
  const parts: AuditContext & { store: Store } = {
    store,
    principal,
    clock: { now: () => now },
    auditKeys: testAuditKeys,
    requestId: null,
    clientAddress: '192.0.2.1',
  };
  // The audit touches neither SES nor the vault.
  return parts as Context;
}

async function fill(store: Store): Promise<void> {
  const written: [Principal, Partial<AuditEntry> & { action: string }][] = [
    [ada, { action: 'session.sign-in', target: 'ada@example.com' }],
    [ada, { action: 'act.disable', target: ARN, after: 'DISABLED', reason: '100% of their mail_bounced' }],
    [{ kind: 'watcher' }, { action: 'connection.ambient', target: 'ambient' }],
    [{ kind: 'anonymous' }, { action: 'request.refused', target: 'GET /api/entities', reason: '=1+1' }],
  ];
  let at = 0;
  for (const [principal, entry] of written) {
    at += 1000;
    const context = contextOf(store, principal, at);
    await store.write((transaction) => recordAudit(transaction, context, { kind: 'act', target: null, ...entry }));
  }
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return await new Response(stream).text();
}

withStores('the list of the audit', (stores) => {
  it.each<[Record<string, string>, string[]]>([
    [{}, ['4', '3', '2', '1']],
    [{ who: 'ada@example.com' }, ['2', '1']],
    [{ who: 'ada,Standing' }, ['3', '2', '1']],
    [{ action: 'act' }, ['2']],
    [{ action: 'act.disable,session' }, ['2', '1']],
    [{ action: 'ac' }, []],
    [{ target: ARN }, ['2']],
    [{ from: '1970-01-01T00:00:02Z', to: '1970-01-01T00:00:04Z' }, ['3', '2']],
    [{ q: 'ACME disabled' }, ['2']],
    [{ q: '100%' }, ['2']],
    [{ q: '10_%' }, []],
    [{ q: 'mail_b' }, ['2']],
    [{ q: 'mailxb' }, []],
    [{ q: '\0' }, []],
    [{ who: 'a\0' }, []],
  ])('filtered by %j', async (query, ids) => {
    const store = await stores.open();
    await fill(store);
    const parsed = auditListQuerySchema.parse(query);
    const { items } = await listAudit(contextOf(store, ada), parsed);
    expect(items.map((row) => row.id)).toEqual(ids);
  });

  it('comes in pages, names everybody once, and tells no code of the chain', async () => {
    const store = await stores.open();
    await fill(store);
    const context = contextOf(store, ada);
    const first = await listAudit(context, { limit: 3 });
    expect(first.people).toEqual(['Not signed in', 'Standing', 'ada@example.com']);
    const second = await listAudit(context, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map((row) => row.id)).toEqual(['4', '3', '2', '1']);
    expect(second).toMatchObject({ nextCursor: null, people: [] });
    expect(JSON.stringify(first)).not.toMatch(/mac|kid/);
  });

  it('is for operators, and its export is written down', async () => {
    const store = await stores.open();
    await fill(store);
    const refused = (error: unknown) => hasCode(error, 'not-permitted');
    await expect(listAudit(contextOf(store, viewer), {})).rejects.toSatisfy(refused);
    await expect(exportAudit(contextOf(store, viewer), {})).rejects.toSatisfy(refused);
    const csv = await textOf(await exportAudit(contextOf(store, ada), { action: ['act', 'request'] }));
    expect(csv.split('\r\n').map((line) => line.split(',')[0])).toEqual(['id', '4', '2', '']);
    expect(csv).toContain("'=1+1");
    const lines = await textOf(await exportAudit(contextOf(store, ada), { format: 'ndjson' }));
    const rows = lines
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { action: string }).action);
    expect(rows.slice(0, 3)).toEqual(['audit.export', 'audit.export', 'request.refused']);
  });
});
