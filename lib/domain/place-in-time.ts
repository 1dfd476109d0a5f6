import { CLOCK_TOLERANCE_MS } from './origin-of.ts';
import { classifySendingStatus } from './vocabulary.ts';

/** The times of one change and what they are judged by; epoch milliseconds. */
export interface TimedChange {
  arn?: string;
  incarnation: number;
  track: string;
  kind: string;
  /** The new value, raw. */
  value: string | null;
  /** By SES's clock; null: SES gives none. */
  awsTime: number | null;
  /** By our clock: the read that showed it ended then. */
  seenAt: number;
  /** By our clock: the last read that still showed the old value began then; null: there was none. */
  seenAfter: number | null;
  marks: readonly string[];
}

/**
 * Whose word the placing rests on.
 * - `aws`: SES's own time.
 * - `record`: the aggregate has no time of its own; it follows from a record that flipped in the same read.
 * - `seen`: our sight.
 */
export type Clock = 'aws' | 'record' | 'seen';

/**
 * Why SES's time is not the one it is placed by.
 * - `ahead`: SES's time lies after we had already seen it.
 * - `contradicted`: SES's time lies before a read that still showed the old value, by more than clocks may differ.
 * - `against-the-clock`: applied although SES's time for it is older than for the value before.
 */
export type ClockDoubt = 'ahead' | 'contradicted' | 'against-the-clock';

/** Where a change stands in history: one moment, whatever two clocks say. */
export interface Placement {
  /** Epoch milliseconds; never after `seenAt`. */
  at: number;
  clock: Clock;
  doubt: ClockDoubt | null;
}

/**
 * The one moment of a change. Two clocks tell of it: SES says when it happened, we know when we saw it and when we last saw
 * otherwise. SES's word counts wherever our sight does not rule it out:
 *
 * | SES's time                                      | placed at  | doubt              |
 * | ----------------------------------------------- | ---------- | ------------------ |
 * | none                                            | our sight  |                    |
 * | any, but applied against SES's own order        | our sight  | against-the-clock  |
 * | after we saw it                                 | our sight  | ahead              |
 * | before a read that still showed the old value   | our sight  | contradicted       |
 * | – by no more than clocks differ and lists lag   | SES's time |                    |
 * | between the two reads, or no earlier read       | SES's time |                    |
 *
 * So what is sorted by `at` is never shown before it was seen otherwise, nor after it was seen.
 */
export function placeInTime({ awsTime, seenAt, seenAfter, marks }: TimedChange): Placement {
  const bySight = (doubt: ClockDoubt | null): Placement => ({ at: seenAt, clock: 'seen', doubt });
  if (awsTime === null) return bySight(null);
  if (marks.includes('against-the-clock')) return bySight('against-the-clock');
  if (awsTime > seenAt) return bySight('ahead');
  if (seenAfter !== null && awsTime < seenAfter - CLOCK_TOLERANCE_MS) return bySight('contradicted');
  return { at: awsTime, clock: 'aws', doubt: null };
}

/**
 * Several changes at once: each by `placeInTime`, and the aggregate at the moment of the record it follows from, where the
 * same read showed both. A sender is stopped by the first record that stops it and may send from the last that permits it.
 *
 * @param changes any order, of any number of entities
 */
export function placeChanges<T extends TimedChange>(changes: readonly T[]): Map<T, Placement> {
  const places = new Map(changes.map((change) => [change, placeInTime(change)]));
  const reads = Map.groupBy(changes, (one) => `${one.arn ?? ''} ${one.incarnation} ${one.seenAt}`);
  for (const together of reads.values()) {
    for (const change of together) {
      if (change.track !== 'aggregate' || change.awsTime !== null || change.kind === 'baseline') continue;
      const permits = permitsMail(change.value);
      if (permits === null) continue;
      const times = together.flatMap((record) => {
        const place = places.get(record);
        const follows = record.track === 'aws' || record.track === 'customer';
        return follows && place?.clock === 'aws' && permitsMail(record.value) === permits ? [place.at] : [];
      });
      if (times.length === 0) continue;
      places.set(change, { at: permits ? Math.max(...times) : Math.min(...times), clock: 'record', doubt: null });
    }
  }
  return places;
}

function permitsMail(status: string | null): boolean | null {
  const known = classifySendingStatus(status);
  return known === 'absent' || known === 'unknown' ? null : known !== 'DISABLED';
}
