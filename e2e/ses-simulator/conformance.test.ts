import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { STANDARD_KEYS } from './keys.ts';
import { model, shapeOf } from './model/read-model.ts';
import { validateShape } from './model/validate-shape.ts';
import { HANDLERS } from './operations/handlers.ts';
import { defaultOptions } from './options.ts';
import { createWorld } from './world/create-world.ts';
import { placeOf } from './world/world.ts';

const START = Date.parse('2026-11-23T08:00:00.125Z');
const world = createWorld({ ...defaultOptions(), tenants: 300 }, createClock('frozen', START));
const place = placeOf(world, '111122223333', 'us-east-1');
const call = { world, place, signer: { key: STANDARD_KEYS.first, region: 'us-east-1', service: 'ses' } };
const arn = place.byName.get('acme-receipts')?.arn ?? '';
const entity = { ReputationEntityType: 'RESOURCE', ReputationEntityReference: arn };
const identity = arn.replace(/tenant.*/, 'identity/acme-receipts.example.com');
const shared = arn.replace(/tenant.*/, 'identity/news.example.org');

const INPUTS: Record<string, object> = {
  GetReputationEntity: entity,
  ListReputationEntities: { PageSize: 1000 },
  UpdateReputationEntityCustomerManagedStatus: { ...entity, SendingStatus: 'REINSTATED' },
  UpdateReputationEntityPolicy: {
    ...entity,
    ReputationEntityPolicy: 'arn:aws:ses:us-east-1:aws:reputation-policy/none',
  },
  ListRecommendations: { PageSize: 100 },
  CreateTenant: { TenantName: 'made', SuppressionAttributes: { SuppressedReasons: [], SuppressionScope: 'TENANT' } },
  GetTenant: { TenantName: 'acme-receipts' },
  ListTenants: { PageSize: 3 },
  DeleteTenant: { TenantName: 'made' },
  ListTenantResources: { TenantName: 'acme-receipts' },
  ListResourceTenants: { ResourceArn: identity },
  CreateTenantResourceAssociation: { TenantName: 'initech-alerts', ResourceArn: shared },
  DeleteTenantResourceAssociation: { TenantName: 'initech-alerts', ResourceArn: shared },
  PutTenantSuppressionAttributes: { TenantName: 'acme-receipts' },
  GetAccount: {},
  BatchGetMetricData: {
    Queries: [{ Id: 'a', Namespace: 'VDM', Metric: 'SEND', StartDate: START / 1000 - 9e5, EndDate: START / 1000 }],
  },
  ListTagsForResource: { ResourceArn: arn },
  GetConfigurationSet: { ConfigurationSetName: 'shared-eu' },
  PutConfigurationSetSendingOptions: { ConfigurationSetName: 'shared-eu', SendingEnabled: false },
  GetEmailIdentity: { EmailIdentity: 'acme-receipts.example.com' },
};

/** Members of an answer that the model does not have. */
function strangers(name: string, value: unknown, path = name): string[] {
  const shape = shapeOf(name);
  if (Array.isArray(value)) return value.flatMap((one) => strangers(shape.member?.shape ?? '', one, path));
  if (shape.type !== 'structure' || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => {
    const known = shape.members?.[member];
    return known === undefined ? [`${path}.${member}`] : strangers(known.shape, inner, `${path}.${member}`);
  });
}

/** Values that stand in the world to be outside the model. */
const isMeant = (problem: string): boolean => /'(THROTTLED|SEVERE)'/.test(problem);

describe('answers are as the model says', () => {
  it.each(Object.entries(model.operations))('%s', (name, operation) => {
    const input = INPUTS[name] as Record<string, unknown>;
    expect(validateShape(operation.input, input, ''), 'the input of this test').toEqual([]);
    const answer: unknown = JSON.parse(JSON.stringify(HANDLERS[name]?.(call, input) ?? {}));
    expect(strangers(operation.output, answer)).toEqual([]);
    expect(validateShape(operation.output, answer, '').filter((one) => !isMeant(one))).toEqual([]);
    const isEmpty = Object.keys(shapeOf(operation.output).members ?? {}).length === 0;
    expect(Object.keys(answer as object).length === 0, 'empty where the model is empty, and only there').toBe(isEmpty);
  });

  it('times are epoch seconds with fractions', () => {
    const answer = JSON.stringify(HANDLERS['GetReputationEntity']?.(call, entity));
    expect(answer).toContain(`"LastUpdatedTimestamp":${START / 1000}`);
    expect(START / 1000).toBe(1795420800.125);
  });

  it('an explicit null cause is written, an absent one is not', () => {
    const read = (name: string): string => {
      const reference = place.byName.get(name)?.arn;
      return JSON.stringify(HANDLERS['GetReputationEntity']?.(call, { ReputationEntityReference: reference }));
    };
    expect(read('null-cause')).toContain('"Cause":null');
    expect(read('northwind-traders').match(/"AwsSesManagedStatus":{[^}]*}/)?.[0]).not.toContain('Cause');
    expect(read('no-ses-record')).not.toContain('AwsSesManagedStatus');
  });
});
