import { expect, it } from 'vitest';
import type { ActName } from '../../domain/act-names.ts';
import type { SesEntity } from '../ses/gateway.ts';
import { judgeReading } from './judge-reading.ts';

const T = Date.UTC(2026, 10, 23);
function entity(customer: string | null, aggregate: string | null, updatedAt = T + 1, policy = 'standard'): SesEntity {
  return {
    arn: 'arn:aws:ses:us-east-1:111122223333:tenant/acme/tn-1',
    sendingStatusAggregate: aggregate,
    customerManagedStatus: customer === null ? null : { status: customer, cause: null, lastUpdatedAt: updatedAt },
    awsSesManagedStatus: null,
    reputationImpact: null,
    reputationManagementPolicy: `arn:aws:ses:us-east-1:aws:reputation-policy/${policy}`,
  };
}

it.each<[ActName, string, string | null, SesEntity, boolean, string, boolean]>([
  ['enable', 'ENABLED', 'DISABLED', entity('ENABLED', 'ENABLED'), false, 'confirmed', false],
  ['enable', 'ENABLED', 'DISABLED', entity('ENABLED', 'REINSTATED'), false, 'confirmed', false],
  ['enable', 'ENABLED', 'DISABLED', entity('ENABLED', 'DISABLED'), false, 'not-yet', true],
  ['enable', 'ENABLED', 'DISABLED', entity('ENABLED', null), false, 'not-yet', true],
  ['enable', 'ENABLED', 'DISABLED', entity('REINSTATED', 'REINSTATED'), false, 'settled-otherwise', false],
  ['enable', 'ENABLED', 'DISABLED', entity('REINSTATED', 'DISABLED'), false, 'reverted', false],
  ['enable', 'ENABLED', 'DISABLED', entity('DISABLED', 'DISABLED', T), false, 'not-yet', true],
  ['enable', 'ENABLED', 'DISABLED', entity('DISABLED', 'DISABLED'), false, 'reverted', false],
  ['enable', 'ENABLED', 'DISABLED', entity('DISABLED', 'DISABLED', T), true, 'reverted', false],
  ['reinstate', 'REINSTATED', 'DISABLED', entity('REINSTATED', 'ENABLED'), false, 'confirmed', false],
  ['disable', 'DISABLED', 'ENABLED', entity('DISABLED', 'DISABLED'), false, 'confirmed', false],
  ['disable', 'DISABLED', 'ENABLED', entity('DISABLED', 'ENABLED'), false, 'not-yet', true],
  ['disable', 'DISABLED', null, entity(null, 'ENABLED'), false, 'not-yet', true],
  ['set-policy', 'strict', 'standard', entity(null, null, T, 'strict'), false, 'confirmed', false],
  ['set-policy', 'strict', 'standard', entity(null, null, T, 'standard'), false, 'not-yet', true],
  ['set-policy', 'strict', 'standard', entity(null, null, T, 'none'), true, 'reverted', false],
])(
  '%s wanting %s from %s, reading %o (seen before: %s): %s',
  (act, requested, before, read, seenOnce, outcome, again) => {
    const judged = judgeReading({ act, requested, before, beforeUpdatedAt: T, seenOnce }, read);
    expect([judged.outcome, judged.open]).toEqual([outcome, again]);
    expect(judged.detail).toMatch(/^[A-Z].*\.$/);
  },
);

it('does not call it reverted where the time before the write is not known', () => {
  const written = { act: 'enable' as const, requested: 'ENABLED', before: 'DISABLED', seenOnce: false };
  const judged = judgeReading({ ...written, beforeUpdatedAt: null }, entity('DISABLED', 'DISABLED'));
  expect(judged.outcome).toBe('not-yet');
});
