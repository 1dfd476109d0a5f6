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
  notifications: 'connections.manage',
} as const satisfies Record<string, Permission>;
export type Topic = keyof typeof TOPICS;

/** More than these at once are not named: whoever follows one of the topic asks again. */
export const MOST_NAMED = 20;
