import { describe, expect, it } from 'vitest';
import { caseText } from './case-text.ts';
import type { Change } from '../../lib/domain/change.ts';
import type { Entity } from '../../lib/domain/entity.ts';
import type { Finding } from '../../lib/domain/finding.ts';

const entity = {
  arn: 'arn:aws:ses:us-east-1:111122223333:tenant/acme/tn-1',
  name: 'acme',
  region: 'us-east-1',
  account: '111122223333',
  sendingStatusAggregate: 'DISABLED',
  awsSesManagedStatus: {
    status: 'DISABLED',
    cause: 'Paused; “quoted” <b>and</b> more.',
    lastUpdatedAt: '2026-11-22T02:14:07.000Z',
  },
  customerManagedStatus: null,
  reputationImpact: null,
  reputationManagementPolicy: 'arn:aws:ses:us-east-1:aws:reputation-policy/strict',
  since: { at: '2026-11-22T02:14:07.000Z', atLeast: true, recordUpdatedAt: null },
} as Entity;

const finding = (over: Partial<Finding>) =>
  ({
    type: 'COMPLAINT',
    impact: 'HIGH',
    status: 'OPEN',
    createdAt: null,
    description: 'Exceeded 1 %.',
    ...over,
  }) as Finding;

const ours = {
  seenAt: '2026-11-22T09:00:00.000Z',
  track: 'customer',
  kind: 'changed',
  old: { value: 'DISABLED' },
  new: { value: 'REINSTATED' },
  origin: { kind: 'ours', who: 'ada@example.com', why: 'List cleaned.' },
} as unknown as Change;

describe('the text for a Support case', () => {
  const text = caseText(entity, [finding({}), finding({ status: 'FIXED', description: 'An old one.' })], [ours]);

  it('names the sender, where it is, and since when, with its zone', () => {
    for (const fact of [entity.arn, '111122223333', 'us-east-1', 'at least since 2026-11-22 02:14:07 UTC']) {
      expect(text).toContain(fact);
    }
  });
  it('gives the cause as SES wrote it, and says what SES did not report', () => {
    expect(text).toContain('Cause, as SES gives it: Paused; “quoted” <b>and</b> more.');
    expect(text).toContain('Customer-managed status: not reported');
    expect(text).toContain('Reputation impact: none reported');
  });
  it('lists what is open and what was done here, without the names of colleagues', () => {
    expect(text).toContain('- COMPLAINT, HIGH, OPEN: Exceeded 1 %.');
    expect(text).not.toContain('An old one.');
    expect(text).toContain('- 2026-11-22 09:00:00 UTC: customer DISABLED -> REINSTATED. List cleaned.');
    expect(text).not.toContain('ada@example.com');
  });
  it('lists nothing that somebody else did', () => {
    const elsewhere = { ...ours, origin: { ...ours.origin, kind: 'elsewhere' } } as Change;
    expect(caseText(entity, [], [elsewhere])).not.toContain('REINSTATED');
  });
});
