import * as z from 'zod/mini';

/** Answers of `/api/health/*`: no sign-in, so no names. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'failing']),
  checks: z.optional(z.record(z.string(), z.string())),
});
export type Health = z.infer<typeof healthSchema>;
