import { trackWords, valueMark } from '@/components/shell/change-words.ts';
import type { Tone } from '@/components/ui/tone.ts';
import type { TrackRuns } from '@/lib/domain/build-runs.ts';
import type { HistoryMark } from '@/lib/domain/history.ts';

/** A stretch as it is drawn and told; epoch milliseconds. */
export interface Step {
  from: number;
  /** Null: it still holds. */
  to: number | null;
  word: string;
  tone: Tone;
  /** The change that began it: its permalink. */
  changeId: number | null;
  /** When that was first known. */
  knownAt: number;
  startSeen: boolean;
  endSeen: boolean;
  /** Of a mark: where it is told in full. */
  href: string | null;
}

/** One row of the picture. */
export interface Lane {
  key: string;
  track: string;
  /** The margin has room for two words; the second and later rows of one track have none. */
  label: string;
  kind: 'record' | 'thin' | 'marks';
  /** By `from`; no two overlap, except marks. */
  steps: Step[];
}

const isThin = (track: string) => track === 'impact' || track === 'policy' || track.startsWith('finding:');

/** The value of a track at a moment, by halving. */
export function stepAt<T extends { from: number; to: number | null }>(steps: readonly T[], at: number): T | null {
  const step = steps[lastFrom(steps, at)];
  return step && (step.to === null || step.to > at) ? step : null;
}

/** The last step that began at or before `at`; -1: none. */
export function lastFrom(steps: readonly { from: number }[], at: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The rows of the picture, top to bottom, with what each stretch is called and how loud it is. Made once for a history. Where
 * no impact is reported and no finding is open, their rows are empty.
 */
export function prepareLanes(tracks: readonly TrackRuns[], marks: readonly HistoryMark[]): Lane[] {
  const own = tracks.find(({ track }) => track === 'aws')?.runs ?? [];
  const lanes = tracks.flatMap(({ track, runs }) => {
    const thin = isThin(track);
    const rows = Map.groupBy(runs, ({ lane }) => lane);
    return [...rows]
      .sort(([a], [b]) => a - b)
      .flatMap(([row, inRow]): Lane[] => {
        const steps = inRow.flatMap((run): Step[] => {
          const { from, to, changeId, knownAt, startSeen, endSeen } = run;
          const mark = valueMark(track, run.value, run.impact);
          if (track === 'impact' && run.value === null) return [];
          // The aggregate of a stretch that SES's own record stops is as loud as that record.
          const loud = track === 'aggregate' && mark.tone === 'paused' && stepAt(own, from)?.value === 'DISABLED';
          const tone = loud ? 'stop' : mark.tone;
          return [{ from, to, word: mark.word, tone, changeId, knownAt, startSeen, endSeen, href: null }];
        });
        if (steps.length === 0) return [];
        const label = row === 0 ? trackWords(track).replace(' provider', '') : '';
        return [{ key: `${track} ${row}`, track, label, kind: thin ? 'thin' : 'record', steps }];
      });
  });
  return marks.length === 0 ? lanes : [...lanes, marksLane(marks)];
}

function marksLane(marks: readonly HistoryMark[]): Lane {
  const steps = marks.map((mark): Step => {
    const from = Date.parse(mark.at);
    return {
      from,
      to: from,
      word: mark.label,
      tone: 'plain',
      changeId: null,
      knownAt: from,
      startSeen: true,
      endSeen: true,
      href: mark.href,
    };
  });
  return {
    key: 'marks',
    track: 'marks',
    label: 'Acts and notes',
    kind: 'marks',
    steps: steps.sort((a, b) => a.from - b.from),
  };
}
