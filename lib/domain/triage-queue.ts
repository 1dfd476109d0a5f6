import * as z from 'zod/mini';
import { sinceSchema } from './entity.ts';
import { entityLabelSchema, protectionSchema } from './label.ts';
import { triageCaseSchema } from './triage-case.ts';
import { TRIAGE_GROUPS } from './triage-group.ts';
import { STANDINGS } from './vocabulary.ts';
import { countParameter, isoTimeSchema, wordListSchema } from './wire.ts';

/**
 * `queue`: what needs a person · `acknowledged`, `snoozed`: folded away · `before`: disabled before we watched, not
 * sorted yet · `meant-so`: sorted as meant.
 */
export const TRIAGE_SHOWS = ['queue', 'acknowledged', 'snoozed', 'before', 'meant-so'] as const;
export type TriageShow = (typeof TRIAGE_SHOWS)[number];

export const triageSenderSchema = z.object({
  arn: z.string(),
  name: z.string(),
  label: z.nullable(entityLabelSchema),
  region: z.string(),
  account: z.string(),
  connectionId: z.string(),
  connectionLabel: z.string(),
  standing: z.enum(STANDINGS),
  sendingStatusAggregate: z.nullable(z.string()),
  reputationImpact: z.nullable(z.string()),
  reputationManagementPolicy: z.nullable(z.string()),
  since: sinceSchema,
  /** Cause of the record that blocks, else of the customer record; verbatim. */
  cause: z.nullable(z.string()),
  protection: z.nullable(protectionSchema),
  case: triageCaseSchema,
  /** Of a sender that is likely to be paused next: why, in a sentence. */
  likely: z.nullable(z.string()),
});
export type TriageSender = z.infer<typeof triageSenderSchema>;

/** What all senders of a folded row have in common. */
export const SHARED_KINDS = [
  'cause',
  'finding',
  'policy-change',
  'act',
  'policy',
  'identity',
  'configuration-set',
  'account',
  'region',
] as const;
export const sharedFactSchema = z.object({ kind: z.enum(SHARED_KINDS), value: z.string() });
export type SharedFact = z.infer<typeof sharedFactSchema>;

export const triageRowSchema = z.object({
  /** Names the row in `fold`. */
  key: z.string(),
  count: z.number(),
  /** Of one sender: itself. Of more: the first few. */
  senders: z.array(triageSenderSchema),
  /** All of them, at most 1000: as many as one act or one change of cases takes. */
  arns: z.array(z.string()),
  /** Versions of the cases that somebody has touched, by ARN: for `POST /api/cases`. */
  versions: z.record(z.string(), z.number()),
  /** When the first and the last of them changed. */
  from: isoTimeSchema,
  to: isoTimeSchema,
  shared: z.array(sharedFactSchema),
});
export type TriageRow = z.infer<typeof triageRowSchema>;

export const triageQueueSchema = z.object({
  asOf: isoTimeSchema,
  counts: z.object({
    /** Senders that need a person now: what the title and the sidebar say. */
    needsPerson: z.number(),
    byGroup: z.record(z.enum(TRIAGE_GROUPS), z.number()),
    acknowledged: z.number(),
    snoozed: z.number(),
    before: z.number(),
    meantSo: z.number(),
  }),
  groups: z.array(
    z.object({
      group: z.enum(TRIAGE_GROUPS),
      /** Senders and rows in it, over all pages. */
      senders: z.number(),
      rowsTotal: z.number(),
      rows: z.array(triageRowSchema),
      nextCursor: z.nullable(z.string()),
    }),
  ),
});
export type TriageQueue = z.infer<typeof triageQueueSchema>;

export const triageQuerySchema = z.object({
  show: z.optional(z.enum(TRIAGE_SHOWS, `takes ${TRIAGE_SHOWS.join(', ')}`)),
  /** Without: all of them. */
  group: z.optional(z.enum(TRIAGE_GROUPS, `takes ${TRIAGE_GROUPS.join(', ')}`)),
  region: z.optional(wordListSchema),
  /** Connection ids. */
  connection: z.optional(wordListSchema),
  /** The id of a person; `none`: nobody's. */
  owner: z.optional(z.string().check(z.maxLength(100))),
  /** The key of a folded row: its senders one by one. */
  fold: z.optional(z.string().check(z.regex(/^f\d{1,15}$/, 'takes the key of a folded row'))),
  /** Of one group. */
  cursor: z.optional(z.string().check(z.maxLength(1000))),
  /** Rows a group. */
  limit: z.optional(countParameter(0, 500)),
});
export type TriageQuery = z.infer<typeof triageQuerySchema>;
