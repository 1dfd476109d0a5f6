import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { countParameter, isoTimeSchema } from './wire.ts';

/** SES keeps sixty days. */
export const MOST_RATE_DAYS = 60;

export const ratesQuerySchema = z.object({
  arn: entityArnSchema,
  /** Days up to today, UTC; 30 unless said. */
  days: z.optional(countParameter(1, MOST_RATE_DAYS)),
});
export type RatesQuery = z.infer<typeof ratesQuerySchema>;

const rateSchema = z.object({
  state: z.enum(['judged', 'too-few', 'unknown']),
  percent: z.nullable(z.number()),
});

/** Sums of a day, or of all days; null: SES did not report it. */
const countsShape = {
  sends: z.nullable(z.number()),
  deliveries: z.nullable(z.number()),
  /** Permanent bounces. */
  bounces: z.nullable(z.number()),
  complaints: z.nullable(z.number()),
  /** Permanent bounces of sends. */
  bounceRate: rateSchema,
  /** Complaints of deliveries. */
  complaintRate: rateSchema,
};

export const ratesSchema = z.object({
  arn: z.string(),
  /**
   * - `read`: SES answered; `missing` names what it left out.
   * - `off`: metrics are switched off in the account, so SES was not asked.
   * - `denied`, `failed`: see `reason`.
   */
  state: z.enum(['read', 'off', 'denied', 'failed']),
  /** When SES answered; null where it did not. */
  readAt: z.nullable(isoTimeSchema),
  /** Oldest first; the last is today and still running. */
  days: z.array(z.object({ day: z.string(), running: z.boolean(), ...countsShape })),
  total: z.nullable(z.object(countsShape)),
  missing: z.array(z.object({ metric: z.string(), message: z.string(), iamAction: z.nullable(z.string()) })),
  reason: z.nullable(z.object({ code: z.string(), message: z.string(), iamAction: z.nullable(z.string()) })),
  /** What a reader must know of these figures, in words. */
  notes: z.array(z.string()),
});
export type Rates = z.infer<typeof ratesSchema>;
