import {
  BatchGetMetricDataCommand,
  GetReputationEntityCommand,
  GetTenantCommand,
  ListRecommendationsCommand,
  ListReputationEntitiesCommand,
  ListTenantsCommand,
  type SendingStatus,
  UpdateReputationEntityCustomerManagedStatusCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOf, sesClient } from './client-for-tests.ts';
import { type StartedSimulator, startInProcess } from './start.ts';
import { SWITCHES, type Switches, readSwitches } from './switches.ts';

let simulator: StartedSimulator;
let ses: ReturnType<typeof sesClient>;
let number = 0;
/** A fresh tenant for each test. */
let arn: string;

beforeAll(async () => {
  simulator = await startInProcess({ tenants: 60, clock: 'frozen' });
  ses = sesClient(simulator.url, simulator.keys.first);
});
beforeEach(async () => {
  await simulator.control.setSwitches(readSwitches({}));
  arn = (await simulator.control.setTenant({ act: 'create', name: `fresh-${++number}` })).arn;
});
afterAll(() => simulator.stop());

const turn = (switches: Partial<Switches>) => simulator.control.setSwitches(switches);
const entity = async (of = arn) =>
  (await ses.send(new GetReputationEntityCommand({ ReputationEntityType: 'RESOURCE', ReputationEntityReference: of })))
    .ReputationEntity;
const update = (SendingStatus: SendingStatus, of = arn) =>
  ses.send(
    new UpdateReputationEntityCustomerManagedStatusCommand({
      ReputationEntityType: 'RESOURCE',
      ReputationEntityReference: of,
      SendingStatus,
    }),
  );
const list = (input: object = {}) => ses.send(new ListReputationEntitiesCommand(input));
const advance = (advanceSeconds: number) => simulator.control.setClock({ advanceSeconds });
const nameOf = (error: Error): string => error.name;
const statuses = async () => {
  const read = await entity();
  return [read?.CustomerManagedStatus?.Status, read?.AwsSesManagedStatus?.Status, read?.SendingStatusAggregate];
};

it('every switch asks a question, and its default is one of its values', () => {
  for (const [name, { question, values, default: usual }] of Object.entries(SWITCHES)) {
    expect(question, name).toMatch(/\?/);
    expect(values as readonly unknown[], name).toContain(usual);
    expect(values.length, name).toBeGreaterThan(1);
  }
  expect(() => readSwitches({ filterAnd: 'xor' })).toThrow('filterAnd takes and, or, first-only, refused');
  expect(() => readSwitches({ nothing: 1 })).toThrow('No switch nothing');
  expect(() => readSwitches({ listLagSeconds: -1 })).toThrow('non-negative integer');
});

describe('policyPauseRecord', () => {
  it('customer: the customer record stops it, REINSTATED lifts it', async () => {
    await simulator.control.setFinding({ arn });
    expect(await statuses()).toEqual(['DISABLED', 'ENABLED', 'DISABLED']);
    await update('REINSTATED');
    expect(await statuses()).toEqual(['REINSTATED', 'ENABLED', 'REINSTATED']);
  });

  it('aws: the SES record stops it until the findings end', async () => {
    await turn({ policyPauseRecord: 'aws' });
    await simulator.control.setFinding({ arn });
    await update('REINSTATED');
    expect(await statuses()).toEqual(['REINSTATED', 'DISABLED', 'DISABLED']);
    await simulator.control.setFinding({ arn, act: 'resolve' });
    expect(await statuses()).toEqual(['ENABLED', 'ENABLED', 'ENABLED']);
  });

  it('aws-lifted: the SES record stops it and an update of the customer record lifts it', async () => {
    await turn({ policyPauseRecord: 'aws-lifted' });
    await simulator.control.setFinding({ arn });
    expect(await statuses()).toEqual(['ENABLED', 'DISABLED', 'DISABLED']);
    await update('REINSTATED');
    expect(await statuses()).toEqual(['REINSTATED', 'ENABLED', 'REINSTATED']);
  });

  it.each(['customer', 'aws', 'aws-lifted'] as const)(
    '%s: an update never lifts what Trust & Safety stopped',
    async (one) => {
      await turn({ policyPauseRecord: one });
      await simulator.control.setEntity({ arn, aws: { status: 'DISABLED', cause: 'Phishing.' } });
      await update('REINSTATED');
      expect(await statuses()).toEqual(['REINSTATED', 'DISABLED', 'DISABLED']);
    },
  );
});

it.each([
  ['sentence', 'Sending was automatically paused by the reputation policy because of a bounce rate finding.'],
  ['finding', 'Too many bounces.'],
  ['manual', 'Status manually updated.'],
  ['null', null],
  ['absent', undefined],
] as const)('policyPauseCause %s', async (policyPauseCause, cause) => {
  await turn({ policyPauseCause });
  await simulator.control.setFinding({ arn, description: 'Too many bounces.' });
  const record = (await entity())?.CustomerManagedStatus;
  expect(record?.Status).toBe('DISABLED');
  // The SDK gives an explicit null and an absent member alike.
  expect(record?.Cause ?? null).toBe(cause ?? null);
});

it('policyPauseLagSeconds: the pause waits, and a finding that ends before then never pauses', async () => {
  await turn({ policyPauseLagSeconds: 60 });
  await simulator.control.setFinding({ arn });
  expect(await statuses()).toEqual(['ENABLED', 'ENABLED', 'ENABLED']);
  await advance(61);
  expect(await statuses()).toEqual(['DISABLED', 'ENABLED', 'DISABLED']);
  await update('ENABLED');
  await simulator.control.setFinding({ arn });
  await simulator.control.setFinding({ arn, act: 'resolve' });
  await advance(61);
  expect(await statuses()).toEqual(['ENABLED', 'ENABLED', 'ENABLED']);
});

it.each(['REINSTATED', 'ENABLED'] as const)('reinstatedAggregate %s', async (reinstatedAggregate) => {
  await turn({ reinstatedAggregate });
  await update('REINSTATED');
  expect(await statuses()).toEqual(['REINSTATED', 'ENABLED', reinstatedAggregate]);
  const listed = await list({ Filter: { SENDING_STATUS: reinstatedAggregate, ENTITY_REFERENCE_PREFIX: arn } });
  expect(listed.ReputationEntities).toHaveLength(1);
});

it.each([
  ['enabled', 'ENABLED'],
  ['reinstated', 'REINSTATED'],
  ['re-paused', 'DISABLED'],
] as const)('enableWithFindings %s', async (enableWithFindings, status) => {
  await turn({ enableWithFindings });
  await simulator.control.setFinding({ arn });
  await update('ENABLED');
  expect((await entity())?.CustomerManagedStatus?.Status).toBe(status);
});

it.each(['present', 'absent'] as const)(
  'freshCustomerRecord %s, until the first update',
  async (freshCustomerRecord) => {
    await turn({ freshCustomerRecord });
    expect((await entity())?.CustomerManagedStatus?.Status).toBe(
      freshCustomerRecord === 'present' ? 'ENABLED' : undefined,
    );
    await update('ENABLED');
    expect((await entity())?.CustomerManagedStatus?.Status).toBe('ENABLED');
  },
);

it.each([
  ['at-once', 'ENABLED', 'ENABLED'],
  ['after-an-hour', 'REINSTATED', 'ENABLED'],
  ['never', 'REINSTATED', 'REINSTATED'],
] as const)('reinstatedReturns %s', async (reinstatedReturns, atOnce, later) => {
  await turn({ reinstatedReturns });
  await simulator.control.setFinding({ arn });
  await update('REINSTATED');
  await simulator.control.setFinding({ arn, act: 'resolve' });
  expect((await statuses())[0]).toBe(atOnce);
  await advance(3601);
  expect((await statuses())[0]).toBe(later);
});

it('a new violation pauses a reinstated sender again', async () => {
  await simulator.control.setFinding({ arn });
  await update('REINSTATED');
  await simulator.control.setFinding({ arn, type: 'COMPLAINT' });
  expect(await statuses()).toEqual(['DISABLED', 'ENABLED', 'DISABLED']);
});

describe('pages', () => {
  const size = async (input: object) => (await list(input)).ReputationEntities?.length;

  it('pageSizeDefault', async () => {
    await turn({ pageSizeDefault: 10 });
    expect(await size({})).toBe(10);
  });

  it('pageSizeMax refused or capped; ListRecommendations keeps its own hundred', async () => {
    await turn({ pageSizeMax: 10 });
    expect((await errorOf(list({ PageSize: 11 }))).name).toBe('BadRequestException');
    expect(await size({ PageSize: 10 })).toBe(10);
    expect(await size({})).toBe(10);
    await turn({ pageSizeOverMax: 'capped' });
    expect(await size({ PageSize: 1000 })).toBe(10);
    await ses.send(new ListRecommendationsCommand({ PageSize: 100 }));
    expect((await errorOf(ses.send(new ListRecommendationsCommand({ PageSize: 101 })))).name).toBe(
      'BadRequestException',
    );
  });

  it('a token belongs to its filter, list and Region, and nobody can make one up', async () => {
    const { NextToken } = await list({ PageSize: 5 });
    expect(NextToken).toMatch(/^[\w-]+$/);
    await list({ PageSize: 9, NextToken });
    expect((await errorOf(list({ NextToken, Filter: { SENDING_STATUS: 'ENABLED' } }))).name).toBe(
      'BadRequestException',
    );
    expect((await errorOf(ses.send(new ListTenantsCommand({ NextToken })))).name).toBe('BadRequestException');
    expect((await errorOf(list({ NextToken: 'NS4x' }))).name).toBe('BadRequestException');
    const ireland = sesClient(simulator.url, simulator.keys.first, 'eu-west-1');
    expect((await errorOf(ireland.send(new ListReputationEntitiesCommand({ NextToken })))).name).toBe(
      'BadRequestException',
    );
  });

  it('pageTokenLifeSeconds', async () => {
    const { NextToken } = await list({ PageSize: 5 });
    await advance(61);
    await list({ NextToken });
    await turn({ pageTokenLifeSeconds: 60 });
    expect((await errorOf(list({ NextToken }))).message).toBe('The NextToken provided has expired.');
  });
});

it.each([
  ['and', 1],
  ['or', 2],
  ['first-only', 1],
  ['refused', 'BadRequestException'],
] as const)('filterAnd %s', async (filterAnd, expected) => {
  await turn({ filterAnd });
  const other = (await simulator.control.setTenant({ act: 'create', name: `impact-${number}` })).arn;
  await simulator.control.setEntity({ arn: other, impact: `ODD${number}` });
  await simulator.control.setEntity({ arn, impact: `ODD${number}`, customer: { status: `S${number}` } });
  const Filter = { SENDING_STATUS: `S${number}`, REPUTATION_IMPACT: `ODD${number}` };
  const outcome = await list({ Filter }).then((page) => page.ReputationEntities?.length, nameOf);
  expect(outcome).toBe(expected);
});

describe('rate', () => {
  const burst = async (calls: (() => Promise<unknown>)[]) =>
    (await Promise.allSettled(calls.map((call) => call()))).map((one) =>
      one.status === 'fulfilled' ? 'ok' : ((one.reason as Error).name ?? ''),
    );
  const tenants = () => ses.send(new ListTenantsCommand({}));

  it.each([
    ['shared', 1],
    ['per-operation', 2],
  ] as const)('rateScope %s', async (rateScope, fine) => {
    await turn({ rateScope });
    await simulator.control.setRate(0.001);
    const names = await burst([list, tenants, list, tenants]);
    await simulator.control.setRate(0);
    expect(names.filter((one) => one === 'ok')).toHaveLength(fine);
    expect(new Set(names)).toEqual(new Set(['ok', 'TooManyRequestsException']));
  });

  it.each([
    ['too-many-requests', ['TooManyRequestsException']],
    ['throttling', ['ThrottlingException']],
    ['mixed', ['ThrottlingException', 'TooManyRequestsException']],
  ] as const)('throttleError %s', async (throttleError, expected) => {
    await turn({ throttleError });
    await simulator.control.setRate(0.001);
    const names = await burst([tenants, tenants, tenants]);
    await simulator.control.setRate(0);
    expect(new Set(names)).toEqual(new Set(['ok', ...expected]));
  });

  it('is counted for each account and Region', async () => {
    await simulator.control.setRate(0.001);
    const elsewhere = (key: Parameters<typeof sesClient>[1], region: string) => () =>
      sesClient(simulator.url, key, region).send(new ListTenantsCommand({}));
    const { first, second, reader } = simulator.keys;
    const names = await burst([tenants, elsewhere(first, 'eu-west-1'), elsewhere(second, 'us-east-1')]);
    expect(names).toEqual(['ok', 'ok', 'ok']);
    expect(await burst([elsewhere(reader, 'us-east-1')])).toEqual(['TooManyRequestsException']);
    await simulator.control.setRate(0);
  });
});

it.each([
  ['comma', 'acme-receipts,hooli-digest', 'acme-receipts;hooli-digest'],
  ['semicolon', 'acme-receipts;hooli-digest', 'acme-receipts,hooli-digest'],
  ['space', 'acme-receipts hooli-digest', 'acme-receipts,hooli-digest'],
  ['one-only', 'acme-receipts', 'acme-receipts,hooli-digest'],
] as const)('metricListSeparator %s', async (metricListSeparator, right, wrong) => {
  await turn({ metricListSeparator });
  const sum = async (TENANT_NAME: string) => {
    const span = { StartDate: new Date(Date.now() - 8e8), EndDate: new Date() };
    const query = { Id: 'a', Namespace: 'VDM', Metric: 'SEND', Dimensions: { TENANT_NAME }, ...span } as const;
    const answer = await ses.send(new BatchGetMetricDataCommand({ Queries: [query] }));
    return (answer.Results?.[0]?.Values ?? []).reduce((total, value) => total + value, 0);
  };
  expect(await sum(right)).toBeGreaterThan(0);
  expect(await sum(wrong)).toBe(0);
});

it.each([
  ['bad-request', 'BadRequestException'],
  ['not-found', 'NotFoundException'],
  ['empty-200', 200],
] as const)('updateUnknownArn %s', async (updateUnknownArn, expected) => {
  await turn({ updateUnknownArn });
  const done = update('ENABLED', `${arn}0`);
  expect(await done.then((answer) => answer.$metadata.httpStatusCode, nameOf)).toBe(expected);
});

it.each([
  ['aggregate', 'DISABLED'],
  ['customer', 'ENABLED'],
  ['absent', undefined],
] as const)('tenantSendingStatus %s', async (tenantSendingStatus, status) => {
  await turn({ tenantSendingStatus });
  await simulator.control.setEntity({ arn, aws: { status: 'DISABLED' } });
  expect((await ses.send(new GetTenantCommand({ TenantName: `fresh-${number}` }))).Tenant?.SendingStatus).toBe(status);
});

it('listLagSeconds: lists show what Get showed ten seconds ago', async () => {
  await turn({ listLagSeconds: 10 });
  const listed = async () =>
    (await list({ Filter: { ENTITY_REFERENCE_PREFIX: arn } })).ReputationEntities?.[0]?.SendingStatusAggregate;
  expect(await listed()).toBeUndefined();
  await advance(11);
  expect(await listed()).toBe('ENABLED');
  await update('DISABLED');
  await advance(5);
  expect([(await statuses())[2], await listed()]).toEqual(['DISABLED', 'ENABLED']);
  await advance(6);
  expect(await listed()).toBe('DISABLED');
  await simulator.control.setTenant({ act: 'delete', arn });
  expect((await errorOf(entity())).name).toBe('NotFoundException');
  expect(await listed()).toBe('DISABLED');
  await advance(11);
  expect(await listed()).toBeUndefined();
});

it.each([
  ['not-found', 'NotFoundException'],
  ['bad-request', 'BadRequestException'],
  ['default-entity', 'ENABLED'],
] as const)('vanishedEntity %s', async (vanishedEntity, expected) => {
  await turn({ vanishedEntity });
  await simulator.control.setTenant({ act: 'delete', arn });
  expect(await entity().then((read) => read?.SendingStatusAggregate, nameOf)).toBe(expected);
});

it.each([
  ['empty', 0],
  ['bad-request', 'BadRequestException'],
  ['access-denied', 'AccessDeniedException'],
] as const)('tenantRegions %s', async (tenantRegions, expected) => {
  await turn({ tenantRegions });
  const empty = sesClient(simulator.url, simulator.keys.first, 'il-central-1').send(
    new ListTenantsCommand({ PageSize: 1 }),
  );
  expect(await empty.then((page) => page.Tenants?.length, nameOf)).toBe(expected);
});
