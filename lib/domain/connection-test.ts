import * as z from 'zod/mini';
import { SES_OPERATION_NAMES } from './ses-operations.ts';
import { isoTimeSchema } from './wire.ts';

/**
 * - `allowed`: AWS answered it.
 * - `allowed-for-pattern`: a write that AWS let pass for a tenant that cannot exist; a policy may still exclude others.
 * - `denied`: AWS refused it; `iamAction` is missing.
 * - `not-provable`: SES refused the request before it looked at permissions, or nothing safe could be asked.
 * - `unknown`: no usable answer came.
 */
export const PROBE_RESULTS = ['allowed', 'allowed-for-pattern', 'denied', 'not-provable', 'unknown'] as const;
export type ProbeResult = (typeof PROBE_RESULTS)[number];

export const operationTestSchema = z.object({
  operation: z.enum(SES_OPERATION_NAMES),
  iamAction: z.string(),
  access: z.enum(['read', 'write']),
  result: z.enum(PROBE_RESULTS),
  /** One sentence; null where the result says it all. */
  detail: z.nullable(z.string()),
});
export type OperationTest = z.infer<typeof operationTestSchema>;

/** What one look with a connection's credential told, and what it may do. */
export const connectionTestSchema = z.object({
  testedAt: isoTimeSchema,
  /** As STS has it; null with the reason where STS did not answer. */
  caller: z.nullable(z.object({ account: z.string(), arn: z.nullable(z.string()) })),
  callerReason: z.nullable(z.string()),
  /** Does the role demand its ExternalId; null: no role. */
  externalId: z.nullable(z.enum(['demanded', 'not-demanded', 'unknown'])),
  operations: z.array(operationTestSchema),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
