import * as z from 'zod/mini';

/** RFC 9457 problem+json as every failed request answers. `code` is stable; `detail` is for people. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  /** For `ses-access-denied`: the IAM action that is missing. */
  iamAction: z.optional(z.string()),
  /** For `invalid-input`: which field, and what it takes. */
  fields: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
  retryAfterSeconds: z.optional(z.number()),
});
export type Problem = z.infer<typeof problemSchema>;
