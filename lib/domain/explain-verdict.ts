import { type Reading, contradictsItself } from './explain-input.ts';
import type { Explanation, Verdict } from './explanation.ts';
import { permitsMail } from './follows-from-records.ts';

/** The aggregate alone decides; where it is absent, unknown or contradicted by a record, nothing is claimed. */
export function verdictOf(reading: Reading): Verdict {
  if (reading.input.deletedAt !== null || contradictsItself(reading)) return 'unknown';
  switch (reading.aggregate) {
    case 'DISABLED':
      return 'cannot-send';
    case 'REINSTATED':
      return 'allowed-under-watch';
    case 'ENABLED':
      return reading.customer === 'REINSTATED' ? 'allowed-under-watch' : 'not-stopped';
    case 'absent':
    case 'unknown':
      return 'unknown';
  }
}

/** What stops it, or keeps us from saying so. */
export function blockersOf(reading: Reading): Explanation['blockers'] {
  const blockers: Explanation['blockers'] = [];
  if (reading.aws === 'DISABLED') blockers.push('ses-record');
  if (reading.customer === 'DISABLED') blockers.push('customer-record');
  if (reading.aggregate === 'DISABLED' && blockers.length === 0) blockers.push('unexplained');
  if ([reading.aggregate, reading.customer, reading.aws].includes('unknown')) blockers.push('unknown-value');
  return blockers;
}

/**
 * Who can lift it. Source: UpdateReputationEntityCustomerManagedStatus: the customer-managed call leaves the SES-managed
 * status unchanged and cannot override it. An absent SES record is taken as not blocking; the working says "likely".
 */
export function whoCanLiftOf(reading: Reading): Explanation['whoCanLift'] {
  const { aggregate, customer, aws, input } = reading;
  if (input.deletedAt !== null) return 'nobody-needed';
  if (aws === 'DISABLED') return customer === 'DISABLED' ? 'aws-then-you' : 'aws';
  if (customer === 'DISABLED') return aws === 'unknown' ? 'unknown' : 'you';
  if (permitsMail(aggregate)) return 'nobody-needed';
  return 'unknown';
}
