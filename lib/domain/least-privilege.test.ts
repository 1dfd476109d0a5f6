import { describe, expect, it } from 'vitest';
import { operatorPolicy, partitionOf, readerPolicy } from './least-privilege.ts';

describe('least privilege', () => {
  it('fills in account and Region, and never grants more than SES', () => {
    const scope = { region: 'eu-west-1', account: '123456789012' };
    for (const text of [readerPolicy(scope), operatorPolicy(scope)]) {
      const { Version, Statement } = JSON.parse(text) as {
        Version: string;
        Statement: { Action: string | string[] }[];
      };
      expect(Version).toBe('2012-10-17');
      const actions = Statement.flatMap(({ Action }) => Action);
      expect(actions.every((action) => /^ses:[A-Za-z]+$/.test(action))).toBe(true);
      expect(text).toContain('arn:aws:ses:eu-west-1:123456789012:tenant/*');
    }
  });

  it('lets a reader write nothing', () => {
    expect(readerPolicy({ region: 'us-east-1', account: null })).not.toMatch(/Update|Put|Delete|Create|Send/);
  });

  it('does not let an operator choose the policy that never pauses', () => {
    expect(operatorPolicy({ region: 'us-east-1', account: null })).not.toContain('reputation-policy/none');
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
