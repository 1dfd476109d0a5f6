import type { Reading } from './explain-input.ts';
import { sayMoment } from './explanation-parts.ts';
import { sayStatus } from './quote-raw.ts';

/** One more line under the verdict: what the other record says, or what SES leaves open. null: nothing to add. */
export function noteOf(reading: Reading): string | null {
  const { aggregate, customer, aws, input } = reading;
  if (input.deletedAt !== null) return 'Its history stays. A new tenant of the same name is another entity.';
  const customerSays = recordSays('The customer-managed record', input.customerManagedStatus?.status);
  if (aggregate === 'absent' || aggregate === 'unknown') {
    return `${customerSays}. ${recordSays('The SES-managed record', input.awsSesManagedStatus?.status)}.`;
  }
  if (aggregate === 'DISABLED') return disabledNote(reading, customerSays);
  if (aws === 'REINSTATED')
    return 'The SES-managed record says REINSTATED; what that means there is not documented by SES.';
  return customer === 'DISABLED' || aws === 'DISABLED' ? `${customerSays}.` : null;
}

function disabledNote(reading: Reading, customerSays: string): string | null {
  const { customer, aws } = reading;
  const sentences = sinceNote(reading);
  if (customer !== 'DISABLED') sentences.unshift(`${customerSays}.`);
  else if (aws !== 'DISABLED') {
    if (aws === 'absent') sentences.unshift('SES reports no record of its own.');
    sentences.unshift(
      'A DISABLED customer-managed record may be a person’s act or, likely, an automatic policy pause; SES does not say which.',
    );
  }
  return sentences.length === 0 ? null : sentences.join(' ');
}

function recordSays(record: string, raw: string | null | undefined): string {
  return raw == null || raw === '' ? `${record} is not reported` : `${record} says ${sayStatus(raw)}`;
}

function sinceNote({ input: { since } }: Reading): string[] {
  if (!since.atLeast) return [];
  const updated = since.recordUpdatedAt;
  if (updated === null) return ['Its start was not seen.'];
  return [`Its start was not seen; SES last updated the record at ${sayMoment(updated)}.`];
}
