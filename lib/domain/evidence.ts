import * as z from 'zod/mini';
import { actSchema } from './act.ts';
import { entityArnSchema } from './arn.ts';
import { changeSchema, CHANGE_SOURCES, coverageGapSchema } from './change.ts';
import { sinceSchema, statusRecordSchema } from './entity.ts';
import { VERDICTS, workingStepSchema } from './explanation.ts';
import { findingSchema } from './finding.ts';
import { STANDINGS } from './vocabulary.ts';
import { isoTimeSchema, timeParameterSchema } from './wire.ts';

export const EVIDENCE_FORMAT = 'standing-evidence/1';

/** How a sender stood at a moment, as known then, and what that means. */
const evidenceStateSchema = z.object({
  asOf: isoTimeSchema,
  standing: z.enum(STANDINGS),
  sendingStatusAggregate: z.nullable(z.string()),
  customerManagedStatus: z.nullable(statusRecordSchema),
  awsSesManagedStatus: z.nullable(statusRecordSchema),
  reputationImpact: z.nullable(z.string()),
  reputationManagementPolicy: z.nullable(z.string()),
  since: sinceSchema,
  deletedAt: z.nullable(isoTimeSchema),
  readAt: isoTimeSchema,
  stale: z.boolean(),
  verdict: z.enum(VERDICTS),
  sentence: z.string(),
  note: z.nullable(z.string()),
  working: z.array(workingStepSchema),
});
export type EvidenceState = z.infer<typeof evidenceStateSchema>;

const evidenceActSchema = z.object({
  id: z.string(),
  act: actSchema.shape.act,
  policy: z.nullable(z.string()),
  who: z.string(),
  reason: z.string(),
  startedAt: isoTimeSchema,
  before: z.nullable(z.string()),
  requested: z.string(),
  after: z.nullable(z.string()),
  outcome: z.string(),
  detail: z.nullable(z.string()),
  settledAt: z.nullable(isoTimeSchema),
});
export type EvidenceAct = z.infer<typeof evidenceActSchema>;

/** Everything that Standing knows of one sender over a window. The hash is over this and nothing else. */
export const evidenceSchema = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  issuedAt: isoTimeSchema,
  issuedBy: z.string(),
  standingVersion: z.string(),
  sender: z.object({
    arn: z.string(),
    name: z.string(),
    tenantId: z.nullable(z.string()),
    region: z.string(),
    account: z.string(),
    firstSeenAt: isoTimeSchema,
  }),
  window: z.object({ from: isoTimeSchema, to: isoTimeSchema }),
  /** null: nothing was known yet. */
  atStart: z.nullable(evidenceStateSchema),
  atEnd: z.nullable(evidenceStateSchema),
  now: evidenceStateSchema,
  /** Of the window, oldest first; each with AWS's time, ours, and how it was seen. */
  changes: z.array(changeSchema),
  /** False: there are more changes than a pack holds; the oldest are left out. */
  complete: z.boolean(),
  findings: z.array(findingSchema),
  acts: z.array(evidenceActSchema),
  gaps: z.array(coverageGapSchema),
  /** How the changes were seen: how many by which way. */
  sources: z.array(z.object({ source: z.enum(CHANGE_SOURCES), changes: z.number() })),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const evidenceFileSchema = z.object({
  evidence: evidenceSchema,
  integrity: z.object({
    /** Over the canonical JSON (RFC 8785) of `evidence`, hexadecimal. */
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    /** By this installation's key, over the hash; `standing evidence verify` checks it. */
    kid: z.string().check(z.regex(/^[\w-]{1,40}$/)),
    signature: z.string().check(z.regex(/^[\w-]{43}$/)),
  }),
});
export type EvidenceFile = z.infer<typeof evidenceFileSchema>;

/** As it is written to a file, to the byte: whoever verifies one compares. */
export function evidenceText(file: unknown): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** `POST /api/evidence`. */
export const issueEvidenceSchema = z.object({
  arn: entityArnSchema,
  from: timeParameterSchema,
  /** Absent: up to now. */
  to: z.optional(timeParameterSchema),
});
export type IssueEvidence = z.infer<typeof issueEvidenceSchema>;
