export type Bucket = 'hour' | 'day' | 'week';

const HOUR_MS = 3_600_000;
const LENGTH: Record<Bucket, number> = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS };
/** Epoch 0 was a Thursday: weeks begin on Monday. */
const MONDAY_MS = 96 * HOUR_MS;
const MOST = 400;

/** Hours up to two days, days up to a year, else weeks. */
export function bucketOf(from: number, to: number): Bucket {
  if (to - from <= 49 * HOUR_MS) return 'hour';
  return to - from <= 370 * LENGTH.day ? 'day' : 'week';
}

/**
 * Starts of the buckets that cover `from`..`to`, whole ones in the reader's zone, and the end of the last, which is `to`;
 * the newest 400 at most.
 * @param offsetMinutes of that zone, east of UTC.
 */
export function bucketEdges(from: number, to: number, bucket: Bucket, offsetMinutes: number): number[] {
  const length = LENGTH[bucket];
  const shift = offsetMinutes * 60_000 - (bucket === 'week' ? MONDAY_MS : 0);
  const edges: number[] = [];
  const begin = Math.max(from, to - (MOST - 1) * length);
  for (let start = Math.floor((begin + shift) / length) * length - shift; start < to; start += length)
    edges.push(start);
  return [...edges, to];
}
