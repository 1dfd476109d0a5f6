import type { Reading } from './explain-input.ts';
import { sayMoment } from './explanation-parts.ts';
import { quoteRaw, sayStatus } from './quote-raw.ts';

/** One more line under the verdict: what the other record says, who did it, or what SES leaves open. null: nothing to add. */
export function noteOf(reading: Reading): string | null {
  const { aggregate, customer, aws, input } = reading;
  if (input.deletedAt !== null) return 'Its history stays. A new tenant of the same name is another entity.';
  const customerSays = `${recordSays('The customer-managed record', input.customerManagedStatus?.status)}.`;
  const awsSays = `${recordSays('The SES-managed record', input.awsSesManagedStatus?.status)}.`;
  if (aggregate === 'absent' || aggregate === 'unknown') return `${customerSays} ${awsSays}`;
  if (aggregate === 'DISABLED') return joined([...disabledNote(reading, customerSays, awsSays), ...sinceNote(reading)]);
  // The sentence has named a record that is DISABLED; the other one is news.
  if (customer === 'DISABLED') return aws === 'DISABLED' ? null : awsSays;
  if (aws === 'DISABLED') return customerSays;
  return joined([
    ...(aws === 'REINSTATED' ? [UNDOCUMENTED] : []),
    ...(aws === 'unknown' ? [awsSays] : []),
    ...(customer === 'unknown' ? [customerSays] : []),
  ]);
}

const UNDOCUMENTED = 'The SES-managed record says REINSTATED; what that means there is not documented by SES.';

const joined = (sentences: readonly string[]) => (sentences.length === 0 ? null : sentences.join(' '));

function disabledNote(reading: Reading, customerSays: string, awsSays: string): string[] {
  const { customer, aws } = reading;
  if (customer !== 'DISABLED') return aws === 'DISABLED' ? [customerSays] : [customerSays, awsSays];
  if (aws === 'DISABLED') return [];
  return [
    stopperNote(reading),
    ...(aws === 'absent' ? ['SES reports no record of its own.'] : []),
    ...(aws === 'REINSTATED' ? [UNDOCUMENTED] : []),
  ];
}

/** Who set the customer-managed record to DISABLED, as far as the stored change knows. */
function stopperNote({ input: { stoppedBy } }: Reading): string {
  if (stoppedBy?.kind === 'ours') {
    const who = stoppedBy.who === null ? 'Standing set it' : `${quoteRaw(stoppedBy.who)} set it in Standing`;
    return stoppedBy.why === null ? `${who}.` : `${who}, with the reason ${quoteRaw(stoppedBy.why)}.`;
  }
  if (stoppedBy?.kind === 'likely-automatic') return `Likely an automatic pause: ${stoppedBy.evidence.join(' ')}`;
  return 'The DISABLED in the customer-managed record may be a person’s act, or an automatic policy pause, which likely shows there too; SES does not say which.';
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
