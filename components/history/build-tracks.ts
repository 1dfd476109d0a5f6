import type { Change } from '@/lib/domain/change.ts';

/** One value of a track over a stretch of time; epoch milliseconds, `to` exclusive. */
export interface Run {
  from: number;
  to: number;
  value: string | null;
  /** The change that began it; null where it began before what is loaded. */
  change: Change | null;
}

export interface TrackRuns {
  track: string;
  runs: Run[];
}

/** Top to bottom: what it comes to, the two records, then what they hang on. */
const ORDER = ['aggregate', 'aws', 'customer', 'impact', 'policy'];

const timeOf = (change: Change) => Date.parse(change.awsTime ?? change.seenAt);

/**
 * Steps of every track between two moments. Values between changes hold until the next one; what lies before the
 * oldest loaded change is that change's old value, or nothing where it was the first sight.
 *
 * @param changes any order; only `from`..`to` is drawn
 */
export function buildTracks(changes: readonly Change[], from: number, to: number): TrackRuns[] {
  const byTrack = Map.groupBy(changes, ({ track }) => track);
  const names = [...ORDER, ...[...byTrack.keys()].filter((track) => track.startsWith('finding:')).sort()];
  return names.flatMap((track) => {
    const own = (byTrack.get(track) ?? []).toSorted((a, b) => timeOf(a) - timeOf(b));
    const runs: Run[] = [];
    const oldest = own[0];
    if (oldest?.old && timeOf(oldest) > from) {
      runs.push({ from, to: Math.min(to, timeOf(oldest)), value: oldest.old.value, change: null });
    }
    own.forEach((change, index) => {
      const next = own[index + 1];
      const run = {
        from: Math.max(from, timeOf(change)),
        to: Math.min(to, next ? timeOf(next) : to),
        value: change.new.value,
        change,
      };
      if (run.to > run.from) runs.push(run);
    });
    return runs.length > 0 ? [{ track, runs }] : [];
  });
}
