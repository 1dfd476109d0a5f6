import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { entitySchema } from '../../domain/entity.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { ASK_AGAIN_AFTER_MS } from './ask-ses.ts';
import { describeEntity } from './describe-entity.ts';
import { findEntity } from './entity-row.ts';
import { getEntity } from './get-entity.ts';
import { getRawEntity } from './get-raw-entity.ts';
import { STRANGERS_A_MINUTE } from './limit-refresh.ts';
import { OPERATOR, type World, openWorld } from './testing/open-world.ts';

let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 12, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

withStores('one entity', ({ open }) => {
  let world: World;
  beforeEach(async () => {
    await simulator.control.clearFaults();
    world = await openWorld(await open(), simulator.keys.first);
  });
  afterEach(() => world.close());
  const gets = async () =>
    (await simulator.control.log()).filter((entry) => entry.operation === 'GetReputationEntity').length;
  const anArn = async () => (await world.sweep())[0] as EntityArn;

  it('asks SES at most once in five seconds, however many look', async () => {
    const arn = await anArn();
    const before = await gets();
    const answers = await Promise.all(Array.from({ length: 20 }, () => getEntity(world.context, { arn })));
    expect(answers.every((answer) => entitySchema.safeParse(answer).success)).toBe(true);
    expect(answers[0]).toMatchObject({
      arn,
      connectionLabel: 'Production',
      freshness: { source: 'read', stale: false },
    });
    expect((await gets()) - before).toBe(1);
    world.advance(ASK_AGAIN_AFTER_MS);
    await getEntity(world.context, { arn });
    expect((await gets()) - before).toBe(2);
  });

  it('shows what SES says now, and explains it', async () => {
    const arn = await anArn();
    await simulator.control.setEntity({
      arn,
      customer: { status: 'ENABLED' },
      aws: { status: 'DISABLED', cause: 'Phishing.' },
    });
    const answer = await getEntity(world.context, { arn });
    expect(answer).toMatchObject({ standing: 'disabled-by-ses', awsSesManagedStatus: { cause: 'Phishing.' } });
    expect(answer.explanation).toMatchObject({ verdict: 'cannot-send', whoCanLift: 'aws' });
    expect(await getRawEntity(world.context, { arn })).toMatchObject({
      ReputationEntity: {
        ReputationEntityReference: arn,
        AwsSesManagedStatus: { Status: 'DISABLED', Cause: 'Phishing.' },
      },
    });
  });

  it.each([
    ['error-500', 'ses-fault'],
    ['denied', 'ses-access-denied'],
    ['throttle', 'ses-throttled'],
    ['expired-token', 'ses-credentials-expired'],
    ['html-200', 'ses-unreachable'],
    ['reset', 'ses-unreachable'],
  ] as const)(
    'serves the last record with the reason when SES answers %s, and fails with it where there is none',
    async (fault, code) => {
      const arn = await anArn();
      const stranger = `${arn}x` as EntityArn;
      await simulator.control.addFault({ fault, operation: 'GetReputationEntity' });
      const answer = await getEntity(world.context, { arn });
      expect(answer.freshness).toMatchObject({ stale: true, reason: { code } });
      await expect(getEntity(world.context, { arn: stranger })).rejects.toMatchObject({ code });
    },
  );

  it('waits a moment for a slow SES and then serves what it has', async () => {
    const arn = await anArn();
    await simulator.control.addFault({ fault: 'slow', milliseconds: 4000, operation: 'GetReputationEntity', count: 1 });
    const answer = await getEntity(world.context, { arn });
    expect(answer.freshness).toMatchObject({ stale: false, source: 'sweep' });
  });

  it('says that SES has not answered yet where the record is old', async () => {
    const arn = await anArn();
    world.advance(120_000);
    await simulator.control.addFault({ fault: 'slow', milliseconds: 4000, operation: 'GetReputationEntity', count: 1 });
    const old = await getEntity(world.context, { arn });
    const message = expect.stringContaining('not answered yet') as string;
    expect(old.freshness).toMatchObject({ stale: true, reason: { message } });
  });

  it('says that its connection is unread unless this record was just read', async () => {
    const arn = await anArn();
    const reason = JSON.stringify({ code: 'ses-credentials-expired', message: 'Expired.' });
    await world.context.store.write((transaction) =>
      transaction.updateTable('connections').set({ state: 'unread', reason }).execute(),
    );
    const row = await findEntity(world.context.store.read, arn);
    if (row === undefined) throw new Error('the sweep stored nothing');
    const freshness = async (now: number) => (await describeEntity(world.context.store.read, row, now, null)).freshness;
    expect(await freshness(row.read_at + 1_000)).toMatchObject({ stale: false });
    const later = await freshness(row.read_at + 60_000);
    expect(later).toMatchObject({ stale: true, reason: { code: 'ses-credentials-expired' } });
  });

  it('limits how many unknown ARNs one person may ask SES for', async () => {
    const ask = (index: number) =>
      getEntity(world.context, { arn: `arn:aws:ses:us-east-1:111122223333:tenant/nobody-${index}/tn-0` as EntityArn });
    for (let index = 0; index < STRANGERS_A_MINUTE; index++) {
      await expect(ask(index)).rejects.toMatchObject({ code: 'entity-not-found' });
    }
    await expect(ask(99)).rejects.toMatchObject({ code: 'too-many-requests' });
  });

  it('limits how often one person refreshes', async () => {
    const arn = await anArn();
    await getEntity(world.context, { arn, refresh: '1' });
    await expect(getEntity(world.context, { arn, refresh: '1' })).rejects.toMatchObject({ code: 'too-many-requests' });
    const other = world.as({ ...OPERATOR, id: 'grace' });
    await expect(getEntity(other, { arn, refresh: '1' })).resolves.toMatchObject({ arn });
    world.advance(3_001);
    await expect(getEntity(world.context, { arn, refresh: '1' })).resolves.toMatchObject({ arn });
  });

  it('reads what else a sender needs when a person refreshes, and says until then that it did not', async () => {
    const arn = await anArn();
    const states = async () =>
      (await getEntity(world.context, { arn })).explanation.otherStops.slice(4).map((stop) => stop.state);
    expect(await states()).toEqual(['unchecked', 'unchecked', 'unchecked']);
    await getEntity(world.context, { arn, refresh: '1' });
    await expect.poll(states, { timeout: 5_000 }).not.toContain('unchecked');
  });

  it('asks for an ARN that is not stored, and names what is missing', async () => {
    const arn = await anArn();
    await world.context.store.write(async (transaction) => {
      await transaction.deleteFrom('changes').execute();
      await transaction.deleteFrom('standing_steps').execute();
      await transaction.deleteFrom('entities').execute();
    });
    await expect(getEntity(world.context, { arn })).resolves.toMatchObject({ arn, freshness: { source: 'read' } });
    const unknown = 'arn:aws:ses:us-east-1:111122223333:tenant/nobody/tn-0' as EntityArn;
    await expect(getEntity(world.context, { arn: unknown })).rejects.toMatchObject({ code: 'entity-not-found' });
    const elsewhere = 'arn:aws:ses:ap-south-1:999988887777:tenant/a/tn-0' as EntityArn;
    await expect(getEntity(world.context, { arn: elsewhere })).rejects.toMatchObject({
      code: 'connection-not-found',
      message: expect.stringMatching(/999988887777.*ap-south-1/) as string,
    });
  });

  it('keeps a deleted entity with its history, and its past', async () => {
    const arn = await anArn();
    const seenAt = world.context.clock.now();
    const { name } = await getEntity(world.context, { arn });
    await simulator.control.setTenant({ name, act: 'delete' });
    world.advance(60_000);
    await getEntity(world.context, { arn });
    const gone = await getEntity(world.context, { arn });
    expect(gone.deletedAt).not.toBeNull();
    expect(gone.explanation.sentence).toContain('no longer known to SES');
    const then = await getEntity(world.context, { arn, at: seenAt });
    expect(entitySchema.safeParse(then).success).toBe(true);
    expect(then).toMatchObject({ deletedAt: null, past: { now: { standing: gone.standing } } });
    expect(then.explanation.sentence).toMatch(/^As of /);
    await expect(getEntity(world.context, { arn, at: seenAt - 86_400_000 })).rejects.toMatchObject({
      code: 'entity-not-found',
    });
  });

  it('is for those who are signed in', async () => {
    const arn = await anArn();
    const nobody = world.as({ kind: 'anonymous' });
    await expect(getEntity(nobody, { arn })).rejects.toMatchObject({ code: 'not-signed-in' });
  });
});
