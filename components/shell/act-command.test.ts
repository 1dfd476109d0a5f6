import { expect, it } from 'vitest';
import { actCommands } from './act-command.ts';

const ARNS = [
  'arn:aws:ses:us-east-1:111122223333:tenant/acme/tn-1',
  'not an ARN',
  "arn:aws-us-gov:ses:us-gov-west-1:444455556666:tenant/o'neil/tn-2",
];

it('writes a command a line, each for the Region and partition of its sender, and quotes what a shell would read', () => {
  expect(actCommands(ARNS, { act: 'reinstate' }).split('\n')).toEqual([
    "aws sesv2 update-reputation-entity-customer-managed-status --reputation-entity-type RESOURCE --reputation-entity-reference 'arn:aws:ses:us-east-1:111122223333:tenant/acme/tn-1' --sending-status REINSTATED --region us-east-1",
    "aws sesv2 update-reputation-entity-customer-managed-status --reputation-entity-type RESOURCE --reputation-entity-reference 'arn:aws-us-gov:ses:us-gov-west-1:444455556666:tenant/o'\\''neil/tn-2' --sending-status REINSTATED --region us-gov-west-1",
  ]);
  expect(actCommands(ARNS.slice(2), { act: 'set-policy', policy: 'strict' })).toContain(
    "--reputation-entity-policy 'arn:aws-us-gov:ses:us-gov-west-1:aws:reputation-policy/strict'",
  );
  expect(actCommands(ARNS, { act: 'set-policy' })).toBe('');
});
