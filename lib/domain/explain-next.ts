import { suggestedLift } from './entity-can.ts';
import { type Reading, contradictsItself } from './explain-input.ts';
import { whoCanLiftOf } from './explain-verdict.ts';
import { classifyImpact } from './vocabulary.ts';

/** What an operator can do, in order. Empty: nothing is needed. */
export function nextOf(reading: Reading): string[] {
  const { aggregate, input } = reading;
  if (input.deletedAt !== null) return [];
  if (contradictsItself(reading)) return ['Refresh; if it stays so, compare with the AWS console.'];
  switch (whoCanLiftOf(reading)) {
    case 'aws':
      return [supportCase(reading)];
    case 'aws-then-you':
      return [supportCase(reading), 'When AWS has lifted its record, lift the customer-managed one.'];
    case 'you':
      // Writing on an aggregate nobody can read would be a guess; the table of acts refuses it too.
      return aggregate === 'DISABLED' ? liftSteps(reading) : ['Refresh; if it stays so, compare with the AWS console.'];
    case 'nobody-needed':
      return causeSteps(reading);
    case 'unknown':
      return aggregate === 'DISABLED'
        ? ['Refresh; if it stays so, compare with the AWS console and open an AWS Support case.']
        : ['Refresh; if it stays so, compare with the AWS console.'];
  }
}

function supportCase({ input }: Reading): string {
  const cause = input.awsSesManagedStatus?.cause ?? '';
  return cause === ''
    ? 'Open an AWS Support case that names this ARN. SES gives no cause.'
    : 'Open an AWS Support case that names this ARN and the cause of the SES-managed record.';
}

/** What must be mended first: the findings that are listed, or what a reported impact stands for. */
function causeSteps({ input: { findings, reputationImpact } }: Reading): string[] {
  if (findings.open.length > 0) return ['Fix the cause of the open findings.'];
  return classifyImpact(reputationImpact) === 'absent'
    ? []
    : ['Look for the finding behind the reported impact: none is listed as open. Fix its cause.'];
}

function liftSteps(reading: Reading): string[] {
  const { input } = reading;
  switch (suggestedLift(input.findings, input.reputationImpact)) {
    case 'reinstate':
      return [...causeSteps(reading), 'Reinstate sending (REINSTATED: allowed although findings are open).'];
    case 'enable':
      return ['Enable sending (ENABLED: no finding is open).'];
    case null:
      return ['Read the findings first; then enable sending if none is open, or reinstate it if one is.'];
  }
}
