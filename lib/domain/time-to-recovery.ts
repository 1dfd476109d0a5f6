import { type Episode, lengthWithin } from './standing-runs.ts';

export interface Durations {
  key: string;
  episodes: number;
  /** Of them, still going on. */
  ongoing: number;
  /** Time stopped within the range, all senders together; `atLeast`: part of it was not seen. */
  stoppedMs: number;
  stoppedAtLeast: boolean;
  /** Median of the durations whose start and end were seen; null: there is none. */
  medianMs: number | null;
  /** How many durations the median is of, and how many it leaves out because their start or end was not seen. */
  measured: number;
  leftOut: number;
}

/** The middle of an odd number, the mean of the two middle ones of an even; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Time stopped and time to recovery by whatever is asked; the longest stopped first. */
export function durationsBy<T extends Episode>(
  episodes: readonly T[],
  keyOf: (episode: T) => string,
  from: number,
  to: number,
): Durations[] {
  return [...Map.groupBy(episodes, keyOf)]
    .map(([key, own]) => durationsOf(key, own, from, to))
    .toSorted((one, other) => other.stoppedMs - one.stoppedMs || (one.key < other.key ? -1 : 1));
}

export function durationsOf(key: string, episodes: readonly Episode[], from: number, to: number): Durations {
  const measured = episodes.flatMap((episode) =>
    episode.certain && episode.to !== null ? [episode.to - episode.from] : [],
  );
  return {
    key,
    episodes: episodes.length,
    ongoing: episodes.filter((episode) => episode.to === null).length,
    stoppedMs: lengthWithin(episodes, from, to),
    stoppedAtLeast: episodes.some((episode) => !episode.certain && episode.to !== null),
    medianMs: median(measured),
    measured: measured.length,
    leftOut: episodes.length - measured.length,
  };
}

/** AWS writes rates and volumes into causes: without the numbers the same cause is the same words. */
export function causeKey(cause: string | null): string {
  const words = (cause ?? '')
    .replace(/\d+(?:[.,]\d+)*/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? 'No cause given' : words.slice(0, 160);
}
