import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { countParameter, isoTimeSchema, timeParameterSchema, wordListSchema } from './wire.ts';

/** The record tracks; findings have one track a type (`finding:BOUNCE`), and `existence` holds tombstones and returns. */
export const RECORD_TRACKS = ['aggregate', 'customer', 'aws', 'impact', 'policy'] as const;
export type RecordTrack = (typeof RECORD_TRACKS)[number];
export type Track = RecordTrack | 'existence' | `finding:${string}`;

/**
 * `sweep`/`list`: watcher; `read`: somebody had it open; `act`: the read after our own write. `event`/`import`: not read in
 * SES but told by an event of AWS's, at once or out of a file; see fold-known.ts.
 */
export const CHANGE_SOURCES = ['sweep', 'list', 'read', 'act', 'event', 'import'] as const;
export type ChangeSource = (typeof CHANGE_SOURCES)[number];

/**
 * - `baseline`: first sight; not an event.
 * - `changed`: the value moved.
 * - `rewritten`: same status and cause with a newer SES time; we did not see what lay between.
 */
export const CHANGE_KINDS = ['baseline', 'changed', 'rewritten'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Three origins, and two that follow from time: before we watched, and REINSTATED → ENABLED as findings end. */
export const ORIGINS = ['ours', 'likely-automatic', 'elsewhere', 'before-we-watched', 'returned-likely'] as const;
export type Origin = (typeof ORIGINS)[number];

export const trackValueSchema = z.object({
  /** Raw: a status, an impact, a policy ARN, `OPEN`/`FIXED`, `present`/`deleted`; null: not reported. */
  value: z.nullable(z.string()),
  /** Cause of a record, or description of a finding; verbatim. */
  cause: z.nullable(z.string()),
  /** SES's own time for this value. */
  lastUpdatedAt: z.nullable(isoTimeSchema),
});
export type TrackValue = z.infer<typeof trackValueSchema>;

export const changeSchema = z.object({
  id: z.string(),
  arn: z.string(),
  incarnation: z.number(),
  track: z.string(),
  kind: z.enum(CHANGE_KINDS),
  /** Null of a first sight, and of an event before which nothing is known. */
  old: z.nullable(trackValueSchema),
  new: trackValueSchema,
  /** The new value's cause again, so that a reader of one line needs nothing else. */
  cause: z.nullable(z.string()),
  /**
   * When SES says it happened; null where SES gives no time (aggregate, impact, policy). Of an aggregate whose flip was
   * not seen: since when it held at the latest, by SES's record times, where that is before our sight.
   */
  awsTime: z.nullable(isoTimeSchema),
  /** When it became known to Standing: read in SES, or told by an event or an import (`source`). */
  seenAt: isoTimeSchema,
  /** Its place in the history, by which lists are ordered and ranges cut: `seenAt`; of an event, AWS's time of it. */
  at: isoTimeSchema,
  /** The last read before that still showed the old value: the change lies between this and `seenAt`. */
  seenAfter: z.nullable(isoTimeSchema),
  source: z.enum(CHANGE_SOURCES),
  origin: z.object({
    kind: z.enum(ORIGINS),
    /** What speaks for it, in words; never empty for `likely-automatic`. */
    evidence: z.array(z.string()),
    actId: z.nullable(z.string()),
    who: z.nullable(z.string()),
    why: z.nullable(z.string()),
  }),
  /** Impact of a finding; null on other tracks. */
  impact: z.nullable(z.string()),
  /** What a reader must know: `against-the-clock` (applied although older), `after-gap`. */
  marks: z.array(z.string()),
});
export type Change = z.infer<typeof changeSchema>;

export const coverageGapSchema = z.object({
  from: isoTimeSchema,
  /** null: still going on. */
  to: z.nullable(isoTimeSchema),
  reason: z.enum(['not-running', 'throttled', 'failing', 'paused', 'not-permitted']),
  detail: z.nullable(z.string()),
});
export type CoverageGap = z.infer<typeof coverageGapSchema>;

export const changeListSchema = z.object({
  items: z.array(changeSchema),
  nextCursor: z.nullable(z.string()),
  /** Times in the asked range when nobody was watching; only when one ARN is asked for. */
  gaps: z.array(coverageGapSchema),
  watchedSince: z.nullable(isoTimeSchema),
});
export type ChangeList = z.infer<typeof changeListSchema>;

export const CHANGE_ORDERS = ['seen', 'happened'] as const;
export type ChangeOrder = (typeof CHANGE_ORDERS)[number];

export const changeListQuerySchema = z.object({
  arn: z.optional(entityArnSchema),
  track: z.optional(wordListSchema),
  region: z.optional(wordListSchema),
  /** Connection ids. */
  connection: z.optional(wordListSchema),
  /** Who saw it: `sweep,list,read,act,event,import`. */
  source: z.optional(wordListSchema),
  /** Who made it: origins (`ours`, `elsewhere`, …) and ids of people who acted through Standing. */
  actor: z.optional(wordListSchema),
  /** One change by its id. */
  id: z.optional(countParameter(1, 999_999_999)),
  /**
   * `seen` (default): newest first by when we saw it, and `from` ≤ t < `to` are of that time.
   * `happened`: by the moment it is shown at, by SES's own time where our sight does not rule it out.
   */
  order: z.optional(z.enum(CHANGE_ORDERS, 'takes seen or happened')),
  from: z.optional(timeParameterSchema),
  to: z.optional(timeParameterSchema),
  cursor: z.optional(z.string().check(z.maxLength(1000))),
  limit: z.optional(countParameter(1, 500)),
});
export type ChangeListQuery = z.infer<typeof changeListQuerySchema>;
