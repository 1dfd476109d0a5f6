import * as z from 'zod/mini';
import { CHANGE_KINDS, CHANGE_SOURCES, coverageGapSchema, ORIGINS, trackValueSchema } from './change.ts';
import { statusRecordSchema } from './entity.ts';
import { explanationSchema, VERDICTS, workingStepSchema } from './explanation.ts';
import { findingSchema } from './finding.ts';
import { SHARE_SECTIONS } from './share-link.ts';
import { STANDINGS } from './vocabulary.ts';
import { isoTimeSchema } from './wire.ts';

/** A change as an outsider may see it: no id, no ARN, and never who. */
export const sharedChangeSchema = z.strictObject({
  track: z.string(),
  kind: z.enum(CHANGE_KINDS),
  old: z.nullable(trackValueSchema),
  new: trackValueSchema,
  awsTime: z.nullable(isoTimeSchema),
  /** Its place in the history; the rest as in a change of the API. */
  at: isoTimeSchema,
  seenAt: isoTimeSchema,
  seenAfter: z.nullable(isoTimeSchema),
  source: z.enum(CHANGE_SOURCES),
  origin: z.enum(ORIGINS),
  evidence: z.array(z.string()),
  /** Only where reasons are shared. */
  why: z.nullable(z.string()),
  impact: z.nullable(z.string()),
  marks: z.array(z.string()),
});
export type SharedChange = z.infer<typeof sharedChangeSchema>;

export const sharedFindingSchema = z.strictObject({
  type: findingSchema.shape.type,
  impact: findingSchema.shape.impact,
  description: findingSchema.shape.description,
  status: findingSchema.shape.status,
  createdAt: findingSchema.shape.createdAt,
  lastUpdatedAt: findingSchema.shape.lastUpdatedAt,
  firstSeenAt: findingSchema.shape.firstSeenAt,
});
export type SharedFinding = z.infer<typeof sharedFindingSchema>;

/**
 * `GET /api/shared-view`: everything that somebody with a share link gets, and a type of its own: strict, and with no member
 * that could name another sender, a person, a connection or a request.
 */
export const sharedViewSchema = z.strictObject({
  sections: z.array(z.enum(SHARE_SECTIONS)),
  hideNames: z.boolean(),
  /** null: not to be shown. */
  sharedBy: z.nullable(z.string()),
  expiresAt: isoTimeSchema,
  /** The moment it shows: the end of the window, or of a live link now. */
  asOf: isoTimeSchema,
  window: z.strictObject({ from: isoTimeSchema, to: z.nullable(isoTimeSchema) }),
  sender: z.strictObject({
    /** null: hidden. */
    name: z.nullable(z.string()),
    arn: z.nullable(z.string()),
    account: z.nullable(z.string()),
    region: z.string(),
    deletedAt: z.nullable(isoTimeSchema),
  }),
  /** How old what is shown was at `asOf`. */
  freshness: z.strictObject({ readAt: isoTimeSchema, stale: z.boolean() }),
  verdict: z.nullable(
    z.strictObject({
      verdict: z.enum(VERDICTS),
      standing: z.enum(STANDINGS),
      sendingStatusAggregate: z.nullable(z.string()),
      sentence: z.string(),
      parts: explanationSchema.shape.parts,
      note: z.nullable(z.string()),
      disagreements: z.array(z.string()),
    }),
  ),
  working: z.nullable(z.array(workingStepSchema)),
  cards: z.nullable(
    z.strictObject({
      standing: z.enum(STANDINGS),
      sendingStatusAggregate: z.nullable(z.string()),
      since: z.strictObject({ at: isoTimeSchema, atLeast: z.boolean() }),
      customerManagedStatus: z.nullable(statusRecordSchema),
      awsSesManagedStatus: z.nullable(statusRecordSchema),
      reputationImpact: z.nullable(z.string()),
      reputationManagementPolicy: z.nullable(z.string()),
    }),
  ),
  findings: z.nullable(
    z.strictObject({ items: z.array(sharedFindingSchema), readAt: z.nullable(isoTimeSchema), known: z.boolean() }),
  ),
  history: z.nullable(
    z.strictObject({
      changes: z.array(sharedChangeSchema),
      /** Older ones of the window are left out. */
      more: z.boolean(),
      gaps: z.array(
        z.strictObject({
          from: isoTimeSchema,
          to: z.nullable(isoTimeSchema),
          reason: coverageGapSchema.shape.reason,
        }),
      ),
      /** Set where watching began within the window. */
      watchedSince: z.nullable(isoTimeSchema),
    }),
  ),
});
export type SharedView = z.infer<typeof sharedViewSchema>;
