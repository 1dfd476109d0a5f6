import { policyPauses } from './describe-policy.ts';
import { suggestedLift } from './entity-can.ts';
import { type Reading, contradictsItself } from './explain-input.ts';
import { verdictOf, whoCanLiftOf } from './explain-verdict.ts';

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
      // Writing on an aggregate nobody can read would be a guess; the table of acts refuses it too.
      return aggregate === 'DISABLED' ? liftSteps(reading) : ['Refresh; if it stays so, compare with the AWS console.'];
    case 'nobody-needed':
      return input.findings.open.length > 0 ? ['Fix the cause of the open findings.'] : [];
    case 'unknown':
      return aggregate === 'DISABLED'
        ? ['Refresh; if it stays so, compare with the AWS console and open an AWS Support case.']
        : ['Refresh; if it stays so, compare with the AWS console.'];
  }
}

function liftSteps({ input }: Reading): string[] {
  switch (suggestedLift(input.findings, input.reputationImpact)) {
    case 'reinstate':
      return [
        'Fix the cause of the open findings.',
        'Reinstate sending (REINSTATED: allowed although findings are open).',
      ];
    case 'enable':
      return ['Enable sending (ENABLED: no finding is open).'];
    case null:
      return ['Read the findings first; then enable sending if none is open, or reinstate it if one is.'];
  }
}

/** What to expect next, each said with how sure it is. */
export function expectOf(reading: Reading): string[] {
  const { input } = reading;
  const { open } = input.findings;
  switch (verdictOf(reading)) {
    case 'allowed-under-watch':
      return [
        'When its findings end it likely returns to ENABLED by itself.',
        'New violations may pause it again (documented by SES).',
      ];
    case 'not-stopped':
      return open.some((finding) => policyPauses(input.reputationManagementPolicy, finding.impact) === true)
        ? ['Its policy documents a pause for a finding that is open now; likely to pause next.']
        : [];
    case 'cannot-send':
      return whoCanLiftOf(reading) === 'you' && open.length > 0
        ? ['Whether ENABLED with open findings becomes REINSTATED or is paused again is not documented by SES.']
        : [];
    case 'unknown':
      return [];
  }
}
