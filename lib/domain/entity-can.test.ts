import { describe, expect, it } from 'vitest';
import { ACT_NAMES } from './act-names.ts';
import { type ActSubject, entityCan, suggestedLift } from './entity-can.ts';

const POLICY = 'arn:aws:ses:us-east-1:aws:reputation-policy/standard';
const paused: ActSubject = {
  sendingStatusAggregate: 'DISABLED',
  customerStatus: 'DISABLED',
  awsSesStatus: 'ENABLED',
  reputationManagementPolicy: POLICY,
  deletedAt: null,
  unread: null,
  past: false,
};
const codeOf = (answer: ReturnType<typeof entityCan.reinstate>) => (answer === true ? true : answer.code);

describe('which act an entity permits', () => {
  it.each([
    [{}, true, true, 'already-so'],
    [{ awsSesStatus: null }, true, true, 'already-so'],
    [{ awsSesStatus: 'DISABLED' }, 'ses-record-blocks', 'ses-record-blocks', 'already-so'],
    [{ awsSesStatus: 'DISABLED', customerStatus: 'ENABLED' }, 'ses-record-blocks', 'ses-record-blocks', true],
    [{ customerStatus: 'ENABLED', sendingStatusAggregate: 'ENABLED' }, true, 'already-so', true],
    [{ customerStatus: 'REINSTATED', sendingStatusAggregate: 'REINSTATED' }, 'already-so', true, true],
    [{ sendingStatusAggregate: null }, 'unknown-aggregate', 'unknown-aggregate', 'already-so'],
    [{ sendingStatusAggregate: 'ODD', customerStatus: null }, 'unknown-aggregate', 'unknown-aggregate', true],
    [{ unread: 'credentials expired' }, 'unread', 'unread', 'unread'],
    [{ past: true }, 'past', 'past', 'past'],
    [{ deletedAt: '2026-11-23T00:00:00.000Z', past: true, unread: 'x' }, 'deleted', 'deleted', 'deleted'],
  ] as const)('%o: reinstate %s, enable %s, disable %s', (more, reinstate, enable, disable) => {
    const subject = { ...paused, ...more };
    expect(codeOf(entityCan.reinstate(subject))).toBe(reinstate);
    expect(codeOf(entityCan.enable(subject))).toBe(enable);
    expect(codeOf(entityCan.disable(subject))).toBe(disable);
  });

  it('compares the policy by name', () => {
    expect(codeOf(entityCan.setPolicy(paused, 'standard'))).toBe('already-so');
    expect(entityCan.setPolicy(paused, 'strict')).toBe(true);
    expect(entityCan.setPolicy({ ...paused, reputationManagementPolicy: null }, 'standard')).toBe(true);
  });

  it('refuses in whole sentences', () => {
    for (const act of ACT_NAMES) {
      const refusal = entityCan.act(act, { ...paused, unread: 'credentials expired' });
      expect(refusal === true ? '' : refusal.reason).toMatch(/^[A-Z].*credentials expired.*\.$/);
    }
  });

  it('suggests the lift that fits the findings', () => {
    expect(suggestedLift({ known: true, open: [] })).toBe('enable');
    expect(suggestedLift({ known: false, open: [] })).toBeNull();
    expect(suggestedLift({ known: false, open: [{}] })).toBe('reinstate');
    expect(suggestedLift({ known: false, open: [] }, 'HIGH')).toBe('reinstate');
  });
});
