import * as z from 'zod/mini';
import { changeSchema } from './change.ts';
import { connectionSchema } from './connection.ts';
import { fleetPastSchema, knownSchema } from './past.ts';
import { isoTimeSchema, timeParameterSchema, wordListSchema } from './wire.ts';

/** Narrows every number; both may name several. */
export const overviewQuerySchema = z.object({
  region: z.optional(wordListSchema),
  /** Connection ids. */
  connection: z.optional(wordListSchema),
  /** The fleet as it stood at this moment. */
  at: z.optional(timeParameterSchema),
  known: z.optional(knownSchema),
});
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;

export const overviewSchema = z.object({
  asOf: isoTimeSchema,
  total: z.number(),
  byStanding: z.record(z.string(), z.number()),
  /** Raw impact words; `none` where absent. */
  byImpact: z.record(z.string(), z.number()),
  /** Policy names; `none reported` apart from SES's own policy `none`. */
  byPolicy: z.record(z.string(), z.number()),
  byRegion: z.array(z.object({ region: z.string(), account: z.string(), total: z.number(), disabled: z.number() })),
  deleted: z.number(),
  /** Sending-status flips of the last 24 hours, newest first, without baselines; at most 50. */
  changed: z.array(z.object({ ...changeSchema.shape, name: z.string(), region: z.string(), account: z.string() })),
  changedTotal: z.number(),
  connections: z.array(connectionSchema),
  /** Senders in the triage queue that need a person now. */
  needsPerson: z.number(),
  /** Entities whose connection cannot be read now: every number above contains them as of their last read. */
  unread: z.number(),
  /** Only in answers to `at`: every number is of that moment, and `connections` still says how they are read now. */
  past: z.optional(fleetPastSchema),
});
export type Overview = z.infer<typeof overviewSchema>;
