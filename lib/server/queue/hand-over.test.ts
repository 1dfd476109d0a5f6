import { expect, it } from 'vitest';
import type { EntityArn } from '../../domain/arn.ts';
import { handOverMarkdown } from '../../domain/hand-over-markdown.ts';
import { handOverSchema } from '../../domain/hand-over.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import { changeCases } from '../cases/change-cases.ts';
import type { Context } from '../context.ts';
import { OPERATOR } from '../entities/testing/open-world.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { insertChanges, makeChange } from '../store/testing/make-change.ts';
import { insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { getHandOver } from './get-hand-over.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let now = TEST_TIME;
const contextOf = (store: Store): Context => {
  const base = { principal: OPERATOR, store, clock: { now: () => now }, auditKeys: testAuditKeys, log: testLog };
  return { ...base, requestId: 'r1', clientAddress: null } as unknown as Context;
};

withStores('hand over', (stores) => {
  it('tells what happened since, what is open, what comes back, and how fast it went', async () => {
    const store = await stores.open();
    const stopped = { aggregate: 'DISABLED', standing: 'disabled', first_seen_at: TEST_TIME - 40 * DAY };
    const [acme = 0, globex = 0, theirs = 0] = await insertEntities(store, [
      makeEntity({ ...stopped, name: 'acme *bold*', since_at: TEST_TIME - 2 * HOUR }),
      makeEntity({ ...stopped, name: 'globex', since_at: TEST_TIME - 20 * DAY }),
      makeEntity({ ...stopped, name: 'theirs', since_at: TEST_TIME - HOUR, connection_id: 'theirs' }),
    ]);
    const lift = { old_value: 'DISABLED', new_value: 'REINSTATED' };
    await insertChanges(store, [
      makeChange(acme, { seen_at: TEST_TIME - 12 * DAY }),
      makeChange(acme, { ...lift, seen_at: TEST_TIME - 12 * DAY + 3 * HOUR }),
      makeChange(acme, { seen_at: TEST_TIME - 2 * HOUR, new_cause: 'High\nbounce rate.' }),
      makeChange(globex, { seen_at: TEST_TIME - 20 * DAY, marks: 'after-gap' }),
      makeChange(theirs, { seen_at: TEST_TIME - HOUR }),
      makeChange(theirs, { kind: 'baseline', old_value: null, seen_at: TEST_TIME - 40 * DAY }),
    ]);
    now = TEST_TIME - HOUR;
    const arn = (name: string) => makeEntity({ name }).arn as EntityArn;
    const soon = new Date(TEST_TIME + HOUR).toISOString();
    await changeCases(contextOf(store), { arns: [arn('acme *bold*')], change: { acknowledged: true } });
    await changeCases(contextOf(store), { arns: [arn('globex')], change: { snooze: { until: soon } } });
    now = TEST_TIME;
    const since = TEST_TIME - 8 * HOUR;
    const report = await getHandOver(contextOf(store), { since });
    expect(handOverSchema.safeParse(report).error).toBeUndefined();
    expect(report.paused.items.map(({ name }) => name)).toEqual(['theirs', 'acme *bold*']);
    expect(report.lifted.total).toBe(0);
    expect(report.open.items.map(({ name }) => name)).toEqual(['globex', 'acme *bold*', 'theirs']);
    expect(report.snoozesEnding.items).toMatchObject([{ name: 'globex', until: soon, by: 'ada@example.com' }]);
    expect(report.statistics).toMatchObject({
      timeToAcknowledge: { medianSeconds: 3600, measured: 1, leftOut: 0 },
      timeToLift: { medianSeconds: 3 * 3600, measured: 1, leftOut: 0 },
      stayedUp: { stayed: 1, of: 1, leftOut: 0 },
    });
    const text = handOverMarkdown(report);
    expect(text).toContain('## New stops (2)');
    expect(text).toContain('**acme \\*bold\\***');
    expect(text).toContain('“High bounce rate.”');

    const narrow = await getHandOver(contextOf(scopedStore(store, ['theirs'])), { since });
    expect(narrow.paused.items.map(({ name }) => name)).toEqual(['theirs']);
    expect(narrow.statistics.timeToLift.measured).toBe(0);
    const elsewhere = await getHandOver(contextOf(store), { since, region: ['eu-west-1'] });
    expect([elsewhere.paused.total, elsewhere.open.total]).toEqual([0, 0]);
  });
});
