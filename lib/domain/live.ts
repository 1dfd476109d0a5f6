import * as z from 'zod/mini';
import type { Permission } from './access.ts';

/**
 * What an open page can follow, and who may hear of it. An event says what may have moved, never what it is now: the page
 * asks for that by its ordinary queries, with their own permissions.
 */
export const TOPICS = {
  /** The history of entities, and with it how they stand; `about` are ARNs. */
  changes: 'entities.read',
  /** A full sweep ended: what stood still is younger now. */
  sweeps: 'entities.read',
  /** Acts, their progress and their ends; `about` are ids of acts. */
  acts: 'acts.read',
  /** Cases: owner, state, notes, snoozes; `about` are ARNs. */
  cases: 'entities.read',
  /** Labels and protection; `about` are ARNs. */
  labels: 'entities.read',
  /** Connections: their state, their credential, their name; `about` are ids of connections. */
  connections: 'connections.read',
  /** Saved views; `about` is empty. */
  views: 'entities.read',
  /** Share links; `about` is empty. */
  sharing: 'entities.read',
  /** What the guard rails say: freeze windows, the read-only switch; `about` is empty. */
  rules: 'entities.read',
  /** Messages that leave for a webhook; `about` is empty. */
  notifications: 'notifications.manage',
} as const satisfies Record<string, Permission>;
export type Topic = keyof typeof TOPICS;

export const topicNames = Object.keys(TOPICS) as Topic[];

/** More than these at once are not named: whoever follows one of the topic asks again. */
export const MOST_NAMED = 20;

export const liveEventSchema = z.object({
  topic: z.enum(topicNames),
  /** ARNs or ids, by topic; null: too many to name. */
  about: z.nullable(z.array(z.string())),
  /** How many of them there were, at least. */
  count: z.number(),
});
export type LiveEvent = z.infer<typeof liveEventSchema>;

/**
 * One message of the stream. `hello` is the first, unless it is `reset`: from where the reader was, nothing can be told any
 * more, and it must ask for everything again. `beat` says that the stream is alive. Each carries the position up to which
 * the reader has heard all.
 */
export const liveMessageSchema = z.object({
  kind: z.enum(['hello', 'moved', 'reset', 'beat']),
  moved: z.optional(z.array(liveEventSchema)),
});
export type LiveMessage = z.infer<typeof liveMessageSchema>;

/** How often the stream says that it is alive. Whoever hears nothing for more than twice as long has lost it. */
export const BEAT_MS = 15_000;
