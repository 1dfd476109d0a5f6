import { expect, it } from 'vitest';
import { foldChanges } from '../../domain/fold-changes.ts';
import { pointsOf } from '../../domain/observed-entity.ts';
import type { SesEntity, SesFinding } from '../ses/gateway.ts';
import { applyFindings } from '../findings/apply-findings.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import type { Store } from '../store/store.ts';
import { applyAbsence } from './apply-absence.ts';
import { applyAnswers } from './apply-answers.ts';
import { stateOf } from './entity-rows.ts';

const T = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const arnOf = (name: string, account = '111122223333') => `arn:aws:ses:us-east-1:${account}:tenant/${name}/tn-${name}`;
const entity = (name: string, more: Partial<SesEntity> = {}): SesEntity => ({
  arn: arnOf(name),
  sendingStatusAggregate: 'ENABLED',
  customerManagedStatus: { status: 'ENABLED', cause: null, lastUpdatedAt: T - 60 * MINUTE },
  awsSesManagedStatus: { status: 'ENABLED', cause: null, lastUpdatedAt: T - 60 * MINUTE },
  reputationImpact: null,
  reputationManagementPolicy: 'arn:aws:ses:us-east-1:aws:reputation-policy/standard',
  ...more,
});
const paused = (name: string, at: number): SesEntity =>
  entity(name, {
    sendingStatusAggregate: 'DISABLED',
    customerManagedStatus: { status: 'DISABLED', cause: 'High bounce rate.', lastUpdatedAt: at },
    reputationImpact: 'HIGH',
  });
const finding = (name: string, more: Partial<SesFinding> = {}): SesFinding => ({
  arn: arnOf(name),
  type: 'BOUNCE',
  impact: 'HIGH',
  description: 'The bounce rate exceeded 15.0%.',
  status: 'OPEN',
  createdAt: T - MINUTE,
  lastUpdatedAt: T - MINUTE,
  ...more,
});

async function connected(store: Store, id = 'c1', account: string | null = null): Promise<void> {
  await store.write(async (transaction) => {
    await transaction
      .insertInto('connections')
      .values({
        id,
        source: 'static-keys',
        label: 'Production',
        partition: account === null ? null : 'aws',
        account,
        region: 'us-east-1',
        sealed: null,
        access_key_hint: null,
        state: 'never-read',
        reason: null,
        read_at: null,
        unread_since: null,
        facts: '{}',
        paused: 0,
        created_at: T,
        updated_at: T,
        deleted_at: null,
      })
      .execute();
  });
}
const read = (value: SesEntity, beganAt: number) => ({ entity: value, beganAt, endedAt: beganAt + 50 });
const contextOf = (store: Store) => ({ store, clock: { now: () => T }, log: testLog });
const changesOf = (store: Store) => store.read.selectFrom('changes').selectAll().orderBy('id').execute();

withStores('applying answers', (stores) => {
  it('stores first sights as baselines, then flips with their state, and nothing twice', async () => {
    const store = await stores.open();
    await connected(store);
    const context = contextOf(store);
    const apply = (answers: ReturnType<typeof read>[]) =>
      applyAnswers(context, { connectionId: 'c1', source: 'sweep', answers });
    const names = Array.from({ length: 600 }, (_, index) => `tenant-${index}`);
    const first = await apply(names.map((name) => read(entity(name), T)));
    expect(first).toMatchObject({ applied: 600, dropped: 0, unreadable: 0 });
    expect(new Set(first.entityIds).size).toBe(600);
    expect(await apply(names.map((name) => read(entity(name), T)))).toMatchObject({ unchanged: 600, changes: 0 });

    const flip = [read(paused('tenant-3', T + 1000), T + 2000), read(entity('tenant-4'), T + 2000)];
    expect(await apply([...flip, ...flip])).toMatchObject({ applied: 1, unchanged: 3, changes: 3 });
    const changes = (await changesOf(store)).filter((change) => change.kind !== 'baseline');
    expect(
      changes.map(({ track, old_value, new_value, seen_after, origin }) => [
        track,
        old_value,
        new_value,
        seen_after,
        origin,
      ]),
    ).toEqual([
      ['aggregate', 'ENABLED', 'DISABLED', T, 'elsewhere'],
      ['customer', 'ENABLED', 'DISABLED', T, 'elsewhere'],
      ['impact', null, 'HIGH', T, 'elsewhere'],
    ]);
    const rows = await store.read
      .selectFrom('entities')
      .selectAll()
      .where('name', 'in', ['tenant-3', 'tenant-4'])
      .orderBy('name')
      .execute();
    expect(rows).toMatchObject([
      {
        standing: 'disabled',
        since_at: T + 2050,
        since_at_least: 0,
        tenant_id: 'tn-tenant-3',
        account: '111122223333',
      },
      { standing: 'enabled', read_at: T + 2050 },
    ]);
    const own = (await changesOf(store)).filter((change) => change.entity_id === rows[0]?.id);
    const folded = foldChanges(
      own.map((row) => ({
        incarnation: row.incarnation,
        track: row.track,
        new: { value: row.new_value, cause: row.new_cause, lastUpdatedAt: row.new_updated_at },
      })),
    );
    expect(rows[0] && pointsOf(stateOf(rows[0]))).toEqual({ ...folded, deleted: undefined });
  });

  it('drops late answers whole, counts them, and applies what three later reads repeat', async () => {
    const store = await stores.open();
    await connected(store);
    const apply = (value: SesEntity, at: number) =>
      applyAnswers(contextOf(store), { connectionId: 'c1', source: 'list', answers: [read(value, at)] });
    await apply(paused('a', T), T + 1000);
    expect(await apply(entity('a'), T)).toMatchObject({ dropped: 1, changes: 0 });
    for (const at of [10, 20, 30]) await apply(entity('a'), T + at * MINUTE);
    const [row] = await store.read.selectFrom('entities').selectAll().execute();
    expect(row).toMatchObject({ aggregate: 'ENABLED', dropped_count: 0, dropped_state: null });
    const marked = (await changesOf(store)).filter((change) => change.marks === 'against-the-clock');
    expect(marked.map((change) => change.track)).toEqual(['aggregate', 'customer', 'impact']);
  });

  it('is pinned to the account of the first answer; another account stops it and changes nothing', async () => {
    const store = await stores.open();
    await connected(store);
    const apply = (answers: SesEntity[]) =>
      applyAnswers(contextOf(store), {
        connectionId: 'c1',
        source: 'sweep',
        answers: answers.map((value) => read(value, T)),
      });
    await apply([entity('a')]);
    await expect(apply([entity('b'), { ...entity('c'), arn: arnOf('c', '999999999999') }])).rejects.toMatchObject({
      code: 'wrong-account',
    });
    const connection = await store.read.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
    expect(connection).toMatchObject({ account: '111122223333', partition: 'aws', state: 'wrong-account' });
    expect(connection.reason).toContain('Account 999999999999 answered on the connection Production');
    expect(await store.read.selectFrom('entities').select('name').execute()).toEqual([{ name: 'a' }]);
  });

  it('leaves rows it cannot key aside, and keeps the rest', async () => {
    const store = await stores.open();
    await connected(store);
    const answers = [{ ...entity('a'), arn: 'not an arn' }, entity('b')].map((value) => read(value, T));
    const bare = {
      ...entity('c'),
      sendingStatusAggregate: null,
      customerManagedStatus: null,
      awsSesManagedStatus: null,
      reputationManagementPolicy: null,
    };
    answers.push(read(bare, T));
    expect(await applyAnswers(contextOf(store), { connectionId: 'c1', source: 'sweep', answers })).toMatchObject({
      applied: 2,
      unreadable: 1,
    });
    const row = await store.read.selectFrom('entities').selectAll().where('name', '=', 'c').executeTakeFirst();
    expect(row).toMatchObject({ standing: 'not-reported', customer_present: 0, customer_status: null });
  });

  it('a tombstone keeps its history; who answers again is a new incarnation', async () => {
    const store = await stores.open();
    await connected(store);
    const context = contextOf(store);
    const input = { connectionId: 'c1', source: 'sweep' as const };
    await applyAnswers(context, { ...input, answers: [read(paused('a', T), T)] });
    const absence = { ...input, arn: arnOf('a'), beganAt: T + 1000, endedAt: T + 1100 };
    expect(await applyAbsence(context, { ...absence, beganAt: T - 1 })).toBe(false);
    expect(await applyAbsence(context, absence)).toBe(true);
    expect(await applyAbsence(context, absence)).toBe(false);
    await applyAnswers(context, { ...input, answers: [read(entity('a'), T + 5000)] });
    const changes = await changesOf(store);
    expect(changes.map((change) => `${change.incarnation} ${change.track} ${change.kind} ${change.new_value}`)).toEqual(
      [
        '1 aggregate baseline DISABLED',
        '1 customer baseline DISABLED',
        '1 aws baseline ENABLED',
        '1 impact baseline HIGH',
        '1 policy baseline arn:aws:ses:us-east-1:aws:reputation-policy/standard',
        '1 existence changed deleted',
        '2 existence changed present',
        '2 aggregate baseline ENABLED',
        '2 customer baseline ENABLED',
        '2 aws baseline ENABLED',
        '2 policy baseline arn:aws:ses:us-east-1:aws:reputation-policy/standard',
      ],
    );
  });

  it('knows its own acts by the matching row, once for each', async () => {
    const store = await stores.open();
    await connected(store);
    const context = contextOf(store);
    const input = { connectionId: 'c1', source: 'list' as const };
    const { entityIds } = await applyAnswers(context, { ...input, answers: [read(entity('a'), T)] });
    await store.write(async (transaction) => {
      const act = {
        id: 'act-1',
        idempotency_key: 'k',
        act: 'disable',
        policy: null,
        reason: 'Abuse.',
        request_hash: 'h',
      };
      await transaction
        .insertInto('acts')
        .values({ ...act, principal_id: 'u', principal_name: 'Ada', started_at: T, finished_at: null })
        .execute();
      await transaction
        .insertInto('act_items')
        .values({
          act_id: 'act-1',
          position: 0,
          entity_id: entityIds[0] ?? 0,
          arn: arnOf('a'),
          requested_value: 'DISABLED',
          expected: null,
          before_value: null,
          after_value: null,
          sent_at: T + 500,
          outcome: 'pending',
          detail: null,
          settled_at: null,
        })
        .execute();
    });
    await applyAnswers(context, { ...input, answers: [read(paused('a', T + 600), T + 1000)] });
    await applyAnswers(context, {
      ...input,
      answers: [
        read(
          entity('a', { customerManagedStatus: { status: 'ENABLED', cause: null, lastUpdatedAt: T + 5000 } }),
          T + 5000,
        ),
      ],
    });
    await applyAnswers(context, { ...input, answers: [read(paused('a', T + 9000), T + 9000)] });
    const customer = (await changesOf(store)).filter(
      (change) => change.track === 'customer' && change.kind !== 'baseline',
    );
    expect(customer.map((change) => [change.new_value, change.origin, change.act_id])).toEqual([
      ['DISABLED', 'ours', 'act-1'],
      ['ENABLED', 'elsewhere', null],
      ['DISABLED', 'elsewhere', null],
    ]);
  });

  it('a pause beside a finding looks automatic, whichever of the two was read first', async () => {
    const store = await stores.open();
    await connected(store);
    const context = contextOf(store);
    const input = { connectionId: 'c1', source: 'list' as const };
    const findings = { ...input, beganAt: T + 3000, endedAt: T + 3050, baseline: false };
    await applyAnswers(context, { ...input, answers: [read(entity('a'), T), read(entity('b'), T)] });
    await applyFindings(context, { ...findings, findings: [finding('a')] });
    await applyAnswers(context, {
      ...input,
      answers: [read(paused('a', T), T + 4000), read(paused('b', T), T + 4000)],
    });
    const origins = async () =>
      (await changesOf(store))
        .filter((change) => change.track === 'customer' && change.kind === 'changed')
        .map((change) => [change.origin, change.evidence !== null]);
    expect(await origins()).toEqual([
      ['likely-automatic', true],
      ['elsewhere', false],
    ]);
    await applyFindings(context, { ...findings, beganAt: T + 6000, endedAt: T + 6050, findings: [finding('b')] });
    expect(await origins()).toEqual([
      ['likely-automatic', true],
      ['likely-automatic', true],
    ]);
  });
});

withStores('applying findings', (stores) => {
  it('keeps the past SES gives at install, then flips; one that vanished is fixed only after a whole read of its ARN', async () => {
    const store = await stores.open();
    await connected(store);
    const context = contextOf(store);
    const input = { connectionId: 'c1', source: 'list' as const, beganAt: T, endedAt: T + 50, baseline: true };
    const fixed = finding('a', { status: 'FIXED', createdAt: T - 90 * MINUTE, lastUpdatedAt: T - 80 * MINUTE });
    const advice = finding('a', { arn: 'arn:aws:ses:us-east-1:111122223333:identity/example.com', type: 'DKIM' });
    expect(await applyFindings(context, { ...input, findings: [fixed, finding('a'), advice] })).toEqual({
      added: 2,
      changed: 0,
      dropped: 0,
      foreign: 1,
    });
    // The entity is read later: its findings become its past.
    await applyAnswers(context, { connectionId: 'c1', source: 'sweep', answers: [read(entity('a'), T + 100)] });
    const tracks = async () =>
      (await changesOf(store))
        .filter((change) => change.track === 'finding:BOUNCE')
        .map((change) => [change.kind, change.origin, change.new_value, change.aws_time]);
    const past = [
      ['baseline', 'before-we-watched', 'OPEN', T - 90 * MINUTE],
      ['baseline', 'before-we-watched', 'FIXED', T - 80 * MINUTE],
      ['baseline', 'before-we-watched', 'OPEN', T - MINUTE],
    ];
    expect(await tracks()).toEqual(past);
    const later = { ...input, baseline: false, beganAt: T + 1000, endedAt: T + 1050 };
    await applyFindings(context, { ...later, findings: [] });
    expect(await tracks()).toEqual(past);
    await applyFindings(context, { ...later, findings: [fixed], wholeOf: arnOf('a') });
    expect(await tracks()).toEqual([...past, ['changed', 'elsewhere', 'FIXED', null]]);
    await applyFindings(context, {
      ...later,
      beganAt: T + 2000,
      endedAt: T + 2050,
      findings: [fixed],
      wholeOf: arnOf('a'),
    });
    expect(await tracks()).toHaveLength(4);
  });
});
