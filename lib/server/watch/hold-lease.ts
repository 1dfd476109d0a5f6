import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { checkLease, renewLease, takeLease, type CheckLease, WATCHER_LOCK } from '../history/watcher-lease.ts';

const BEAT_MS = 2_000;
const RETRY_MS = 2_000;

export interface Lease {
  /** When the watcher before us was last alive, epoch ms; null: there was none. */
  lastAliveAt: number | null;
  check: CheckLease;
}

/**
 * One watcher per database. Waits for the lease, runs `watch` while it is held, and gives it back.
 * On SQLite the store's own lock keeps other servers out; on PostgreSQL an advisory lock of a session does. A rising
 * fence number stands in the database, so that a session that was lost without our noticing cannot write.
 */
export async function holdLease(
  context: Pick<Context, 'store' | 'clock' | 'log'>,
  signal: AbortSignal,
  watch: (lease: Lease, lost: AbortSignal) => Promise<void>,
  waiting: () => Promise<void>,
): Promise<void> {
  if (context.store.dialect === 'sqlite') {
    await watchWithFence(context, signal, async () => undefined, watch);
    return;
  }
  while (!signal.aborted) {
    try {
      await context.store.read.connection().execute(async (session) => {
        const locked = await sql<{ ok: boolean }>`select pg_try_advisory_lock(${WATCHER_LOCK}) as ok`.execute(session);
        if (locked.rows[0]?.ok !== true) return;
        try {
          const alive = async () => void (await sql`select 1`.execute(session));
          await watchWithFence(context, signal, alive, watch);
        } finally {
          await sql`select pg_advisory_unlock(${WATCHER_LOCK})`.execute(session).catch(() => undefined);
        }
      });
    } catch (error) {
      context.log.warn({ err: error }, 'The watcher lost its session with the database; it waits for another.');
    }
    if (signal.aborted) return;
    await waiting();
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function watchWithFence(
  { store, clock, log }: Pick<Context, 'store' | 'clock' | 'log'>,
  signal: AbortSignal,
  alive: () => Promise<void>,
  watch: (lease: Lease, lost: AbortSignal) => Promise<void>,
): Promise<void> {
  const { fence, lastAliveAt } = await store.write((transaction) => takeLease(transaction, clock.now()));
  const lost = new AbortController();
  const either = AbortSignal.any([signal, lost.signal]);
  const check: CheckLease = (transaction) => checkLease(transaction, fence);
  const beat = async () => {
    await alive();
    await store.write((transaction) => renewLease(transaction, fence, clock.now()));
  };
  const beating = (async () => {
    while (!either.aborted) {
      await sleep(BEAT_MS, undefined, { signal: either }).catch(() => undefined);
      if (either.aborted) break;
      try {
        await beat();
      } catch (error) {
        log.warn({ err: error }, 'The watcher lost its lease.');
        lost.abort();
      }
    }
  })();
  try {
    await watch({ lastAliveAt, check }, either);
  } finally {
    lost.abort();
    await beating;
    await beat().catch(() => undefined);
  }
}
