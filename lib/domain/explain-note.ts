import type { Reading } from './explain-input.ts';
import { sayStatus } from './quote-raw.ts';

/** One more line under the verdict: what the other record says, or what SES leaves open. null: nothing to add. */
export function noteOf(reading: Reading): string | null {
  const { aggregate, customer, aws, input } = reading;
  if (input.deletedAt !== null) return 'Its history stays. A new tenant of the same name is another entity.';
  const atLeast = sinceNote(reading);
  if (aggregate === 'DISABLED' && customer === 'DISABLED' && aws !== 'DISABLED') {
    const whose =
      'A DISABLED customer-managed record may be a person’s act or, likely, an automatic policy pause; SES does not say which.';
    return aws === 'absent' ? `${whose} SES reports no record of its own.${atLeast}` : `${whose}${atLeast}`;
  }
  if (aggregate === 'DISABLED') {
    return `The customer-managed record says ${sayStatus(input.customerManagedStatus?.status)}.${atLeast}`;
  }
  if (aggregate === 'absent' || aggregate === 'unknown') {
    return (
      `The customer-managed record says ${sayStatus(input.customerManagedStatus?.status)}, ` +
      `the SES-managed record says ${sayStatus(input.awsSesManagedStatus?.status)}.`
    );
  }
  if (aws === 'REINSTATED')
    return 'The SES-managed record says REINSTATED; what that means there is not documented by SES.';
  return null;
}

function sinceNote({ input: { since } }: Reading): string {
  if (!since.atLeast) return '';
  const updated = since.recordUpdatedAt;
  const record =
    updated === null ? '' : `; SES last updated the record at ${updated.slice(0, 16).replace('T', ' ')} UTC`;
  return ` Its start was not seen${record}.`;
}
