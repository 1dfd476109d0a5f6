import * as z from 'zod/mini';
import { patternSchema } from './pattern.ts';
import { PATTERN_KINDS } from './pattern-kinds.ts';
import { STANDINGS } from './vocabulary.ts';
import { isoTimeSchema, wordListSchema } from './wire.ts';

export const patternListQuerySchema = z.object({
  region: z.optional(wordListSchema),
  /** Connection ids. */
  connection: z.optional(wordListSchema),
});
export type PatternListQuery = z.infer<typeof patternListQuerySchema>;

/** What stands out among the senders of a fleet, worst first: patterns of changes, and accounts that are not healthy. */
export const patternListSchema = z.object({
  asOf: isoTimeSchema,
  /** Senders with a pattern of their own; at most 200. */
  senders: z.array(
    z.object({
      arn: z.string(),
      name: z.string(),
      region: z.string(),
      account: z.string(),
      connectionId: z.string(),
      standing: z.enum(STANDINGS),
      sendingStatusAggregate: z.nullable(z.string()),
      /** Newest moment first within a kind; `account-not-healthy` stands under `accounts` instead. */
      patterns: z.array(patternSchema),
    }),
  ),
  /** How many senders have each pattern, those not listed included. */
  counts: z.record(z.enum(PATTERN_KINDS), z.number()),
  accounts: z.array(
    z.object({
      connectionId: z.string(),
      label: z.string(),
      account: z.nullable(z.string()),
      region: z.string(),
      enforcementStatus: z.string(),
      /** "is under review (PROBATION)". */
      words: z.string(),
      readAt: isoTimeSchema,
      /** Living senders that reputation does not stop. */
      allowed: z.number(),
    }),
  ),
});
export type PatternList = z.infer<typeof patternListSchema>;
