import { policyPauses } from './describe-policy.ts';
import { type Reading, contradictsItself, permitsMail } from './explain-input.ts';
import { whoCanLiftOf } from './explain-verdict.ts';

/** What an operator can do, in order. Empty: nothing is needed. */
export function nextOf(reading: Reading): string[] {
  const { aggregate, input } = reading;
  if (input.deletedAt !== null) return [];
  if (contradictsItself(reading)) return ['Refresh; if it stays so, compare with the AWS console.'];
  switch (whoCanLiftOf(reading)) {
    case 'aws':
      return ['Open an AWS Support case that names this ARN and the cause above.'];
    case 'aws-then-you':
      return [
        'Open an AWS Support case that names this ARN and the cause above.',
        'When AWS has lifted its record, lift the customer-managed one.',
      ];
    case 'you':
      return liftSteps(reading);
    case 'nobody-needed':
      return input.findings.open.length > 0 ? ['Fix the cause of the open findings before they pause it.'] : [];
    case 'unknown':
      return aggregate === 'DISABLED'
        ? ['Refresh; if it stays so, compare with the AWS console and open an AWS Support case.']
        : ['Refresh; if it stays so, compare with the AWS console.'];
  }
}

function liftSteps({ input }: Reading): string[] {
  const { known, open } = input.findings;
  if (open.length > 0) {
    return [
      'Fix the cause of the open findings.',
      'Reinstate sending (REINSTATED: allowed although findings are open).',
    ];
  }
  return known
    ? ['Enable sending (ENABLED: no finding is open).']
    : ['Read the findings first; then enable sending if none is open, or reinstate it if one is.'];
}

/** What to expect next, each said with how sure it is. */
export function expectOf(reading: Reading): string[] {
  const { aggregate, customer, input } = reading;
  if (input.deletedAt !== null) return [];
  const expected: string[] = [];
  if (customer === 'REINSTATED') {
    expected.push(
      'When its findings end it likely returns to ENABLED by itself. New violations may pause it again (documented).',
    );
  }
  if (aggregate === 'ENABLED' && customer !== 'REINSTATED' && permitsMail(aggregate)) {
    const trips = input.findings.open.some(
      (finding) => policyPauses(input.reputationManagementPolicy, finding.impact) === true,
    );
    if (trips) expected.push('Its policy documents a pause for a finding that is open now; likely to pause next.');
  }
  if (customer === 'DISABLED' && reading.aws !== 'DISABLED' && input.findings.open.length > 0) {
    expected.push('Whether ENABLED with open findings becomes REINSTATED or is paused again is not documented by SES.');
  }
  return expected;
}
