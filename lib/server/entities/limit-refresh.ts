import 'server-only';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { sharedMemory } from '../shared-memory.ts';
import { actorOf } from '../access/record-audit.ts';

export const REFRESH_AGAIN_AFTER_MS = 3_000;
const KEPT = 5_000;

/** Asks for what is not stored (an ARN, the senders of a domain), a person a minute: each costs a request to SES, and a wrong one costs it again. */
export const STRANGERS_A_MINUTE = 20;

/**
 * A person may refresh one entity once in three seconds.
 * @throws StandingError `too-many-requests` with the seconds to wait.
 */
export function limitRefresh(context: Context, arn: string): void {
  const last = sharedMemory(context.store, 'refreshes', () => new Map<string, number>());
  const key = `${personOf(context)}:${arn}`;
  const now = context.clock.now();
  const waitMs = (last.get(key) ?? -Infinity) + REFRESH_AGAIN_AFTER_MS - now;
  if (waitMs > 0) {
    throw new StandingError('too-many-requests', 'This was refreshed a moment ago. Wait three seconds and try again.', {
      retryAfterSeconds: waitMs / 1000,
    });
  }
  remember(last, key, now);
}

/**
 * A person may ask twenty times a minute for what is not stored.
 * @throws StandingError `too-many-requests` with the seconds to wait.
 */
export function limitStrangers(context: Context): void {
  const asked = sharedMemory(context.store, 'strangers', () => new Map<string, readonly number[]>());
  const key = personOf(context);
  const now = context.clock.now();
  const lately = (asked.get(key) ?? []).filter((at) => at > now - 60_000);
  const [first] = lately;
  if (first !== undefined && lately.length >= STRANGERS_A_MINUTE) {
    const message =
      'Too many ARNs or domains that are not stored were asked for within a minute. SES answers few requests a second; wait a little.';
    throw new StandingError('too-many-requests', message, { retryAfterSeconds: (first + 60_000 - now) / 1000 });
  }
  remember(asked, key, [...lately, now]);
}

function personOf(context: Context): string {
  const actor = actorOf(context.principal);
  return `${actor.principal_kind}:${actor.principal_id ?? context.clientAddress ?? ''}`;
}

function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > KEPT && oldest !== undefined) memory.delete(oldest);
}
