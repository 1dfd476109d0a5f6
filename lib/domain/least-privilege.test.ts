import { describe, expect, it } from 'vitest';
import {
  operatorPolicy,
  partitionOf,
  type PolicyDocument,
  policyText,
  readerPolicy,
  trustPolicy,
} from './least-privilege.ts';
import { asAwsCli, asCloudFormation } from './policy-recipes.ts';
import { iamActionOf, ruleOf, SES_OPERATION_NAMES } from './ses-operations.ts';

const SCOPE = { regions: ['eu-west-1'], account: '123456789012' };
const actionsOf = ({ Statement }: PolicyDocument) => Statement.flatMap(({ Action }) => Action);

describe('least privilege', () => {
  it('is exactly what the gateway can call: reads for a viewer, writes besides for an operator', () => {
    const wanted = (access: string) =>
      SES_OPERATION_NAMES.filter((operation) => ruleOf(operation).access === access)
        .map(iamActionOf)
        .toSorted();
    expect(actionsOf(readerPolicy(SCOPE)).toSorted()).toEqual(wanted('read'));
    expect(actionsOf(operatorPolicy(SCOPE)).toSorted()).toEqual(wanted('write'));
  });

  it('fills in account and every Region', () => {
    const text = policyText(readerPolicy({ regions: ['eu-west-1', 'us-east-1'], account: '123456789012' }));
    for (const region of ['eu-west-1', 'us-east-1']) {
      expect(text).toContain(`arn:aws:ses:${region}:123456789012:tenant/*`);
      expect(text).toContain(`arn:aws:ses:${region}:123456789012:identity/*`);
    }
    const wide = readerPolicy(SCOPE).Statement.find(({ Resource }) => Resource === '*');
    expect(wide?.Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } });
  });

  it('grants setting a policy on both resources it needs, and never the policy that does not pause', () => {
    const statement = operatorPolicy(SCOPE).Statement.find(
      ({ Action }) => Action === 'ses:UpdateReputationEntityPolicy',
    );
    expect(statement?.Resource).toEqual([
      'arn:aws:ses:eu-west-1:123456789012:tenant/*',
      'arn:aws:ses:eu-west-1:aws:reputation-policy/standard',
      'arn:aws:ses:eu-west-1:aws:reputation-policy/strict',
    ]);
  });

  it('trusts one caller, by the ExternalId alone', () => {
    expect(trustPolicy('arn:aws:iam::111122223333:role/Standing', 'standing-1').Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/Standing' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'standing-1' } },
      },
    ]);
  });

  it.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('knows the partition of %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});

describe('recipes', () => {
  const role = { caller: 'arn:aws:iam::111122223333:role/Standing', externalId: 'standing-1' };

  it('are the same documents as AWS CLI', () => {
    const lines = asAwsCli({ scope: SCOPE, mayAct: true, role }).split('\n');
    const documents = lines.map((line) => JSON.parse(/'(.*)'$/.exec(line)?.[1] ?? 'null') as unknown);
    expect(documents).toEqual([trustPolicy(role.caller, role.externalId), readerPolicy(SCOPE), operatorPolicy(SCOPE)]);
    const user = asAwsCli({ scope: SCOPE, mayAct: false, role: null });
    expect(user.split('\n').map((line) => line.split(' ')[2])).toEqual([
      'create-user',
      'put-user-policy',
      'create-access-key',
    ]);
  });

  it('are the same documents as CloudFormation, which shows no key', () => {
    const template = JSON.parse(asCloudFormation({ scope: SCOPE, mayAct: true, role })) as {
      Resources: { Standing: { Type: string; Properties: Record<string, unknown> } };
    };
    expect(template.Resources.Standing).toMatchObject({
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trustPolicy(role.caller, role.externalId),
        Policies: [{ PolicyDocument: readerPolicy(SCOPE) }, { PolicyDocument: operatorPolicy(SCOPE) }],
      },
    });
    expect(asCloudFormation({ scope: SCOPE, mayAct: false, role: null })).not.toContain('AccessKey');
  });
});
