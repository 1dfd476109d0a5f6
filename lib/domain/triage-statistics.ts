import { classifySendingStatus } from './vocabulary.ts';

/** One flip of a sender's aggregate, epoch ms. `unseen`: it happened while nobody watched, so its time is not known. */
export interface AggregateFlip {
  entityId: number;
  at: number;
  from: string | null;
  to: string | null;
  unseen: boolean;
}

export interface Figure {
  /** Milliseconds; null where nothing was measured. */
  median: number | null;
  measured: number;
  /** Whose start or end was not seen: in no median, and said beside it. */
  leftOut: number;
}

export interface TriageStatistics {
  timeToAcknowledge: Figure;
  timeToLift: Figure;
  /** Of the lifts that are 7 days old or older: how many were not stopped again within 7 days. */
  stayedUp: { stayed: number; of: number; leftOut: number };
}

const WEEK_MS = 7 * 86_400_000;

const isStop = ({ from, to }: AggregateFlip) =>
  classifySendingStatus(to) === 'DISABLED' && classifySendingStatus(from) !== 'DISABLED';
const isLift = ({ from, to }: AggregateFlip) =>
  classifySendingStatus(from) === 'DISABLED' && ['ENABLED', 'REINSTATED'].includes(classifySendingStatus(to));

/**
 * How fast stops were noticed and lifted, and whether that held.
 *
 * @param flips of all senders, oldest first
 * @param acknowledged when cases were acknowledged, oldest first
 * @param wasWatched whether a sender was watched all the time between two moments
 */
export function triageStatistics(
  flips: readonly AggregateFlip[],
  acknowledged: readonly { entityId: number; at: number }[],
  wasWatched: (entityId: number, from: number, to: number) => boolean,
  now: number,
): TriageStatistics {
  const toAcknowledge: (number | null)[] = [];
  const toLift: (number | null)[] = [];
  const stayedUp = { stayed: 0, of: 0, leftOut: 0 };
  for (const [entityId, own] of Map.groupBy(flips, (flip) => flip.entityId)) {
    const seen = acknowledged.filter((one) => one.entityId === entityId);
    for (const [index, flip] of own.entries()) {
      const next = own[index + 1];
      if (isStop(flip)) {
        const until = next?.at ?? Infinity;
        const first = seen.find(({ at }) => at >= flip.at && at <= until);
        if (first) toAcknowledge.push(flip.unseen ? null : first.at - flip.at);
        if (next && isLift(next)) toLift.push(flip.unseen || next.unseen ? null : next.at - flip.at);
      }
      if (isLift(flip) && flip.at <= now - WEEK_MS) {
        const again = own.slice(index + 1).find(isStop);
        const end = flip.at + WEEK_MS;
        if (again && again.at <= end) stayedUp.of += 1;
        else if (!wasWatched(entityId, flip.at, end) || (again?.unseen === true && again.at > end)) {
          stayedUp.leftOut += 1;
        } else {
          stayedUp.of += 1;
          stayedUp.stayed += 1;
        }
      }
    }
  }
  return { timeToAcknowledge: figureOf(toAcknowledge), timeToLift: figureOf(toLift), stayedUp };
}

/** @param durations null: not fully seen */
function figureOf(durations: readonly (number | null)[]): Figure {
  const known = durations.filter((one) => one !== null).toSorted((a, b) => a - b);
  const middle = Math.floor(known.length / 2);
  const upper = known[middle];
  const lower = known.length % 2 === 0 ? known[middle - 1] : upper;
  return {
    median: upper === undefined || lower === undefined ? null : (lower + upper) / 2,
    measured: known.length,
    leftOut: durations.length - known.length,
  };
}
