import * as z from 'zod/mini';
import { ROLES } from './access.ts';

/** `GET /api/session`: who is asking, and what the shell needs to know before anything else. */
export const sessionSchema = z.object({
  /** `set-up`: no administrator yet. */
  state: z.enum(['signed-in', 'signed-out', 'set-up']),
  demo: z.boolean(),
  user: z.nullable(z.object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(ROLES) })),
  /** Connections exist; without any, pages show how to add the first. */
  connected: z.boolean(),
  version: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;
