/** Words of acts; no zod here, so that what only shows them stays small. */
export const ACT_NAMES = ['disable', 'enable', 'reinstate', 'set-policy'] as const;
export type ActName = (typeof ACT_NAMES)[number];

/** What the act writes in SES's customer-managed record; `set-policy` writes the policy instead. */
export const STATUS_OF_ACT: Record<Exclude<ActName, 'set-policy'>, 'DISABLED' | 'ENABLED' | 'REINSTATED'> = {
  disable: 'DISABLED',
  enable: 'ENABLED',
  reinstate: 'REINSTATED',
};

/**
 * How an item ended:
 * `confirmed` as asked · `settled-otherwise` another status that permits (or forbids) mail alike · `not-yet` written, not
 * visible yet · `reverted` visible, then moved back · `unknown` no answer and no read could tell · `no-change` it was so
 * already, nothing written · `moved` it had moved since the operator looked, nothing written · `refused` by us or by SES ·
 * `cancelled` before its turn came, nothing written.
 */
export const ACT_OUTCOMES = [
  'pending',
  'confirmed',
  'settled-otherwise',
  'not-yet',
  'reverted',
  'unknown',
  'no-change',
  'moved',
  'refused',
  'cancelled',
] as const;
export type ActOutcome = (typeof ACT_OUTCOMES)[number];

/**
 * `running` goes on by itself, also after a restart · `paused` by a person or by itself, waits to be resumed ·
 * `awaiting-approval` of a second person · `finished`, `cancelled`, `rejected` and `expired` are ends.
 */
export const ACT_STATES = [
  'awaiting-approval',
  'running',
  'paused',
  'finished',
  'cancelled',
  'rejected',
  'expired',
] as const;
export type ActState = (typeof ACT_STATES)[number];

/** By name, as many as fit into a body of 1 MiB; by a filter, as many as SES takes in half a day. */
export const MOST_ARNS = 5_000;
export const MOST_ITEMS = 10_000;
