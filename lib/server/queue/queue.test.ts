import { beforeEach, expect, it } from 'vitest';
import type { EntityArn } from '../../domain/arn.ts';
import type { CaseChange } from '../../domain/triage-case.ts';
import { type TriageQuery, triageQueueSchema } from '../../domain/triage-queue.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import { changeCases } from '../cases/change-cases.ts';
import type { Context } from '../context.ts';
import { OPERATOR } from '../entities/testing/open-world.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { insertChanges, makeChange } from '../store/testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { getQueue } from './get-queue.ts';

const SEEN = TEST_TIME - 90 * 60_000;
const STRICT = 'arn:aws:ses:us-east-1:aws:reputation-policy/strict';
const cause = (rate: number) =>
  `The bounce rate exceeded ${rate}% based on a representative volume of ${rate}0 emails.`;

let now = TEST_TIME;
const contextOf = (store: Store): Context => {
  const base = { principal: OPERATOR, store, clock: { now: () => now }, auditKeys: testAuditKeys, log: testLog };
  return { ...base, requestId: 'r1', clientAddress: null } as unknown as Context;
};
const arnOf = (name: string) => makeEntity({ name }).arn as EntityArn;

/** Stopped while we watched, by the customer record. */
const stopped = (name: string, minute: number, more: Parameters<typeof makeEntity>[0] = {}) =>
  makeEntity({
    name,
    aggregate: 'DISABLED',
    standing: 'disabled',
    customer_present: 1,
    customer_status: 'DISABLED',
    customer_cause: cause(minute + 10),
    first_seen_at: SEEN,
    since_at: SEEN + (minute + 1) * 60_000,
    policy: STRICT,
    ...more,
  });

withStores('the queue', (stores) => {
  beforeEach(() => {
    now = TEST_TIME;
  });

  async function world() {
    const store = await stores.open();
    const ids = await insertEntities(store, [
      ...[0, 1, 2, 3].map((minute) => stopped(`burst-${minute}`, minute)),
      stopped('later', 60, { impact: 'HIGH', severity: 840 }),
      stopped('before', 0, { since_at: SEEN - 5 }),
      stopped('enforced', 5, { standing: 'disabled-by-ses', severity: 890, aws_status: 'DISABLED', aws_cause: 'Bad.' }),
      makeEntity({ name: 'watched', standing: 'reinstated', aggregate: 'REINSTATED' }),
      makeEntity({ name: 'next', impact: 'LOW', policy: STRICT }),
      makeEntity({ name: 'low', impact: 'LOW', policy: STRICT.replace('strict', 'standard') }),
      makeEntity({ name: 'fine' }),
      stopped('theirs', 0, { connection_id: 'theirs', account: '999999999999', customer_cause: 'Elsewhere.' }),
      stopped('gone', 0, { deleted_at: SEEN + 1 }),
    ]);
    const ask = (query: TriageQuery = {}, as = store) => getQueue(contextOf(as), query);
    const change = (names: string[], to: CaseChange) =>
      changeCases(contextOf(store), { arns: names.map(arnOf), change: to });
    const names = async (query: TriageQuery = {}, as = store) =>
      Object.fromEntries(
        (await ask(query, as)).groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ group, rows }) => [group, rows.map((row) => (row.count > 1 ? row.count : row.senders[0]?.name))]),
      );
    return { store, ids, ask, change, names };
  }

  it('has what needs a person, by what can be done, worst first, folded', async () => {
    const { ask, names } = await world();
    const queue = await ask();
    expect(triageQueueSchema.safeParse(queue).error).toBeUndefined();
    expect(await names()).toEqual({
      you: ['later', 4, 'theirs'],
      aws: ['enforced'],
      watch: ['watched'],
      next: ['next'],
    });
    expect(queue.counts).toEqual({
      needsPerson: 8,
      byGroup: { you: 6, aws: 1, watch: 1, next: 1 },
      acknowledged: 0,
      snoozed: 0,
      before: 1,
      meantSo: 0,
    });
    expect(await names({ show: 'before' })).toEqual({ you: ['before'] });
    expect(queue.groups[3]?.rows[0]?.senders[0]?.likely).toMatch(/strict/);
  });

  it('names what the senders of a folded row share, and opens it', async () => {
    const { store, ids, ask } = await world();
    const burst = ids.slice(0, 4);
    await store.write(async (transaction) => {
      const resources = burst.map((entity_id) => ({ resource: 'mail.example', entity_id, read_at: SEEN }));
      await transaction
        .insertInto('entity_resources')
        .values([...resources, { resource: 'own.example', entity_id: burst[0]!, read_at: SEEN }])
        .execute();
      await transaction
        .insertInto('findings')
        .values(
          [0, 1, 2, 3].map((index) => ({
            entity_id: burst[index]!,
            connection_id: 'ambient',
            arn: arnOf(`burst-${index}`),
            type: 'BOUNCE',
            status: 'OPEN',
            first_seen_at: SEEN,
            last_seen_at: SEEN,
          })),
        )
        .execute();
    });
    const strict = { track: 'policy', old_value: null, new_value: STRICT, seen_at: SEEN };
    await insertChanges(
      store,
      burst.map((id) => makeChange(id, strict)),
    );
    const [, fold] = (await ask({ group: 'you' })).groups[0]!.rows;
    expect(fold).toMatchObject({ count: 4, from: new Date(SEEN + 60_000).toISOString() });
    expect(fold!.shared.map(({ kind, value }) => [kind, value])).toEqual([
      ['cause', cause(10)],
      ['finding', 'BOUNCE'],
      ['policy-change', 'strict'],
      ['policy', 'strict'],
      ['identity', 'mail.example'],
      ['account', '123456789012'],
      ['region', 'us-east-1'],
    ]);
    expect(fold!.arns).toEqual([0, 1, 2, 3].map((index) => arnOf(`burst-${index}`)));
    const opened = await ask({ group: 'you', fold: fold!.key });
    expect(opened.groups[0]!.rows.map(({ count, arns }) => [count, arns[0]])).toEqual(
      fold!.arns.map((arn) => [1, arn]),
    );
  });

  it('folds away what was acknowledged, snoozed and sorted, and takes it back when that ends', async () => {
    const { ask, change, names } = await world();
    await change(['burst-0', 'burst-1'], { acknowledged: true });
    await change(['enforced'], { snooze: { until: new Date(TEST_TIME + 60_000).toISOString() } });
    await change(['before'], { sorted: 'needs-a-person' });
    expect(await names()).toMatchObject({ you: ['later', 'burst-3', 'burst-2', 'theirs', 'before'] });
    expect((await ask()).counts).toMatchObject({ needsPerson: 6, acknowledged: 2, snoozed: 1, before: 0 });
    expect(await names({ show: 'snoozed' })).toEqual({ aws: ['enforced'] });
    now += 60_000;
    expect(await names({ show: 'snoozed' })).toEqual({});
    expect((await ask()).groups[1]?.rows).toHaveLength(1);
    await change(['before'], { sorted: 'meant-so' });
    expect((await ask()).counts).toMatchObject({ before: 0, meantSo: 1 });
    expect(await names({ show: 'meant-so' })).toEqual({ you: ['before'] });
  });

  it('shows somebody the connections they may see, and nobody the answer of another', async () => {
    const { store, ask, names } = await world();
    const narrow = scopedStore(store, ['theirs']);
    expect((await ask()).counts.needsPerson).toBe(8);
    expect(await names({}, narrow)).toEqual({ you: ['theirs'] });
    expect((await ask({ connection: ['ambient'] })).counts.needsPerson).toBe(7);
    expect(await names({ region: ['eu-west-1'] })).toEqual({});
    expect(await names({ owner: 'ada' })).toEqual({});
  });

  it('is paged by group without losing or repeating a row while rows leave', async () => {
    const { ask, change } = await world();
    const seen: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const { groups } = await ask({ group: 'you', limit: 1, ...(cursor && { cursor }) });
      seen.push(groups[0]?.rows[0]?.senders[0]?.name);
      cursor = groups[0]?.nextCursor ?? undefined;
      // The row that the cursor stands on leaves.
      if (seen.length === 1) await change(['later'], { acknowledged: true });
    } while (cursor !== undefined);
    expect(seen).toEqual(['later', 'burst-0', 'theirs']);
    await expect(ask({ cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('takes a rising rate under standard for likely to pause next', async () => {
    const { store, ids, names } = await world();
    const rise = { track: 'finding:BOUNCE', old_value: 'OPEN', new_value: 'OPEN', seen_at: SEEN };
    const low = ids[9]!;
    await insertChanges(store, [makeChange(low, { ...rise, old_cause: cause(5), new_cause: cause(4) })]);
    expect(await names({ group: 'next' })).toEqual({ next: ['next'] });
    await insertChanges(store, [makeChange(low, { ...rise, old_cause: cause(5), new_cause: cause(6) })]);
    expect((await names({ group: 'next' })).next?.toSorted()).toEqual(['low', 'next']);
  });
});
