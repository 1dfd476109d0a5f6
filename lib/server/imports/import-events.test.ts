import { expect, it } from 'vitest';
import type { EventImport } from '../../domain/event-import.ts';
import type { SesEntity } from '../ses/gateway.ts';
import { applyAbsence } from '../history/apply-absence.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { findPatterns } from '../history/find-patterns.ts';
import { applyFindings } from '../findings/apply-findings.ts';
import { listChanges } from '../store/list-changes.ts';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { beginImport } from './begin-import.ts';
import { finishImport } from './finish-import.ts';
import { importPieces } from './import-pieces.ts';
import { importStream } from './import-stream.ts';
import { listImports } from './list-imports.ts';
import { IMPORT_ACCOUNT, IMPORT_TIME as NOW, importContext } from './testing/import-context.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const arnOf = (name: string) => `arn:aws:ses:us-east-1:${IMPORT_ACCOUNT}:tenant/${name}/tn-${name}`;
const parts = (time: number) => {
  const at = new Date(time);
  return [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
    at.getUTCMilliseconds() * 1e6,
  ];
};
const event = (type: string, name: string, at: number, detail: object, more: object = {}) => ({
  'detail-type': type,
  source: 'aws.ses',
  account: IMPORT_ACCOUNT,
  region: 'us-east-1',
  time: new Date(at).toISOString(),
  resources: [arnOf(name)],
  detail,
  ...more,
});
const status = (name: string, at: number, word: string, more: object = {}, origin = 'CUSTOMER_MANAGED') =>
  event(
    word === 'DISABLED' ? 'Sending Status Disabled' : 'Sending Status Enabled',
    name,
    at,
    {
      data: { origin, record: { status: word, cause: 'Status manually updated.', lastUpdatedTimestamp: parts(at) } },
    },
    more,
  );
const TEXT = 'The bounce rate exceeded 15.0%.';
const found = (word: string, name: string, at: number) =>
  event(`Advisor Recommendation Status ${word}`, name, at, {
    data: TEXT,
    metadata: { type: 'BOUNCE', impact: 'HIGH' },
  });

const EVENTS = [
  status('acme', NOW - 30 * DAY, 'DISABLED'),
  status('acme', NOW - 29 * DAY, 'REINSTATED'),
  status('acme', NOW - 10 * DAY, 'ENABLED'),
  status('acme', NOW - 20 * DAY, 'DISABLED', {}, 'AWS_MANAGED'),
  found('Open', 'acme', NOW - 30 * DAY - HOUR),
  found('Resolved', 'acme', NOW - 28 * DAY),
  status('long-gone', NOW - 60 * DAY, 'DISABLED'),
];
const asText = (events: readonly unknown[]) => events.map((one) => JSON.stringify(one)).join('\n');

let files = 0;
async function importText(context: Awaited<ReturnType<typeof importContext>>, text: string): Promise<EventImport> {
  const chunks = (async function* () {
    for (let start = 0; start < text.length; start += 700) yield text.slice(start, start + 700);
  })();
  const input = { name: 'events.ndjson', bytes: text.length, fingerprint: `file ${files++}` };
  return importStream(context, input, chunks, () => undefined);
}

/** Every report, in an order of its own. */
async function reportsOf(store: Store) {
  const rows = await store.read
    .selectFrom('changes')
    .innerJoin('entities', 'entities.id', 'changes.entity_id')
    .select([
      'entities.name',
      'track',
      'kind',
      'new_value',
      'new_cause',
      'new_updated_at',
      'aws_time',
      'seen_at',
      'changes.source',
      'origin',
      'changes.impact',
    ])
    .where('reported_at', 'is not', null)
    .execute();
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

const read = (name: string, at: number, more: Partial<SesEntity> = {}) => ({
  entity: {
    arn: arnOf(name),
    sendingStatusAggregate: 'ENABLED',
    customerManagedStatus: { status: 'ENABLED', cause: 'Status manually updated.', lastUpdatedAt: NOW - 10 * DAY },
    awsSesManagedStatus: { status: 'ENABLED', cause: null, lastUpdatedAt: NOW - 15 * DAY },
    reputationImpact: null,
    reputationManagementPolicy: null,
    ...more,
  },
  beganAt: at,
  endedAt: at,
});
const READ = { connectionId: 'c1', source: 'sweep' as const };

withStores('importing events', (stores) => {
  it('places them by the time of AWS, says what became of each, and twice is the same as once', async () => {
    const store = await stores.open();
    const context = await importContext(store);
    const report = await importText(context, asText(EVENTS));
    expect(report.counts).toMatchObject({ events: 7, taken: 7, merged: 0, known: 0, refused: 0, senders: 2 });
    const acme = await store.read
      .selectFrom('entities')
      .selectAll()
      .where('name', '=', 'acme')
      .executeTakeFirstOrThrow();
    expect(acme).toMatchObject({ source: 'import', read_began_at: 0, aggregate: null });
    const { rows } = await listChanges(store, { entityId: acme.id }, { limit: 20 });
    expect(
      rows.map((row) => [row.track, row.prior_value, row.new_value, row.seen_at, row.origin, row.reported_at]),
    ).toEqual([
      ['customer', 'REINSTATED', 'ENABLED', NOW - 10 * DAY, 'before-we-watched', NOW],
      ['aws', null, 'DISABLED', NOW - 20 * DAY, 'before-we-watched', NOW],
      ['finding:BOUNCE', 'OPEN', 'FIXED', NOW - 28 * DAY, 'before-we-watched', NOW],
      ['customer', 'DISABLED', 'REINSTATED', NOW - 29 * DAY, 'before-we-watched', NOW],
      ['customer', null, 'DISABLED', NOW - 30 * DAY, 'before-we-watched', NOW],
      ['finding:BOUNCE', null, 'OPEN', NOW - 30 * DAY - HOUR, 'before-we-watched', NOW],
    ]);
    const before = await reportsOf(store);
    const again = await importText(
      context,
      `[${EVENTS.toReversed()
        .map((one) => JSON.stringify(one))
        .join(',')}]`,
    );
    expect(again.counts).toMatchObject({ events: 7, taken: 0, known: 7, senders: 0 });
    expect(await reportsOf(store)).toEqual(before);
  });

  it('merges what we saw ourselves, and moves no state', async () => {
    const store = await stores.open();
    const context = await importContext(store);
    const before = { customerManagedStatus: { status: 'REINSTATED', cause: null, lastUpdatedAt: NOW - 29 * DAY } };
    await applyAnswers(context, { ...READ, answers: [read('acme', NOW - 2 * HOUR, before)] });
    await applyAnswers(context, { ...READ, answers: [read('acme', NOW - HOUR)] });
    const finding = {
      arn: arnOf('acme'),
      type: 'BOUNCE',
      impact: 'HIGH',
      description: TEXT,
      status: 'FIXED',
      createdAt: NOW - 30 * DAY - HOUR + 600,
      lastUpdatedAt: NOW - 28 * DAY,
    };
    await applyFindings(context, {
      ...READ,
      beganAt: NOW - HOUR,
      endedAt: NOW - HOUR,
      baseline: false,
      findings: [finding],
    });
    const stood = await store.read.selectFrom('entities').selectAll().execute();
    const { counts } = await importText(context, asText(EVENTS));
    expect(counts).toMatchObject({ taken: 4, merged: 3, senders: 1 });
    const after = await store.read.selectFrom('entities').selectAll().where('name', '=', 'acme').execute();
    expect(after).toEqual(stood);
  });

  it('brings what changes tell together', async () => {
    const store = await stores.open();
    const context = await importContext(store);
    await applyAnswers(context, { ...READ, answers: [read('acme', NOW - HOUR)] });
    const flips = Array.from({ length: 8 }, (_, at) =>
      status('acme', NOW - (40 - 4 * at) * HOUR, at % 2 === 0 ? 'DISABLED' : 'ENABLED'),
    );
    await importText(context, asText(flips.toReversed()));
    const { senders } = await findPatterns(context);
    expect(senders.map(({ name, patterns }) => [name, ...patterns.map(({ kind }) => kind)])).toEqual([
      ['acme', 'flapping', 'relapse'],
    ]);
  });

  it('of a sender it alone tells of, the first read is a first sight, and an absence makes its tombstone', async () => {
    const store = await stores.open();
    const context = await importContext(store);
    await importText(context, asText(EVENTS));
    const applied = await applyAnswers(context, { ...READ, answers: [read('acme', NOW)] });
    expect(applied).toMatchObject({ applied: 1, changes: 3 });
    const absent = { ...READ, arn: arnOf('long-gone'), beganAt: NOW, endedAt: NOW + 5 };
    expect(await applyAbsence(context, absent)).toBe(true);
    expect(await applyAbsence(context, absent)).toBe(false);
    const sights = await store.read
      .selectFrom('changes')
      .select(['kind', 'incarnation', 'new_value'])
      .where('reported_at', 'is', null)
      .orderBy('id')
      .execute();
    expect(sights.map((row) => `${row.kind} ${row.incarnation} ${row.new_value}`)).toEqual([
      'baseline 1 ENABLED',
      'baseline 1 ENABLED',
      'baseline 1 ENABLED',
      'changed 1 deleted',
    ]);
    const rows = await store.read
      .selectFrom('entities')
      .select(['name', 'aggregate', 'deleted_at', 'incarnation'])
      .orderBy('name')
      .execute();
    expect(rows).toEqual([
      { name: 'acme', aggregate: 'ENABLED', deleted_at: null, incarnation: 1 },
      { name: 'long-gone', aggregate: null, deleted_at: NOW + 5, incarnation: 1 },
    ]);
  });

  it('keeps what it does not know, refuses what it cannot use, and goes on', async () => {
    const store = await stores.open();
    const context = await importContext(store);
    const advice = event(
      'Advisor Recommendation Status Open',
      'x',
      NOW - DAY,
      { data: 'SPF record was not found.' },
      { resources: [`arn:aws:ses:us-east-1:${IMPORT_ACCOUNT}:identity/example.com`] },
    );
    const fresh = event('Tenant Moved', 'acme', NOW - DAY, { data: { to: 'eu-west-1' } });
    const elsewhere = {
      ...status('acme', NOW - DAY, 'DISABLED'),
      account: '999999999999',
      resources: ['arn:aws:ses:us-east-1:999999999999:tenant/x/tn-x'],
    };
    const lines = [
      '{"broken',
      asText([advice]),
      asText([fresh]),
      '<html>',
      asText([elsewhere]),
      asText([status('acme', NOW + DAY, 'DISABLED')]),
      asText([fresh]),
      asText([EVENTS[0]]),
    ];
    const report = await importText(context, lines.join('\n'));
    expect(report.counts).toMatchObject({ events: 8, taken: 1, advice: 1, unknown: 2, refused: 4 });
    expect(report.unknownTypes).toEqual([{ detailType: 'Tenant Moved', count: 2 }]);
    expect(report.refusals).toEqual([
      { reason: 'It is not JSON.', count: 2, lines: [1, 4] },
      { reason: 'No connection reads account 999999999999 in Region us-east-1.', count: 1, lines: [5] },
      { reason: 'It lies in the future.', count: 1, lines: [6] },
    ]);
    const kept = await store.read.selectFrom('kept_events').select(['kind', 'raw']).orderBy('kind').execute();
    expect(kept.map((row) => [row.kind, JSON.parse(row.raw) as unknown])).toEqual([
      ['advice', advice],
      ['unknown', fresh],
    ]);
  });

  it('goes on where it stopped, takes no line twice, and is audited', async () => {
    const store = await stores.open();
    const context = await importContext(store);
    const input = { name: 'events.ndjson', bytes: 9, fingerprint: 'the file' };
    const pieces = EVENTS.map((one, at) => ({ number: at + 1, text: JSON.stringify(one) }));
    const { id } = await beginImport(context, input);
    await importPieces(context, { id, pieces: pieces.slice(0, 3) });
    const again = await beginImport(context, input);
    expect(again).toMatchObject({ id, lines: 3, counts: { events: 3, taken: 3 } });
    const both = await Promise.allSettled([
      importPieces(context, { id, pieces }),
      importPieces(context, { id, pieces }),
    ]);
    // One of them may find it moved meanwhile; neither takes a line twice.
    expect(both.some((one) => one.status === 'fulfilled')).toBe(true);
    expect(await finishImport(context, { id })).toMatchObject({ lines: 7, counts: { events: 7, taken: 7 } });
    await expect(importPieces(context, { id, pieces: [{ number: 8, text: '{}' }] })).rejects.toMatchObject({
      code: 'conflict',
    });
    const audit = await store.read
      .selectFrom('audit')
      .select(['kind', 'action', 'after_value'])
      .orderBy('id')
      .execute();
    expect(audit.map((row) => `${row.kind} ${row.action} ${row.after_value}`)).toEqual([
      'intent history.import 9 bytes',
      'intent history.import goes on after line 3',
      'outcome history.import 7 events: 7 taken, 0 merged, 0 known before, 0 kept, 0 refused',
    ]);
    expect((await listImports(context)).items.map((one) => one.finishedAt !== null)).toEqual([true]);
    await expect(listImports({ ...context, principal: { kind: 'demo', role: 'operator' } })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});
