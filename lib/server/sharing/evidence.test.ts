import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type EvidenceFile, evidenceFileSchema, evidenceText, issueEvidenceSchema } from '../../domain/evidence.ts';
import { toIso } from '../../domain/wire.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import type { Context } from '../context.ts';
import { OPERATOR } from '../entities/testing/open-world.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { insertChanges, makeChange } from '../store/testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { foldEntities } from '../store/write-steps.ts';
import { issueEvidence } from './issue-evidence.ts';
import { linkSigner } from './link-signer.ts';
import { verifyEvidence } from './seal-evidence.ts';

const HOUR = 3_600_000;
const ENTITY = makeEntity({ name: 'acme', connection_id: 'c1' });

function signerOf(secret = randomBytes(32)) {
  const key = { kid: secret.toString('base64url').slice(0, 10), key: new Uint8Array(secret) };
  return linkSigner({ keyFor: () => key.key, kidFor: () => key.kid, allFor: () => [key] });
}
const signer = signerOf();
let store: Store;

const as = (principal: Context['principal']) =>
  ({
    principal,
    store: principal.kind === 'user' ? scopedStore(store, principal.connectionIds) : store,
    auditKeys: testAuditKeys,
    clock: { now: () => TEST_TIME + HOUR },
    log: testLog,
    requestId: 'r',
    clientAddress: null,
  }) as unknown as Context;
const issue = (given: object = {}, principal: Context['principal'] = OPERATOR) =>
  issueEvidence(as(principal), signer, issueEvidenceSchema.parse({ arn: ENTITY.arn, from: toIso(0), ...given }));
const outcome = (text: string, by = signer) => {
  const verdict = verifyEvidence(by, text);
  return verdict.holds ? 'holds' : verdict.why;
};

withStores('an evidence pack', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    const [id = 0] = await insertEntities(store, [ENTITY]);
    await insertChanges(store, [
      makeChange(id, { kind: 'baseline', old_value: null, new_value: 'ENABLED', seen_at: TEST_TIME }),
      makeChange(id, { seen_at: TEST_TIME + 60_000, new_cause: 'A cause', source: 'event' }),
    ]);
    await store.write((transaction) => foldEntities(transaction, store.dialect, [id]));
    await store.write(async (transaction) => {
      const act = {
        id: 'a1',
        idempotency_key: 'k',
        act: 'disable',
        policy: null,
        reason: 'A reason',
        request_hash: 'h',
      };
      const rest = { principal_id: 'ada', principal_name: 'ada@example.com', started_at: TEST_TIME + 50_000 };
      await transaction
        .insertInto('acts')
        .values({ ...act, ...rest, finished_at: null })
        .execute();
      const item = {
        act_id: 'a1',
        position: 0,
        entity_id: id,
        arn: ENTITY.arn,
        expected: null,
        before_value: 'ENABLED',
      };
      await transaction
        .insertInto('act_items')
        .values({
          ...item,
          requested_value: 'DISABLED',
          after_value: 'DISABLED',
          sent_at: TEST_TIME + 51_000,
          outcome: 'confirmed',
          detail: null,
          settled_at: TEST_TIME + 61_000,
        })
        .execute();
    });
  });

  it('holds how it stood then and now, each change with both times, and who acted and why', async () => {
    const { evidence } = evidenceFileSchema.parse(await issue({ to: toIso(TEST_TIME + 30_000) }));
    expect(evidence.window).toEqual({ from: toIso(TEST_TIME), to: toIso(TEST_TIME + 30_000) });
    expect(evidence.atEnd?.standing).toBe('enabled');
    expect(evidence.changes).toHaveLength(1);
    expect(evidence.acts).toEqual([]);
    const whole = (await issue()).evidence;
    expect(whole.atEnd?.standing).toBe('disabled-unexplained');
    expect(whole.changes.map(({ source }) => source)).toEqual(['sweep', 'event']);
    expect(whole.acts).toMatchObject([
      { act: 'disable', who: 'ada@example.com', reason: 'A reason', outcome: 'confirmed' },
    ]);
    expect(whole.sources).toEqual([
      { source: 'sweep', changes: 1 },
      { source: 'event', changes: 1 },
    ]);
    expect(whole.complete).toBe(true);
  });

  it('is in the audit with its hash, and of what one may see', async () => {
    const { integrity } = await issue();
    const audit = await store.read.selectFrom('audit').selectAll().executeTakeFirstOrThrow();
    expect(audit).toMatchObject({ action: 'evidence.issue', target: ENTITY.arn, principal_name: OPERATOR.email });
    expect(audit.after_value).toContain(integrity.sha256);
    await expect(issue({}, { ...OPERATOR, connectionIds: ['other'] })).rejects.toMatchObject({
      code: 'entity-not-found',
    });
    await expect(issue({}, { kind: 'share-link', id: 'x', connectionIds: ['c1'] })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it('verifies as it was issued, and not under another installation’s key', async () => {
    const file = await issue();
    const text = evidenceText(file);
    expect(outcome(text)).toBe('holds');
    expect(outcome(text, signerOf())).toBe('unknown-key');
    const foreign = { ...file, integrity: { ...file.integrity, signature: 'A'.repeat(43) } };
    expect(outcome(evidenceText(foreign))).toBe('not-ours');
    for (const broken of ['', 'null', '{}', text.slice(0, -20)]) expect(outcome(broken)).toBe('unreadable');
  });

  it('does not verify with anything in it changed, taken out or added', async () => {
    const file = await issue();
    const paths = leavesOf(file.evidence);
    expect(paths.length).toBeGreaterThan(60);
    const path = fc.constantFrom(...paths);
    fc.assert(
      fc.property(path, fc.constantFrom('change', 'remove', 'add'), fc.jsonValue({ maxDepth: 1 }), (at, how, value) => {
        const copy = structuredClone(file);
        const before = canonicalJson(copy);
        tamper(copy, at, how, value);
        fc.pre(canonicalJson(copy) !== before);
        expect(['altered', 'unreadable']).toContain(outcome(evidenceText(copy)));
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it('does not verify with what only a person would read', async () => {
    const text = evidenceText(await issue());
    const twice = text.replace('"issuedBy":', '"issuedBy": "somebody else",\n    "issuedBy":');
    expect(JSON.parse(twice)).toEqual(JSON.parse(text));
    const beside = text.replace('{\n', '{\n  "note": "approved",\n');
    for (const tampered of [twice, beside, `${text}\n`, text.replaceAll('\n', ' ')])
      expect(outcome(tampered)).toBe('altered');
  });
});

type Path = (string | number)[];

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...path, name]));
}

function tamper(file: EvidenceFile, path: Path, how: 'change' | 'remove' | 'add', value: unknown): void {
  let holder = file.evidence as unknown as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (how === 'change') holder[last] = value;
  else if (how === 'remove') delete holder[last];
  else holder['added'] = value;
}

describe('canonical JSON', () => {
  it('is one text whatever the order of members, and parses to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(canonicalJson(reversed(value)))));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('is as RFC 8785 shows it', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      string: '€$\u000F\nA\'B"\\\\"/',
      '\u20ac': 1,
      '1': 2,
    };
    expect(canonicalJson(value)).toBe(
      '{"1":2,"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/","€":1}',
    );
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('no such number');
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [name, reversed(item)] as const)
      .toReversed(),
  );
}
