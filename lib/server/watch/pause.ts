import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waiting that can be cut short: for each of a connection's two loops, by its end or by a wake. */
export interface Pause {
  /** null: until woken. */
  list(ms: number | null): Promise<void>;
  sweep(ms: number | null): Promise<void>;
  /** Both loops look again now. `all` also wakes those that wait for the connection to change. */
  wake(all?: boolean): void;
}

/** Longer than any timer takes. */
const FOREVER_MS = 2_000_000_000;

export function createPause(signal: AbortSignal): Pause {
  const waiting = new Map<AbortController, boolean>();
  async function wait(ms: number | null): Promise<void> {
    if (signal.aborted) return;
    const woken = new AbortController();
    waiting.set(woken, ms === null);
    try {
      await sleep(ms ?? FOREVER_MS, undefined, { signal: AbortSignal.any([signal, woken.signal]) });
    } catch {
      // Woken, or ended: either way the wait is over.
    } finally {
      waiting.delete(woken);
    }
  }
  return {
    list: wait,
    sweep: wait,
    wake: (all = false) => {
      for (const [woken, parked] of waiting) if (all || !parked) woken.abort();
    },
  };
}
