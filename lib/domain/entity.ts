import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { ENTITY_SORTS } from './entity-sorts.ts';
import { explanationSchema } from './explanation.ts';
import { fleetPastSchema, knownSchema } from './past.ts';
import { resourceSchema } from './resource-search.ts';
import { entityLabelSchema, protectionSchema } from './label.ts';
import { STANDINGS } from './vocabulary.ts';
import { countParameter, isoTimeSchema, timeParameterSchema, wordListSchema } from './wire.ts';

/** One of the two records behind a sending status. Every member may be absent: SES promises none of them. */
export const statusRecordSchema = z.object({
  status: z.nullable(z.string()),
  cause: z.nullable(z.string()),
  lastUpdatedAt: z.nullable(isoTimeSchema),
});
export type StatusRecord = z.infer<typeof statusRecordSchema>;

/**
 * Since when the present sending status has held. `atLeast`: its start was not seen, so it may have begun earlier;
 * `at` is then the earliest moment we have evidence for (our first sight, or SES's own record time).
 */
export const sinceSchema = z.object({
  at: isoTimeSchema,
  atLeast: z.boolean(),
  recordUpdatedAt: z.nullable(isoTimeSchema),
});
export type Since = z.infer<typeof sinceSchema>;

const entityCoreShape = {
  arn: z.string(),
  name: z.string(),
  tenantId: z.nullable(z.string()),
  partition: z.string(),
  region: z.string(),
  account: z.string(),
  connectionId: z.string(),
  connectionLabel: z.string(),
  standing: z.enum(STANDINGS),
  sendingStatusAggregate: z.nullable(z.string()),
  reputationImpact: z.nullable(z.string()),
  /** The policy's ARN as SES gives it. */
  reputationManagementPolicy: z.nullable(z.string()),
  customerManagedStatus: z.nullable(statusRecordSchema),
  awsSesManagedStatus: z.nullable(statusRecordSchema),
  since: sinceSchema,
  readAt: isoTimeSchema,
  deletedAt: z.nullable(isoTimeSchema),
  /** Known from events alone (an import); SES was never read for it, and it is in no list of living senders. */
  neverRead: z.optional(z.boolean()),
  /** What operators know it by; null: nothing was given. */
  label: z.nullable(entityLabelSchema),
  /** null: not protected. */
  protection: z.nullable(protectionSchema),
};

/** One sending-status run for the strip in the list: from `at` on, until the next. */
export const stripSegmentSchema = z.object({
  at: isoTimeSchema,
  standing: z.enum([...STANDINGS, 'not-watched'] as const),
});

export const entityListItemSchema = z.object({
  ...entityCoreShape,
  /** Cause of the record that blocks, else of the customer record; verbatim. */
  cause: z.nullable(z.string()),
  /** Words for whether the pause was likely a policy's: only when evidence says so. */
  likelyAutomatic: z.boolean(),
  /** The last 14 days, oldest first. */
  strip: z.array(stripSegmentSchema),
});
export type EntityListItem = z.infer<typeof entityListItemSchema>;

export const entityListSchema = z.object({
  items: z.array(entityListItemSchema),
  nextCursor: z.nullable(z.string()),
  /** Entities that match the filter, over all pages. */
  total: z.number(),
  /** When the store's content was last changed; in answers to `at`: that moment. */
  asOf: isoTimeSchema,
  /** Only in answers to `at`. */
  past: z.optional(fleetPastSchema),
});
export type EntityList = z.infer<typeof entityListSchema>;

/** What narrows a list of senders; the same names stand in the URL of the page, and in the body of an act. */
export const entityFilterShape = {
  /** API words, console words or standings, comma-separated: `DISABLED,reinstated,disabled-by-ses,Enforced,other`. */
  status: z.optional(wordListSchema),
  /** `HIGH,LOW,none,other`. */
  impact: z.optional(wordListSchema),
  /** `standard,strict,none,other`. */
  policy: z.optional(wordListSchema),
  /** Connection ids. */
  connection: z.optional(wordListSchema),
  region: z.optional(wordListSchema),
  account: z.optional(wordListSchema),
  /** A domain or address: senders known to use it; see `GET /api/entities/by-resource`. */
  resource: z.optional(resourceSchema),
  q: z.optional(z.string().check(z.maxLength(512))),
  /** `only`: tombstones alone; `with`: both. Without: living entities. */
  deleted: z.optional(z.enum(['only', 'with'])),
};

/** The query of `GET /api/entities`. */
export const entityListQuerySchema = z.object({
  ...entityFilterShape,
  /** The list as it was known at this moment. */
  at: z.optional(timeParameterSchema),
  known: z.optional(knownSchema),
  sort: z.optional(z.enum(ENTITY_SORTS, 'takes worst, name, -name, since, -since, region or -region')),
  cursor: z.optional(z.string().check(z.maxLength(1000))),
  limit: z.optional(countParameter(1, 500)),
});
export type EntityListQuery = z.infer<typeof entityListQuerySchema>;

/** Where the shown record came from and how old it is. `stale`: the newest read failed or is overdue; `reason` says why. */
export const freshnessSchema = z.object({
  readAt: isoTimeSchema,
  ageSeconds: z.number(),
  source: z.enum(['sweep', 'list', 'read', 'act', 'event', 'import']),
  stale: z.boolean(),
  reason: z.optional(z.object({ code: z.string(), message: z.string() })),
});
export type Freshness = z.infer<typeof freshnessSchema>;

/** The same tenant name elsewhere: other Region, other account, or an earlier or later tenant of that name. */
export const siblingSchema = z.object({
  arn: z.string(),
  region: z.string(),
  account: z.string(),
  standing: z.enum(STANDINGS),
  sendingStatusAggregate: z.nullable(z.string()),
  deletedAt: z.nullable(isoTimeSchema),
});

export const entitySchema = z.object({
  ...entityCoreShape,
  explanation: explanationSchema,
  freshness: freshnessSchema,
  siblings: z.array(siblingSchema),
  firstSeenAt: isoTimeSchema,
  /** Counts up when a deleted tenant answers again, or its creation time moved. */
  incarnation: z.number(),
  /** Only in answers to `at`: the moment shown, and how it stands now. */
  past: z.optional(
    z.object({
      at: isoTimeSchema,
      /** False when nobody was watching at that moment. */
      watched: z.boolean(),
      now: z.object({
        standing: z.enum(STANDINGS),
        sendingStatusAggregate: z.nullable(z.string()),
        since: sinceSchema,
      }),
      /**
       * What is known now of the moment, where a later report changed it: an import, or a read whose record times reach
       * back before our sight. `learnedAt` null: from an import.
       */
      knownNow: z.optional(
        z.object({
          standing: z.enum(STANDINGS),
          sendingStatusAggregate: z.nullable(z.string()),
          since: isoTimeSchema,
          learnedAt: z.nullable(isoTimeSchema),
          source: z.enum(['watched', 'import']),
        }),
      ),
    }),
  ),
});
export type Entity = z.infer<typeof entitySchema>;

export const entityQuerySchema = z.object({
  arn: entityArnSchema,
  at: z.optional(timeParameterSchema),
  refresh: z.optional(z.literal('1')),
});
export type EntityQuery = z.infer<typeof entityQuerySchema>;
