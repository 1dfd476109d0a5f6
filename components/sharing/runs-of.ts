import { sharedTimeOf as timeOf } from '@/components/sharing/fold-shared.ts';
import type { SharedChange } from '@/lib/domain/shared-view.ts';

/** One value of a track over a stretch of time; epoch milliseconds, `to` exclusive. */
export interface SharedRun {
  from: number;
  to: number;
  value: string | null;
  /** Of the finding, on finding tracks. */
  impact: string | null;
}

/** Top to bottom: what it comes to, the two records, then what they hang on. */
const ORDER = ['aggregate', 'aws', 'customer', 'impact', 'policy'];

/**
 * Steps of every track that changed between two moments; a value holds until the next, and what lies before the first is
 * that change's old value, or nothing where it was the first sight.
 * @param changes in any order
 */
export function runsOf(
  changes: readonly SharedChange[],
  from: number,
  to: number,
): { track: string; runs: SharedRun[] }[] {
  const byTrack = Map.groupBy(changes, ({ track }) => track);
  const names = [...ORDER, ...[...byTrack.keys()].filter((track) => track.startsWith('finding:')).sort()];
  return names.flatMap((track) => {
    const own = (byTrack.get(track) ?? []).toSorted((a, b) => timeOf(a) - timeOf(b));
    const [first] = own;
    const before =
      first?.old == null ? [] : [{ from, to: timeOf(first), value: first.old.value, impact: first.impact }];
    const runs = own.map((change, index) => ({
      from: timeOf(change),
      to: own[index + 1] ? timeOf(own[index + 1] ?? change) : to,
      value: change.new.value,
      impact: change.impact,
    }));
    const drawn = [...before, ...runs]
      .map((run) => ({ ...run, from: Math.max(from, run.from), to: Math.min(to, run.to) }))
      .filter((run) => run.to > run.from && !(track.startsWith('finding:') && run.value !== 'OPEN'));
    return drawn.length > 0 ? [{ track, runs: drawn }] : [];
  });
}
