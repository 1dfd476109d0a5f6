import {
  BatchGetMetricDataCommand,
  CreateTenantCommand,
  CreateTenantResourceAssociationCommand,
  DeleteTenantCommand,
  DeleteTenantResourceAssociationCommand,
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetEmailIdentityCommand,
  GetReputationEntityCommand,
  GetTenantCommand,
  ListRecommendationsCommand,
  ListReputationEntitiesCommand,
  ListResourceTenantsCommand,
  ListTagsForResourceCommand,
  ListTenantResourcesCommand,
  ListTenantsCommand,
  PutConfigurationSetSendingOptionsCommand,
  PutTenantSuppressionAttributesCommand,
  UpdateReputationEntityCustomerManagedStatusCommand,
  UpdateReputationEntityPolicyCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, sesClient } from './client-for-tests.ts';
import { type StartedSimulator, startInProcess } from './start.ts';

let simulator: StartedSimulator;
let ses: ReturnType<typeof sesClient>;
let protagonist: string;
const PAIRED = 'hooli-digest';
const POLICY = 'arn:aws:ses:us-east-1:aws:reputation-policy/';

beforeAll(async () => {
  simulator = await startInProcess({ tenants: 120, clock: 'frozen', startAt: Date.parse('2026-11-23T08:00:00.125Z') });
  ses = sesClient(simulator.url, simulator.keys.first);
  protagonist = (await simulator.control.state()).protagonist ?? '';
});
afterAll(() => simulator.stop());

const entity = async (arn: string) =>
  (await ses.send(new GetReputationEntityCommand({ ReputationEntityType: 'RESOURCE', ReputationEntityReference: arn })))
    .ReputationEntity;

describe('reputation entities', () => {
  it('updates the customer record and the policy, answers nothing, and Get shows both', async () => {
    const target = { ReputationEntityType: 'RESOURCE', ReputationEntityReference: protagonist } as const;
    await ses.send(new UpdateReputationEntityCustomerManagedStatusCommand({ ...target, SendingStatus: 'DISABLED' }));
    await ses.send(new UpdateReputationEntityPolicyCommand({ ...target, ReputationEntityPolicy: `${POLICY}strict` }));
    const read = await entity(protagonist);
    expect(read).toMatchObject({
      ReputationEntityReference: protagonist,
      ReputationEntityType: 'RESOURCE',
      ReputationManagementPolicy: `${POLICY}strict`,
      SendingStatusAggregate: 'DISABLED',
      AwsSesManagedStatus: { Status: 'ENABLED' },
    });
    expect(read?.CustomerManagedStatus).toEqual({
      Status: 'DISABLED',
      Cause: 'Status manually updated.',
      LastUpdatedTimestamp: new Date('2026-11-23T08:00:00.125Z'),
    });
  });

  it('shows an entity with nothing but its reference, open enums, and a cause of exactly 512 characters', async () => {
    const all = await ses.send(new ListReputationEntitiesCommand({ PageSize: 1000 }));
    const named = (name: string) =>
      all.ReputationEntities?.find((one) => one.ReputationEntityReference?.includes(`/${name}/`));
    expect(named('only-a-reference')).toEqual({ ReputationEntityReference: expect.any(String) });
    expect(named('unknown-status')?.SendingStatusAggregate).toBe('THROTTLED');
    expect(named('unknown-impact')?.ReputationImpact).toBe('SEVERE');
    expect(named('long-cause')?.AwsSesManagedStatus?.Cause).toHaveLength(512);
    expect(named('markup-in-cause')?.CustomerManagedStatus?.Cause).toContain('<script>');
    expect(named('right-to-left-cause')?.CustomerManagedStatus?.Cause).toContain('\u202E');
  });

  it('gives each page once and every entity once', async () => {
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ses.send(new ListReputationEntitiesCommand({ PageSize: 7, NextToken }));
      expect(page.ReputationEntities?.length).toBeLessThanOrEqual(7);
      seen.push(...(page.ReputationEntities ?? []).map((one) => one.ReputationEntityReference ?? ''));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it('filters by every key', async () => {
    const list = async (Filter: Record<string, string>) =>
      (await ses.send(new ListReputationEntitiesCommand({ Filter }))).ReputationEntities ?? [];
    const disabled = await list({ SENDING_STATUS: 'DISABLED' });
    expect(disabled.length).toBeGreaterThan(3);
    expect(disabled.every((one) => one.SendingStatusAggregate === 'DISABLED')).toBe(true);
    expect((await list({ REPUTATION_IMPACT: 'HIGH' })).every((one) => one.ReputationImpact === 'HIGH')).toBe(true);
    expect(await list({ ENTITY_REFERENCE_PREFIX: protagonist })).toHaveLength(1);
    expect(await list({ ENTITY_TYPE: 'RESOURCE' })).toHaveLength(60);
  });

  it('answers 404 for an ARN it does not have and 400 for one of another Region', async () => {
    const missing = await errorOf(entity(protagonist.replace(/tn-.*/, 'tn-0')));
    expect(missing).toMatchObject({ name: 'NotFoundException', $metadata: { httpStatusCode: 404 } });
    expect((await errorOf(entity(protagonist.replace('us-east-1', 'eu-west-1')))).name).toBe('BadRequestException');
    expect((await errorOf(entity(''))).name).toBe('BadRequestException');
  });

  it('serves every Region and account with one process', async () => {
    const list = (client: ReturnType<typeof sesClient>) => client.send(new ListReputationEntitiesCommand({}));
    const ireland = await list(sesClient(simulator.url, simulator.keys.first, 'eu-west-1'));
    const sydney = await list(sesClient(simulator.url, simulator.keys.second, 'ap-southeast-2'));
    const empty = await list(sesClient(simulator.url, simulator.keys.first, 'sa-east-1'));
    expect([ireland, sydney, empty].map((one) => one.ReputationEntities?.length)).toEqual([36, 24, 0]);
    expect(sydney.ReputationEntities?.[0]?.ReputationEntityReference).toContain('ap-southeast-2:444455556666:tenant/');
  });
});

describe('findings', () => {
  it('lists tenant findings and advice together, by filter', async () => {
    const all = (await ses.send(new ListRecommendationsCommand({ PageSize: 100 }))).Recommendations ?? [];
    expect(all.some((one) => one.ResourceArn?.includes(':identity/'))).toBe(true);
    const bounce = all.find((one) => one.Type === 'BOUNCE');
    expect(bounce?.Description).toMatch(
      /^The bounce rate exceeded \d+\.0% based on a representative volume of \d+ emails from \w+ \d+, \d{4} at \d\d:\d\d \(UTC\) to /,
    );
    const of = async (Filter: Record<string, string>) =>
      (await ses.send(new ListRecommendationsCommand({ Filter }))).Recommendations ?? [];
    const open = await of({ STATUS: 'OPEN', TYPE: 'BOUNCE' });
    expect(open.every((one) => one.Status === 'OPEN' && one.Type === 'BOUNCE')).toBe(true);
    const own = await of({ RESOURCE_ARN: bounce?.ResourceArn ?? '' });
    expect(new Set(own.map((one) => one.ResourceArn))).toEqual(new Set([bounce?.ResourceArn]));
  });

  it.each([
    ['RESOURCE_ARN with STATUS', { Filter: { RESOURCE_ARN: 'arn:aws:ses:x', STATUS: 'OPEN' } }],
    ['an empty filter', { Filter: {} }],
    ['three keys', { Filter: { STATUS: 'OPEN', TYPE: 'BOUNCE', IMPACT: 'LOW' } }],
    ['a page over 100', { PageSize: 101 }],
    ['a page of nothing', { PageSize: 0 }],
  ])('refuses %s', async (_what, input) => {
    expect((await errorOf(ses.send(new ListRecommendationsCommand(input)))).name).toBe('BadRequestException');
  });
});

describe('tenants', () => {
  it('are created, read, listed and deleted; a recreated one has a new id', async () => {
    const made = await ses.send(new CreateTenantCommand({ TenantName: 'brand-new', Tags: [{ Key: 'a', Value: 'b' }] }));
    expect(made).toMatchObject({ TenantName: 'brand-new', SendingStatus: 'ENABLED', Tags: [{ Key: 'a', Value: 'b' }] });
    const read = await ses.send(new GetTenantCommand({ TenantName: 'brand-new' }));
    expect(read.Tenant?.TenantArn).toBe(made.TenantArn);
    const listed = await ses.send(new ListTenantsCommand({ Filter: { TENANT_NAME_CONTAINS: 'brand' } }));
    expect(listed.Tenants?.map((one) => one.TenantId)).toEqual([made.TenantId]);
    const tags = await ses.send(new ListTagsForResourceCommand({ ResourceArn: made.TenantArn }));
    expect(tags.Tags).toEqual([{ Key: 'a', Value: 'b' }]);
    expect((await errorOf(ses.send(new CreateTenantCommand({ TenantName: 'brand-new' })))).name).toBe(
      'AlreadyExistsException',
    );
    await ses.send(new DeleteTenantCommand({ TenantName: 'brand-new' }));
    expect((await errorOf(entity(made.TenantArn ?? ''))).name).toBe('NotFoundException');
    expect((await errorOf(ses.send(new GetTenantCommand({ TenantName: 'brand-new' })))).name).toBe('NotFoundException');
    const again = await ses.send(new CreateTenantCommand({ TenantName: 'brand-new' }));
    expect(again.TenantId).not.toBe(made.TenantId);
  });

  it('take suppression attributes, both or neither', async () => {
    const put = (given: object) =>
      ses.send(new PutTenantSuppressionAttributesCommand({ TenantName: 'acme-receipts', ...given }));
    await put({ SuppressedReasons: ['BOUNCE'], SuppressionScope: 'TENANT' });
    const read = await ses.send(new GetTenantCommand({ TenantName: 'acme-receipts' }));
    expect(read.Tenant?.SuppressionAttributes).toEqual({ SuppressedReasons: ['BOUNCE'], SuppressionScope: 'TENANT' });
    expect((await errorOf(put({ SuppressionScope: 'TENANT' }))).name).toBe('BadRequestException');
  });
});

describe('resources', () => {
  it('of a tenant are listed, shared, associated and taken away', async () => {
    const list = async () =>
      (await ses.send(new ListTenantResourcesCommand({ TenantName: 'acme-receipts' }))).TenantResources ?? [];
    expect((await list()).map((one) => one.ResourceType)).toContain('EMAIL_IDENTITY');
    const ResourceArn = 'arn:aws:ses:us-east-1:111122223333:configuration-set/shared-eu';
    const pair = { TenantName: PAIRED, ResourceArn };
    await ses.send(new CreateTenantResourceAssociationCommand(pair));
    expect((await errorOf(ses.send(new CreateTenantResourceAssociationCommand(pair)))).name).toBe(
      'AlreadyExistsException',
    );
    const sharers = await ses.send(new ListResourceTenantsCommand({ ResourceArn }));
    expect(sharers.ResourceTenants?.length).toBeGreaterThan(1);
    expect(sharers.ResourceTenants?.map((one) => one.TenantName)).toContain(PAIRED);
    await ses.send(new DeleteTenantResourceAssociationCommand(pair));
    expect((await errorOf(ses.send(new DeleteTenantResourceAssociationCommand(pair)))).name).toBe('NotFoundException');
  });

  it('answer for themselves: identity, configuration set, account', async () => {
    const identity = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'acme-receipts.example.com' }));
    expect(identity).toMatchObject({ IdentityType: 'DOMAIN', MailFromAttributes: expect.any(Object) });
    const ConfigurationSetName = 'shared-events';
    await ses.send(new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName, SendingEnabled: false }));
    const set = await ses.send(new GetConfigurationSetCommand({ ConfigurationSetName }));
    expect(set.SendingOptions).toEqual({ SendingEnabled: false });
    const missing = new GetConfigurationSetCommand({ ConfigurationSetName: 'none-such' });
    expect((await errorOf(ses.send(missing))).name).toBe('NotFoundException');
    await simulator.control.setAccount('111122223333', 'us-east-1', { EnforcementStatus: 'SHUTDOWN' });
    expect((await ses.send(new GetAccountCommand({}))).EnforcementStatus).toBe('SHUTDOWN');
  });
});

describe('metrics', () => {
  it('count by tenant name, a value a day', async () => {
    const query = { Namespace: 'VDM', StartDate: new Date('2026-11-10'), EndDate: new Date('2026-11-17') } as const;
    const answer = await ses.send(
      new BatchGetMetricDataCommand({
        Queries: [
          { Id: 'sent', Metric: 'SEND', Dimensions: { TENANT_NAME: 'acme-receipts' }, ...query },
          { Id: 'both', Metric: 'SEND', Dimensions: { TENANT_NAME: 'acme-receipts,hooli-digest' }, ...query },
          { Id: 'all', Metric: 'SEND', Dimensions: { TENANT_NAME: '*' }, ...query },
        ],
      }),
    );
    const sums = answer.Results?.map((one) => (one.Values ?? []).reduce((sum, value) => sum + value, 0)) ?? [];
    expect(answer.Results?.map((one) => one.Timestamps?.length)).toEqual([7, 7, 7]);
    expect(sums[0]).toBeLessThan(sums[1] ?? 0);
    expect(sums[1]).toBeLessThan(sums[2] ?? 0);
  });

  it('refuses what the model refuses', async () => {
    const queries = (Queries: never[]) => errorOf(ses.send(new BatchGetMetricDataCommand({ Queries })));
    expect((await queries([])).message).toContain('greater than or equal to 1');
    expect((await queries([{ Id: 'x', Metric: 'NONE' } as never])).message).toMatch(
      /enum value set.*must not be null/s,
    );
  });
});
