import 'server-only';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { sharedMemory } from '../shared-memory.ts';
import { actorOf } from '../access/record-audit.ts';

export const REFRESH_AGAIN_AFTER_MS = 3_000;
const KEPT = 5_000;

/**
 * A person may refresh one entity once in three seconds.
 * @throws StandingError `too-many-requests` with the seconds to wait.
 */
export function limitRefresh(context: Context, arn: string): void {
  const last = sharedMemory(context.store, 'refreshes', () => new Map<string, number>());
  const actor = actorOf(context.principal);
  const key = `${actor.principal_kind}:${actor.principal_id ?? context.clientAddress ?? ''}:${arn}`;
  const now = context.clock.now();
  const waitMs = (last.get(key) ?? -Infinity) + REFRESH_AGAIN_AFTER_MS - now;
  if (waitMs > 0) {
    throw new StandingError('too-many-requests', 'This was refreshed a moment ago. Wait three seconds and try again.', {
      retryAfterSeconds: waitMs / 1000,
    });
  }
  last.delete(key);
  last.set(key, now);
  const [oldest] = last.keys();
  if (last.size > KEPT && oldest !== undefined) last.delete(oldest);
}
