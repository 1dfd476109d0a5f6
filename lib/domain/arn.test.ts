import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { entityArnSchema, parseArn, tenantOf } from './arn.ts';

const TENANT = 'arn:aws:ses:us-east-1:111122223333:tenant/acme-newsletters/tn-4f1c09aa';

describe('parseArn', () => {
  it('reads the parts of a tenant ARN', () => {
    expect(parseArn(TENANT)).toEqual({
      partition: 'aws',
      region: 'us-east-1',
      account: '111122223333',
      resourceType: 'tenant',
      resourceId: 'acme-newsletters/tn-4f1c09aa',
    });
  });

  it.each([
    ['another partition', 'arn:aws-cn:ses:cn-north-1:111122223333:tenant/a/tn-1'],
    ['the sovereign partition', 'arn:aws-eusc:ses:eusc-de-east-1:111122223333:tenant/a/tn-1'],
    ['the short form of some AWS samples', 'arn:aws:ses:us-east-1:111122223333:tenant/tn-1'],
    ['an entity that is no tenant', 'arn:aws:ses:us-east-1:111122223333:identity/example.com'],
  ])('takes %s', (_, arn) => expect(parseArn(arn)).not.toBeNull());

  it.each([
    ['nothing', ''],
    ['a name', 'acme-newsletters'],
    ['another service', 'arn:aws:sns:us-east-1:111122223333:topic/a'],
    ['no account', 'arn:aws:ses:us-east-1::tenant/a/tn-1'],
    ['a short account', 'arn:aws:ses:us-east-1:1111:tenant/a/tn-1'],
    ['no resource', 'arn:aws:ses:us-east-1:111122223333:tenant/'],
    ['white space inside', 'arn:aws:ses:us-east-1:111122223333:tenant/a b/tn-1'],
    ['a line break', `${TENANT}\n`],
    ['a zero-width character', `${TENANT}\u200b`],
    ['a right-to-left override', 'arn:aws:ses:us-east-1:111122223333:tenant/\u202ea/tn-1'],
    ['a query', `${TENANT}?x=1`],
    ['a fragment', `${TENANT}#x`],
    ['too much', `arn:aws:ses:us-east-1:111122223333:tenant/${'a'.repeat(3000)}`],
  ])('refuses %s', (_, arn) => expect(parseArn(arn)).toBeNull());

  it('never throws, and what it takes it gives back whole', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `arn:aws:ses:us-east-1:111122223333:tenant/${text}`),
        ),
        (text) => {
          const parts = parseArn(text);
          if (parts === null) return;
          const { partition, region, account, resourceType, resourceId } = parts;
          expect(`arn:${partition}:ses:${region}:${account}:${resourceType}/${resourceId}`).toBe(text);
        },
      ),
    );
  });
});

it('trims a pasted ARN and says what an ARN looks like', () => {
  expect(z.parse(entityArnSchema, `  ${TENANT} \n`)).toBe(TENANT);
  const refused = z.safeParse(entityArnSchema, 'acme');
  expect(refused.error?.issues[0]?.message).toContain('arn:aws:ses:<region>:<account>:tenant/<name>/<id>');
});

describe('tenantOf', () => {
  it.each([
    ['tenant', 'acme/tn-1', { tenantName: 'acme', tenantId: 'tn-1' }],
    ['tenant', 'tn-1', { tenantName: 'tn-1', tenantId: null }],
    ['identity', 'example.com/x', { tenantName: 'example.com/x', tenantId: null }],
  ])('%s/%s', (resourceType, resourceId, expected) => {
    expect(
      tenantOf({ partition: 'aws', region: 'us-east-1', account: '111122223333', resourceType, resourceId }),
    ).toEqual(expected);
  });
});
