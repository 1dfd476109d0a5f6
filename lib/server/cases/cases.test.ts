import { expect, it } from 'vitest';
import type { EntityArn } from '../../domain/arn.ts';
import { caseAnswerSchema, type CaseChange, type CaseListQuery, caseListSchema } from '../../domain/triage-case.ts';
import { ADA, openAccess, visitor } from '../access/testing/open-access.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import type { Context, Principal } from '../context.ts';
import { OPERATOR } from '../entities/testing/open-world.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { writeChanges } from '../history/write-changes.ts';
import { scopedStore } from '../store/scoped-store.ts';
import type { Store } from '../store/store.ts';
import { insertEntities, makeEntity, TEST_TIME } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { auditSteps } from './audit-steps.ts';
import { changeCases } from './change-cases.ts';
import { findPerson, listPeople } from './find-person.ts';
import { getCase } from './get-case.ts';
import { listCases } from './list-cases.ts';

const BO: Principal = { ...OPERATOR, id: 'bo', email: 'bo@example.com', name: 'Bo' };
const DAY = 86_400_000;

function contextOf(store: Store, principal: Principal = OPERATOR, now = TEST_TIME): Context {
  const clock = { now: () => now };
  const base = {
    principal,
    store,
    clock,
    auditKeys: testAuditKeys,
    log: testLog,
    requestId: 'r1',
    clientAddress: null,
  };
  // Cases touch neither SES nor the vault.
  return base as unknown as Context;
}
const arnOf = (name: string) => makeEntity({ name }).arn as EntityArn;
const audits = (store: Store) =>
  store.read.selectFrom('audit').select(['id', 'action', 'target', 'after_value', 'principal_name']).execute();

withStores('cases', (stores) => {
  async function world() {
    const store = await stores.open();
    const ids = await insertEntities(store, [
      makeEntity({ name: 'acme', standing: 'disabled', aggregate: 'DISABLED' }),
      makeEntity({ name: 'globex' }),
      makeEntity({ name: 'initech', connection_id: 'theirs' }),
    ]);
    const change = (
      arns: string[],
      to: CaseChange,
      versions?: Record<string, number>,
      principal: Principal = OPERATOR,
    ) =>
      changeCases(contextOf(store, principal), {
        arns: arns.map(arnOf),
        change: to,
        ...(versions && { versions: Object.fromEntries(Object.entries(versions).map(([k, v]) => [arnOf(k), v])) }),
      });
    const look = (name: string) => getCase(contextOf(store), { arn: arnOf(name) });
    return { store, ids, change, look };
  }

  it('change many at once, each with its steps and its audit rows', async () => {
    const { store, change, look } = await world();
    expect((await look('acme')).case).toMatchObject({ state: 'new', owner: null, version: 0 });
    const until = new Date(TEST_TIME + DAY).toISOString();
    await change(['acme', 'globex'], { acknowledged: true, note: 'Asked **them**.' });
    await change(['acme'], { state: 'waiting-on-aws', awsCaseId: '170-88', snooze: { until, untilChange: true } });
    const answer = await look('acme');
    expect(caseAnswerSchema.safeParse(answer).error).toBeUndefined();
    expect(answer.case).toMatchObject({
      state: 'waiting-on-aws',
      awsCaseId: '170-88',
      acknowledged: { by: 'ada@example.com' },
      snoozed: { until, untilChange: true },
      version: 2,
    });
    expect(answer.steps.map(({ kind }) => kind).toReversed()).toEqual([
      'acknowledged',
      'note',
      'state',
      'aws-case',
      'snoozed',
    ]);
    expect((await audits(store)).map(({ action, target }) => [action, target])).toEqual([
      ['case.acknowledged', arnOf('acme')],
      ['case.note', arnOf('acme')],
      ['case.acknowledged', arnOf('globex')],
      ['case.note', arnOf('globex')],
      ['case.state', arnOf('acme')],
      ['case.aws-case', arnOf('acme')],
      ['case.snoozed', arnOf('acme')],
    ]);
    const linked = await store.read.selectFrom('case_steps').select('audit_id').orderBy('id').execute();
    expect(linked.map(({ audit_id }) => audit_id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const expired = contextOf(store, OPERATOR, TEST_TIME + DAY);
    expect((await getCase(expired, { arn: arnOf('acme') })).case.snoozed).toBeNull();
  });

  it('lose nothing when two change one at once: the second is told what the first did', async () => {
    const { store, change, look } = await world();
    const both = await Promise.all([
      change(['acme'], { state: 'investigating' }, { acme: 0 }),
      change(['acme'], { state: 'waiting-on-the-sender' }, { acme: 0 }, BO),
    ]);
    const [won, lost] = both[0].changed.length > 0 ? both : [both[1], both[0]];
    expect(won.changed).toEqual([{ arn: arnOf('acme'), version: 1 }]);
    expect(lost).toMatchObject({ changed: [], moved: [{ arn: arnOf('acme'), version: 1 }] });
    expect(lost.moved[0]?.steps.map(({ kind }) => kind)).toEqual(['state']);
    const { case: now } = await look('acme');
    expect(lost.moved[0]?.steps[0]?.after).toBe(now.state);
    // A note says what somebody saw and is never refused; a bulk leaves alone only what moved.
    await change(['acme'], { note: 'Seen.' }, { acme: 0 });
    const bulk = await change(['acme', 'globex'], { acknowledged: true }, { acme: 0, globex: 0 });
    expect(bulk.changed.map(({ arn }) => arn)).toEqual([arnOf('globex')]);
    expect((await look('acme')).case.acknowledged).toBeNull();
    expect(await audits(store)).toHaveLength(3);
  });

  it('are listed by owner and state, the last changed first, page by page', async () => {
    const { store, change } = await world();
    await change(['acme', 'globex', 'initech'], { acknowledged: true });
    await change(['globex'], { state: 'investigating' });
    const ask = (query: CaseListQuery, as = store) => listCases(contextOf(as), query);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ limit: 2, ...(cursor && { cursor }) });
      expect(caseListSchema.safeParse(page).error).toBeUndefined();
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(names.toSorted()).toEqual(['acme', 'globex', 'initech']);
    expect((await ask({ state: 'investigating' })).items.map(({ name }) => name)).toEqual(['globex']);
    expect((await ask({ owner: 'none' })).items).toHaveLength(3);
    expect((await ask({ owner: 'ada' })).items).toEqual([]);
    expect((await ask({}, scopedStore(store, ['theirs']))).items.map(({ name }) => name)).toEqual(['initech']);
  });

  it('are refused to viewers and outside of the connections that somebody may see', async () => {
    const { store, change } = await world();
    await expect(change(['acme'], { acknowledged: true }, undefined, { ...BO, role: 'viewer' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const narrow = contextOf(scopedStore(store, ['ambient']), { ...BO, connectionIds: ['ambient'] });
    const theirs = [arnOf('initech')];
    await expect(getCase(narrow, { arn: theirs[0]! })).rejects.toMatchObject({ code: 'entity-not-found' });
    const both = { arns: [arnOf('acme'), ...theirs], change: { acknowledged: true } };
    await expect(changeCases(narrow, both)).rejects.toMatchObject({ code: 'entity-not-found' });
    expect(await audits(store)).toEqual([]);
  });

  it('are given only to people who may see the sender', async () => {
    const { store, change, look } = await world();
    const access = await openAccess(store, { now: () => Date.now() });
    await access.signIn(visitor(), ADA.email, ADA.password);
    const { items } = await listPeople(contextOf(store));
    expect(items.map(({ email }) => email)).toEqual([ADA.email]);
    const ada = items[0]!.id;
    await change(['acme'], { ownerId: ada });
    expect((await look('acme')).case.owner?.id).toBe(ada);
    await expect(change(['acme'], { ownerId: 'nobody' })).rejects.toMatchObject({ code: 'invalid-input' });
    await store.write((transaction) =>
      transaction
        .updateTable('auth_users' as never)
        .set({ connectionIds: '["theirs"]' } as never)
        .execute(),
    );
    await expect(change(['acme'], { ownerId: ada })).rejects.toThrow('may not see its connection');
    expect(await findPerson(contextOf(store), ada, ['theirs'])).toMatchObject({ id: ada });
  });

  it('come back in the transaction of the change that stops the sender again, and are audited once', async () => {
    const { store, change, look } = await world();
    await change(['globex'], { state: 'done', acknowledged: true });
    const stopped = {
      arn: arnOf('globex'),
      sendingStatusAggregate: 'DISABLED',
      customerManagedStatus: { status: 'DISABLED', cause: 'High bounce rate.', lastUpdatedAt: TEST_TIME + 10 },
      awsSesManagedStatus: null,
      reputationImpact: 'HIGH',
      reputationManagementPolicy: null,
    };
    const answers = [{ entity: stopped, beganAt: TEST_TIME + 20, endedAt: TEST_TIME + 30 }];
    const input = { connectionId: 'ambient', source: 'sweep' as const, answers };
    // Killed before the commit, neither is there.
    const killed = { ...input, settle: () => Promise.reject(new Error('killed')) };
    await expect(applyAnswers(contextOf(store), killed)).rejects.toThrow('killed');
    expect((await look('globex')).case.state).toBe('done');
    await applyAnswers(contextOf(store), input);
    const { case: now, steps } = await look('globex');
    expect(now).toMatchObject({ state: 'new', acknowledged: null, version: 2 });
    expect(steps[0]).toMatchObject({ kind: 'reopened', who: { kind: 'watcher', name: 'Standing' } });
    expect(await audits(store)).toHaveLength(2);
    await auditSteps(contextOf(store));
    await auditSteps(contextOf(store));
    expect((await audits(store)).slice(2)).toMatchObject([
      { action: 'case.reopened', target: arnOf('globex'), principal_name: 'Standing' },
    ]);
  });

  it('wake from a snooze until a change by a finding as well', async () => {
    const { store, ids, change, look } = await world();
    await change(['globex'], { snooze: { untilChange: true } });
    const point = { value: 'OPEN', cause: null, lastUpdatedAt: null };
    const opened = {
      entityId: ids[1]!,
      incarnation: 1,
      track: 'finding:BOUNCE',
      kind: 'changed',
      old: null,
      new: point,
      awsTime: null,
      seenAt: TEST_TIME,
      seenAfter: null,
      source: 'sweep',
      origin: { kind: 'elsewhere' as const, evidence: [], actId: null },
    };
    await store.write((transaction) => writeChanges(transaction, store.dialect, [opened]));
    expect(await look('globex')).toMatchObject({ case: { snoozed: null }, steps: [{ kind: 'woken' }, {}] });
  });
});
