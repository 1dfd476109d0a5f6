import * as z from 'zod/mini';
import { countParameter, isoTimeSchema, timeParameterSchema, wordListSchema } from './wire.ts';

/** `intent` before an effect outside the database, `outcome` after it, `act` where both are one transaction. */
export const AUDIT_KINDS = ['act', 'intent', 'outcome'] as const;

export const auditRowSchema = z.object({
  /** Counts up by one; what `standing audit verify` names. */
  id: z.string(),
  at: isoTimeSchema,
  kind: z.enum(AUDIT_KINDS),
  who: z.object({
    /** `user`, `token`, `share-link`, `demo`, `watcher`, `command-line` or `anonymous`. */
    kind: z.string(),
    id: z.nullable(z.string()),
    name: z.string(),
  }),
  /** Object and verb, such as `connection.add`. */
  action: z.string(),
  /** An ARN, a connection's id, an e-mail address, a route. */
  target: z.nullable(z.string()),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  /** An address; of refusals counted together the network, such as `192.0.2.0/24`. */
  clientAddress: z.nullable(z.string()),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

export const auditListSchema = z.object({
  items: z.array(auditRowSchema),
  nextCursor: z.nullable(z.string()),
  /** Names to filter by; on the first page only. */
  people: z.array(z.string()),
});
export type AuditList = z.infer<typeof auditListSchema>;

const filters = {
  /** Names or ids of who did it. */
  who: z.optional(wordListSchema),
  /** Whole actions (`connection.add`) or all of an object (`connection`). */
  action: z.optional(wordListSchema),
  target: z.optional(z.string().check(z.maxLength(400))),
  /** From this time on, and before that. */
  from: z.optional(timeParameterSchema),
  to: z.optional(timeParameterSchema),
  /** Words that all occur in target, name, values, reason, address or request id. */
  q: z.optional(z.string().check(z.maxLength(200))),
};

export const auditListQuerySchema = z.object({
  ...filters,
  cursor: z.optional(z.string().check(z.maxLength(1000))),
  limit: z.optional(countParameter(1, 500)),
});
export type AuditListQuery = z.infer<typeof auditListQuerySchema>;

export const auditExportQuerySchema = z.object({
  ...filters,
  format: z.optional(z.enum(['csv', 'ndjson'], 'takes csv or ndjson')),
});
export type AuditExportQuery = z.infer<typeof auditExportQuerySchema>;
