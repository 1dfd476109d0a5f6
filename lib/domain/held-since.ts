import { type SendingStatusClass, classifySendingStatus } from './vocabulary.ts';

/** A record as stored: raw status and SES's own time of it, epoch ms. */
interface TimedRecord {
  status: string | null;
  lastUpdatedAt: number | null;
}

/**
 * Since when the aggregate has held at the latest, by SES's own record times (epoch ms); null: they do not say. A record
 * holds its status since its time or longer, so a sender is DISABLED since the earlier of its DISABLED records, and may
 * send since the later of the two that permit it. Never used where the start was seen: sight is better evidence.
 */
export function heldSince(
  sendingStatusAggregate: string | null,
  customer: TimedRecord | null,
  aws: TimedRecord | null,
): number | null {
  const records = [customer, aws].flatMap((record) => (record === null ? [] : [record]));
  const aggregate = classifySendingStatus(sendingStatusAggregate);
  switch (aggregate) {
    case 'DISABLED':
      return timesOf(records, ['DISABLED']).reduce<number | null>((a, b) => (a === null ? b : Math.min(a, b)), null);
    case 'REINSTATED':
    case 'ENABLED': {
      const times = timesOf(records, [aggregate === 'ENABLED' ? 'ENABLED' : 'REINSTATED', 'ENABLED']);
      return times.length === 2 ? Math.max(...times) : null;
    }
    case 'absent':
    case 'unknown':
      return null;
  }
}

function timesOf(records: readonly TimedRecord[], statuses: readonly SendingStatusClass[]): number[] {
  return records.flatMap(({ status, lastUpdatedAt }) =>
    lastUpdatedAt !== null && statuses.includes(classifySendingStatus(status)) ? [lastUpdatedAt] : [],
  );
}
