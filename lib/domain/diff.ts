import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { DIFF_KINDS } from './diff-standing.ts';
import { unwatchedSchema } from './past.ts';
import { ORIGINS } from './change.ts';
import { STANDINGS } from './vocabulary.ts';
import { countParameter, isoTimeSchema, timeParameterSchema, wordListSchema } from './wire.ts';

/** The query of `GET /api/diff`; the page's URL has the same names. */
export const diffQuerySchema = z.object({
  from: timeParameterSchema,
  /** Absent: now. */
  to: z.optional(timeParameterSchema),
  /** One sender; absent: the fleet. */
  arn: z.optional(entityArnSchema),
  region: z.optional(wordListSchema),
  /** Connection ids. */
  connection: z.optional(wordListSchema),
  /** Only these kinds of difference. */
  kind: z.optional(wordListSchema),
  limit: z.optional(countParameter(1, 500)),
});
export type DiffQuery = z.infer<typeof diffQuerySchema>;

const sideSchema = z.object({
  standing: z.enum(STANDINGS),
  sendingStatusAggregate: z.nullable(z.string()),
  customerStatus: z.nullable(z.string()),
  awsSesStatus: z.nullable(z.string()),
  reputationImpact: z.nullable(z.string()),
  reputationManagementPolicy: z.nullable(z.string()),
  deleted: z.boolean(),
});
export type DiffSide = z.infer<typeof sideSchema>;

export const diffSchema = z.object({
  from: isoTimeSchema,
  to: isoTimeSchema,
  /** How many senders differ in each way; one may in several. */
  counts: z.record(z.string(), z.number()),
  /** The loudest first, and of one kind the newest. */
  items: z.array(
    z.object({
      arn: z.string(),
      name: z.string(),
      region: z.string(),
      account: z.string(),
      kinds: z.array(z.enum(DIFF_KINDS)),
      /** As known at each of the moments; null: nothing was known of it. */
      before: z.nullable(sideSchema),
      after: z.nullable(sideSchema),
      /** When it came to stand as it does after; its cause, and who. */
      at: isoTimeSchema,
      cause: z.nullable(z.string()),
      origin: z.enum(ORIGINS),
      who: z.nullable(z.string()),
      why: z.nullable(z.string()),
      /** It had begun before `from`, and was learned only after it. */
      learnedLate: z.boolean(),
      changeId: z.nullable(z.string()),
    }),
  ),
  /** Senders that differ, over all kinds asked for. */
  total: z.number(),
  unwatched: z.array(unwatchedSchema),
});
export type Diff = z.infer<typeof diffSchema>;
export type DiffItem = Diff['items'][number];
