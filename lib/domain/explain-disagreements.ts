import { type Reading, contradictsItself } from './explain-input.ts';
import { permitsMail } from './follows-from-records.ts';
import { sayStatus } from './quote-raw.ts';
import { classifyImpact } from './vocabulary.ts';

/** Where what SES reports does not agree with itself, in words; each is shown, none is resolved by guessing. */
export function disagreementsOf(reading: Reading): string[] {
  return [...statusDisagreements(reading), ...impactDisagreements(reading)];
}

function statusDisagreements(reading: Reading): string[] {
  const { aggregate, customer, aws, input } = reading;
  const found: string[] = [];
  if (contradictsItself(reading)) {
    const record = aws === 'DISABLED' ? 'SES-managed' : 'customer-managed';
    found.push(
      `The aggregate says ${sayStatus(input.sendingStatusAggregate)} although the ${record} record is DISABLED; SES documents the aggregate as DISABLED then. One of them may be late.`,
    );
  }
  if (aggregate === 'DISABLED' && permitsMail(customer) && permitsMail(aws)) {
    found.push('The aggregate is DISABLED although both records permit sending.');
  }
  if (aggregate === 'REINSTATED' && customer === 'ENABLED' && aws === 'ENABLED') {
    found.push('The aggregate is REINSTATED although both records are ENABLED.');
  }
  const reinstated = customer === 'REINSTATED' || aws === 'REINSTATED';
  if (aggregate === 'ENABLED' && reinstated && !contradictsItself(reading)) {
    found.push(
      'A record is REINSTATED and the aggregate ENABLED. SES does not document which of the two the aggregate then is; either lets mail flow.',
    );
  }
  return found;
}

function impactDisagreements({ input }: Reading): string[] {
  const impact = classifyImpact(input.reputationImpact);
  const { known, open } = input.findings;
  const count = `${open.length} open ${open.length === 1 ? 'finding is' : 'findings are'} listed`;
  const anyHigh = open.some((finding) => finding.impact === 'HIGH');
  if (impact === 'absent') return open.length > 0 ? [`No impact is reported, yet ${count}.`] : [];
  if (impact === 'unknown') return [];
  if (known && open.length === 0) return [`The impact is ${impact}, yet no open finding is listed.`];
  if (impact === 'LOW' && anyHigh) return ['The impact is LOW, yet an open finding of HIGH impact is listed.'];
  if (impact === 'HIGH' && known && !anyHigh && open.every((finding) => finding.impact === 'LOW')) {
    return [`The impact is HIGH, yet ${count}, all of LOW impact.`];
  }
  return [];
}
