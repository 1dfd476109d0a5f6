import {
  GetReputationEntityCommand,
  ListRecommendationsCommand,
  UpdateReputationEntityPolicyCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sesClient } from './client-for-tests.ts';
import { type StartedSimulator, startInProcess } from './start.ts';

let simulator: StartedSimulator;
let ses: ReturnType<typeof sesClient>;
let number = 0;
let arn: string;

beforeAll(async () => {
  simulator = await startInProcess({ tenants: 24, clock: 'frozen' });
  ses = sesClient(simulator.url, simulator.keys.first);
});
beforeEach(async () => {
  arn = (await simulator.control.setTenant({ act: 'create', name: `fresh-${++number}` })).arn;
});
afterAll(() => simulator.stop());

const target = () => ({ ReputationEntityType: 'RESOURCE', ReputationEntityReference: arn }) as const;
const entity = async () => (await ses.send(new GetReputationEntityCommand(target()))).ReputationEntity;

it.each([
  ['standard', 'LOW', 'ENABLED'],
  ['standard', 'HIGH', 'DISABLED'],
  ['strict', 'LOW', 'DISABLED'],
  ['strict', 'HIGH', 'DISABLED'],
  ['none', 'LOW', 'ENABLED'],
  ['none', 'HIGH', 'ENABLED'],
])('policy %s and a %s finding: %s', async (policy, impact, status) => {
  const ReputationEntityPolicy = `arn:aws:ses:us-east-1:aws:reputation-policy/${policy}`;
  await ses.send(new UpdateReputationEntityPolicyCommand({ ...target(), ReputationEntityPolicy }));
  await simulator.control.setFinding({ arn, impact });
  const read = await entity();
  expect([read?.SendingStatusAggregate, read?.ReputationImpact]).toEqual([status, impact]);
});

it('the impact is the highest of what is still open, and REINSTATED lasts until the last is fixed', async () => {
  await simulator.control.setFinding({ arn, type: 'COMPLAINT', impact: 'LOW' });
  await simulator.control.setFinding({ arn, type: 'BOUNCE', impact: 'HIGH', policyActs: false });
  await simulator.control.setEntity({ arn, customer: { status: 'REINSTATED' } });
  const seen: unknown[] = [];
  const look = async () => {
    const read = await entity();
    seen.push([read?.ReputationImpact, read?.CustomerManagedStatus?.Status]);
  };
  await look();
  await simulator.control.setFinding({ arn, act: 'resolve', type: 'BOUNCE' });
  await look();
  await simulator.control.setFinding({ arn, act: 'resolve' });
  await look();
  expect(seen).toEqual([
    ['HIGH', 'REINSTATED'],
    ['LOW', 'REINSTATED'],
    [undefined, 'ENABLED'],
  ]);
});

it('a finding that ends stays listed as FIXED, with the time it ended', async () => {
  await simulator.control.setFinding({ arn, impact: 'LOW' });
  const { now } = await simulator.control.setClock({ advanceSeconds: 3600 });
  await simulator.control.setFinding({ arn, act: 'resolve' });
  const answer = await ses.send(new ListRecommendationsCommand({ Filter: { RESOURCE_ARN: arn } }));
  expect(answer.Recommendations).toMatchObject([
    { Status: 'FIXED', CreatedTimestamp: new Date(now - 3_600_000), LastUpdatedTimestamp: new Date(now) },
  ]);
});

it('a test can set what SES would never answer: a null cause, no record, an unknown policy, nothing at all', async () => {
  await simulator.control.setEntity({
    arn,
    customer: { status: 'MAYBE', cause: null, updatedAt: null },
    aws: null,
    policy: 'arn:aws:ses:us-east-1:aws:reputation-policy/new',
    impact: 'EXTREME',
    aggregate: 'UNSURE',
  });
  const { CustomerManagedStatus: customer, AwsSesManagedStatus, ...rest } = (await entity()) ?? {};
  expect([customer?.Status, customer?.Cause ?? null, customer?.LastUpdatedTimestamp]).toEqual([
    'MAYBE',
    null,
    undefined,
  ]);
  expect(AwsSesManagedStatus).toBeUndefined();
  expect(rest).toMatchObject({
    ReputationManagementPolicy: expect.stringMatching(/\/new$/),
    ReputationImpact: 'EXTREME',
    SendingStatusAggregate: 'UNSURE',
  });
  await simulator.control.setEntity({ arn, bare: true });
  expect(await entity()).toEqual({ ReputationEntityReference: arn });
});

it('a recreated tenant has the name and another ARN; the old one is gone', async () => {
  const again = await simulator.control.setTenant({ act: 'recreate', arn });
  expect(again.arn).not.toBe(arn);
  expect(again.arn.split('/')[1]).toBe(`fresh-${number}`);
  await expect(entity()).rejects.toThrow('does not exist');
});

it('another partition has ARNs of its own, for tenants and for policies', async () => {
  const made = await simulator.control.setTenant({ act: 'create', name: 'capitol', region: 'us-gov-west-1' });
  expect(made.arn).toMatch(/^arn:aws-us-gov:ses:us-gov-west-1:111122223333:tenant\/capitol\/tn-/);
  const gov = sesClient(simulator.url, simulator.keys.first, 'us-gov-west-1');
  const one = { ReputationEntityType: 'RESOURCE', ReputationEntityReference: made.arn } as const;
  const policy = (await gov.send(new GetReputationEntityCommand(one))).ReputationEntity?.ReputationManagementPolicy;
  expect(policy).toBe('arn:aws-us-gov:ses:us-gov-west-1:aws:reputation-policy/standard');
});
