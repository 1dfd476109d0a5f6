import * as z from 'zod/mini';
import { CASE_STATES } from './triage-case.ts';
import { isoTimeSchema, timeParameterSchema, wordListSchema } from './wire.ts';

const senderShape = { arn: z.string(), name: z.string(), region: z.string(), account: z.string() };

const flipSchema = z.object({
  ...senderShape,
  at: isoTimeSchema,
  /** Raw words of the aggregate. */
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  cause: z.nullable(z.string()),
  /** Who did it and why, where an act of Standing did. */
  who: z.nullable(z.string()),
  why: z.nullable(z.string()),
});
export type HandOverFlip = z.infer<typeof flipSchema>;

const figureSchema = z.object({ medianSeconds: z.nullable(z.number()), measured: z.number(), leftOut: z.number() });

/** `GET /api/triage/report`. Lists hold at most 200 each, beside how many there are. */
export const handOverSchema = z.object({
  since: isoTimeSchema,
  until: isoTimeSchema,
  paused: z.object({ total: z.number(), items: z.array(flipSchema) }),
  lifted: z.object({ total: z.number(), items: z.array(flipSchema) }),
  /** Stopped now and not sorted as meant, the oldest first. */
  open: z.object({
    total: z.number(),
    items: z.array(
      z.object({
        ...senderShape,
        since: isoTimeSchema,
        atLeast: z.boolean(),
        liftedBy: z.enum(['you', 'aws']),
        owner: z.nullable(z.string()),
        state: z.enum(CASE_STATES),
        awsCaseId: z.nullable(z.string()),
      }),
    ),
  }),
  acts: z.object({
    total: z.number(),
    items: z.array(
      z.object({
        id: z.string(),
        at: isoTimeSchema,
        act: z.string(),
        who: z.string(),
        why: z.string(),
        senders: z.number(),
        /** How many ended how. */
        outcomes: z.record(z.string(), z.number()),
      }),
    ),
  }),
  /** Within the next 24 hours. */
  snoozesEnding: z.object({
    total: z.number(),
    items: z.array(z.object({ ...senderShape, until: isoTimeSchema, by: z.string() })),
  }),
  /** Over the last `days` days, whatever `since` is. */
  statistics: z.object({
    days: z.number(),
    timeToAcknowledge: figureSchema,
    timeToLift: figureSchema,
    stayedUp: z.object({ stayed: z.number(), of: z.number(), leftOut: z.number() }),
  }),
  /** Connections that cannot be read now: what is said of their senders is as of then. */
  unread: z.array(z.string()),
});
export type HandOver = z.infer<typeof handOverSchema>;

export const handOverQuerySchema = z.object({
  since: timeParameterSchema,
  region: z.optional(wordListSchema),
  /** Connection ids. */
  connection: z.optional(wordListSchema),
});
export type HandOverQuery = z.infer<typeof handOverQuerySchema>;
