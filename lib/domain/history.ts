import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import type { Run, TrackRuns } from './build-runs.ts';
import { coverageGapSchema } from './change.ts';
import { isoTimeSchema, timeParameterSchema } from './wire.ts';

/** Something to be seen at a moment of the picture that is no change: an act of ours, a note. */
export const historyMarkSchema = z.object({
  at: isoTimeSchema,
  /** `act` or `note`; others may follow. */
  kind: z.string(),
  label: z.string(),
  /** Where it is told in full, a path of ours; null: nowhere. */
  href: z.nullable(z.string()),
});
export type HistoryMark = z.infer<typeof historyMarkSchema>;

/** Numbers a run takes in `runs`. */
const STRIDE = 8;
const START_SEEN = 1;
const END_SEEN = 2;

export const trackHistorySchema = z.object({
  track: z.string(),
  /** Every value and impact that occurs, once. */
  words: z.array(z.nullable(z.string())),
  /**
   * Eight numbers a run, one after another: since and until when (epoch ms; 0: it still holds), its value and a finding's
   * impact (positions in `words`), the id of the change that began it (0: before the first we hold), 1 if its start was seen
   * plus 2 if its end was, the row on which a finding is drawn, for several may be open at once, and when it was first known.
   */
  runs: z.array(z.number()),
});

export const historySchema = z.object({
  arn: z.string(),
  tracks: z.array(trackHistorySchema),
  /** Times when nobody was watching. */
  gaps: z.array(coverageGapSchema),
  marks: z.array(historyMarkSchema),
  watchedSince: isoTimeSchema,
  /** The earliest moment that anything speaks for. */
  earliest: isoTimeSchema,
  /** What was seen before this moment is too much for one answer: `GET /api/changes` pages through it. Null: all is here. */
  incompleteBefore: z.nullable(isoTimeSchema),
  /** How many changes it was made of. */
  changes: z.number(),
  /** What the list can be narrowed to. */
  sources: z.array(z.string()),
  actors: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type History = z.infer<typeof historySchema>;

export const historyQuerySchema = z.object({
  arn: entityArnSchema,
  /** Runs that overlap from ≤ t < to; without: all. */
  from: z.optional(timeParameterSchema),
  to: z.optional(timeParameterSchema),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

type TrackHistory = z.infer<typeof trackHistorySchema>;

/** Runs as few numbers: ten thousand of them are read and checked within a frame or two. */
export function packRuns({ track, runs }: TrackRuns): TrackHistory {
  const places = new Map<string | null, number>();
  const placeOf = (word: string | null) => {
    const place = places.get(word) ?? places.size;
    places.set(word, place);
    return place;
  };
  const numbers = runs.flatMap((run) => [
    run.from,
    run.to ?? 0,
    placeOf(run.value),
    placeOf(run.impact),
    run.changeId ?? 0,
    (run.startSeen ? START_SEEN : 0) + (run.endSeen ? END_SEEN : 0),
    run.lane,
    run.knownAt,
  ]);
  return { track, words: [...places.keys()], runs: numbers };
}

export function unpackRuns({ track, words, runs: numbers }: TrackHistory): TrackRuns {
  const runs: Run[] = [];
  for (let at = 0; at + STRIDE <= numbers.length; at += STRIDE) {
    const [from = 0, to = 0, value = 0, impact = 0, id = 0, seen = 0, lane = 0, knownAt = 0] = numbers.slice(
      at,
      at + STRIDE,
    );
    runs.push({
      from,
      to: to === 0 ? null : to,
      value: words[value] ?? null,
      impact: words[impact] ?? null,
      changeId: id === 0 ? null : id,
      startSeen: (seen & START_SEEN) !== 0,
      endSeen: (seen & END_SEEN) !== 0,
      lane,
      knownAt,
    });
  }
  return { track, runs };
}
