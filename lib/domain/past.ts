import * as z from 'zod/mini';
import { isoTimeSchema } from './wire.ts';

/** `then`: by what was learned until the moment; `now`: by all that is known of it now, later reports included. */
export const knownSchema = z.enum(['then', 'now'], 'takes then or now');
export type Known = z.infer<typeof knownSchema>;

/** Where nobody was watching at a moment. `from` null: not before this connection was first read. */
export const unwatchedSchema = z.object({
  connectionId: z.string(),
  label: z.string(),
  region: z.string(),
  from: z.nullable(isoTimeSchema),
  to: z.nullable(isoTimeSchema),
  reason: z.enum(['not-running', 'throttled', 'failing', 'paused', 'not-permitted', 'not-yet']),
});
export type Unwatched = z.infer<typeof unwatchedSchema>;

/** What must be read before an answer about a past moment. */
export const fleetPastSchema = z.object({
  at: isoTimeSchema,
  known: knownSchema,
  /** Senders that are known now to have stood otherwise at the moment than was known then. */
  toldLater: z.number(),
  unwatched: z.array(unwatchedSchema),
  /** What cannot be said of the past, in sentences. */
  limits: z.array(z.string()),
  /** The same question, now. */
  now: z.object({ total: z.number(), byStanding: z.optional(z.record(z.string(), z.number())) }),
});
export type FleetPast = z.infer<typeof fleetPastSchema>;

/** What a filter cannot ask of the past, in sentences; never silently answered from now. */
export function limitsOfPast(filter: { q?: unknown; resource?: unknown; connection?: unknown }): string[] {
  const limits = ['Names, labels and connections are those of now; how senders stood is of then.'];
  if (filter.q !== undefined) limits.push('The search looks at names, ARNs and labels of now, not at causes of then.');
  if (filter.resource !== undefined) limits.push('Who uses a domain is known for now only.');
  return limits;
}
