import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classifyImpact,
  classifyPolicy,
  classifySendingStatus,
  policyNameOf,
  SENDING_STATUSES,
  severityOf,
  STANDINGS,
  standingOf,
} from './vocabulary.ts';

const RAW = [null, '', 'ENABLED', 'REINSTATED', 'DISABLED', 'THROTTLED', 'enabled'];

describe('standingOf', () => {
  it.each([
    ['DISABLED', 'DISABLED', 'DISABLED', 'disabled-twice'],
    ['DISABLED', 'ENABLED', 'DISABLED', 'disabled-by-ses'],
    ['DISABLED', null, 'DISABLED', 'disabled-by-ses'],
    ['DISABLED', 'DISABLED', 'ENABLED', 'disabled'],
    ['DISABLED', 'DISABLED', null, 'disabled'],
    ['DISABLED', 'ENABLED', 'ENABLED', 'disabled-unexplained'],
    ['DISABLED', null, null, 'disabled-unexplained'],
    ['REINSTATED', 'REINSTATED', 'ENABLED', 'reinstated'],
    ['ENABLED', 'REINSTATED', 'ENABLED', 'enabled'],
    ['THROTTLED', 'ENABLED', 'ENABLED', 'unknown'],
    [null, 'ENABLED', 'ENABLED', 'not-reported'],
    ['', 'ENABLED', 'ENABLED', 'not-reported'],
  ])('aggregate %s, customer %s, SES %s: %s', (sendingStatusAggregate, customerStatus, awsSesStatus, expected) => {
    expect(standingOf({ sendingStatusAggregate, customerStatus, awsSesStatus })).toBe(expected);
  });

  it('is total, and only a reported ENABLED aggregate reads enabled', () => {
    for (const sendingStatusAggregate of RAW) {
      for (const customerStatus of RAW) {
        for (const awsSesStatus of RAW) {
          const standing = standingOf({ sendingStatusAggregate, customerStatus, awsSesStatus });
          expect(STANDINGS).toContain(standing);
          expect(standing === 'enabled').toBe(sendingStatusAggregate === 'ENABLED');
        }
      }
    }
  });
});

it('never turns a word we do not know into one we do', () => {
  fc.assert(
    fc.property(fc.string(), (word) => {
      const known = (SENDING_STATUSES as readonly string[]).includes(word);
      expect(classifySendingStatus(word)).toBe(known ? word : word === '' ? 'absent' : 'unknown');
      expect(classifyImpact(word)).toBe(word === 'LOW' || word === 'HIGH' ? word : word === '' ? 'absent' : 'unknown');
    }),
  );
});

it.each([
  [null, null, 'absent'],
  ['arn:aws:ses:us-east-1:aws:reputation-policy/standard', 'standard', 'standard'],
  ['arn:aws-cn:ses:cn-north-1:aws:reputation-policy/strict', 'strict', 'strict'],
  ['arn:aws:ses:us-east-1:aws:reputation-policy/none', 'none', 'none'],
  ['arn:aws:ses:us-east-1:aws:reputation-policy/lenient', 'lenient', 'unknown'],
  ['standard', 'standard', 'unknown'],
])('policy %s is named %s and classed %s', (arn, name, classed) => {
  expect(policyNameOf(arn)).toBe(name);
  expect(classifyPolicy(arn)).toBe(classed);
});

it('sorts worst first: any stop before any doubt before any permission', () => {
  const order = STANDINGS.flatMap((standing) =>
    [null, 'LOW', 'HIGH', 'SEVERE'].map((impact) => severityOf(standing, impact)),
  );
  expect(Math.min(...order.slice(0, 16))).toBeGreaterThan(Math.max(...order.slice(16)));
  expect(severityOf('enabled', 'HIGH')).toBeGreaterThan(severityOf('enabled', 'LOW'));
  expect(severityOf('enabled', 'HIGH')).toBeLessThan(severityOf('not-reported', null));
});
