import * as z from 'zod/mini';
import { WARNING_KINDS } from './early-warnings.ts';
import { unwatchedSchema } from './past.ts';
import { STANDINGS } from './vocabulary.ts';
import { countParameter, isoTimeSchema, timeParameterSchema, wordListSchema } from './wire.ts';

/** The query of `GET /api/fleet`; the page's URL has the same names. */
export const fleetViewQuerySchema = z.object({
  from: timeParameterSchema,
  /** Absent: now. */
  to: z.optional(timeParameterSchema),
  region: z.optional(wordListSchema),
  /** Connection ids. */
  connection: z.optional(wordListSchema),
  /** Minutes east of UTC in which days begin: `-480` to `840`. */
  offset: z.optional(z.string().check(z.regex(/^-?\d{1,3}$/, 'takes minutes east of UTC'))),
  /** Rows of the heat strip, worst first. */
  limit: z.optional(countParameter(1, 2000)),
});
export type FleetViewQuery = z.infer<typeof fleetViewQuerySchema>;

const durationsSchema = z.object({
  key: z.string(),
  episodes: z.number(),
  ongoing: z.number(),
  stoppedMs: z.number(),
  stoppedAtLeast: z.boolean(),
  medianMs: z.nullable(z.number()),
  measured: z.number(),
  leftOut: z.number(),
});

const senderSchema = z.object({ arn: z.string(), name: z.string(), region: z.string(), account: z.string() });

export const fleetViewSchema = z.object({
  from: isoTimeSchema,
  to: isoTimeSchema,
  /** Starts of the buckets, and the end of the last. */
  edges: z.array(isoTimeSchema),
  bucket: z.enum(['hour', 'day', 'week']),
  /** At the end of each bucket: how many stood how; `not-watched` where nothing is known. */
  counts: z.array(z.record(z.string(), z.number())),
  /** Senders that stood otherwise than enabled at any time in the range, worst first. */
  senders: z.array(
    z.object({
      ...senderSchema.shape,
      stoppedMs: z.number(),
      episodes: z.number(),
      runs: z.array(z.object({ at: isoTimeSchema, standing: z.enum([...STANDINGS, 'not-watched'] as const) })),
    }),
  ),
  /** All such senders, and all that exist or existed in the range. */
  troubled: z.number(),
  total: z.number(),
  durations: z.object({
    all: durationsSchema,
    byCause: z.array(durationsSchema),
    byPolicy: z.array(durationsSchema),
    byOrigin: z.array(durationsSchema),
  }),
  warnings: z.array(
    z.object({
      ...senderSchema.shape,
      kind: z.enum(WARNING_KINDS),
      type: z.nullable(z.string()),
      rates: z.nullable(z.tuple([z.number(), z.number()])),
      policy: z.nullable(z.string()),
    }),
  ),
  warningsTotal: z.number(),
  /** Where nobody was watching, within the range. */
  unwatched: z.array(unwatchedSchema),
});
export type FleetView = z.infer<typeof fleetViewSchema>;
export type FleetSender = FleetView['senders'][number];
