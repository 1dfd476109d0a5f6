import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { isoTimeSchema } from './wire.ts';

/** A finding of `ListRecommendations` on an entity, known by (ARN, type, createdAt), ties broken by description. */
export const findingSchema = z.object({
  arn: z.string(),
  type: z.nullable(z.string()),
  impact: z.nullable(z.string()),
  /** AWS's text, verbatim. */
  description: z.nullable(z.string()),
  /** Raw: `OPEN`, `FIXED`, or a word we do not know. */
  status: z.nullable(z.string()),
  createdAt: z.nullable(isoTimeSchema),
  lastUpdatedAt: z.nullable(isoTimeSchema),
  firstSeenAt: isoTimeSchema,
  lastSeenAt: isoTimeSchema,
  /** Rate, line and window read out of the description, where it parses; percent and mails. */
  parsed: z.nullable(
    z.object({
      exceededPercent: z.nullable(z.number()),
      volume: z.nullable(z.number()),
      from: z.nullable(isoTimeSchema),
      to: z.nullable(isoTimeSchema),
    }),
  ),
});
export type Finding = z.infer<typeof findingSchema>;

export const findingListSchema = z.object({
  items: z.array(findingSchema),
  /** When the open findings of this connection were last read whole; null: never (the list may be incomplete). */
  readAt: z.nullable(isoTimeSchema),
  /** Why it may be incomplete, in words. */
  incomplete: z.nullable(z.string()),
});
export type FindingList = z.infer<typeof findingListSchema>;

export const findingListQuerySchema = z.object({ arn: entityArnSchema });
