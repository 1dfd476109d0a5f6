import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SweepHealth } from '../../domain/connection.ts';
import { toIso } from '../../domain/wire.ts';
import type { Watcher } from '../standing.ts';
import { credentialOf } from '../credentials/open-credential.ts';
import { listWatched, type ConnectionRow } from '../history/list-watched.ts';
import { holdLease, type Lease } from './hold-lease.ts';
import { noteAbsence } from './note-absence.ts';
import { closeGaps, openGap } from '../history/record-state.ts';
import { watchConnection, type ConnectionWatch, type WatchContext } from './watch-connection.ts';
import type { LaneProgress, SweepLane } from './watched.ts';

const LANES: readonly SweepLane[] = ['disabled', 'high', 'findings', 'full'];
/** Connections that another process added or changed are found this soon. */
const LOOK_MS = 5_000;
/** A sweep is overdue after this many intervals. */
const OVERDUE_INTERVALS = 3;

/**
 * The watcher: one a database, a pair of loops a connection. Everything it learns is durable before it counts, so it may
 * be killed at any moment.
 */
export function createWatcher(context: WatchContext): Watcher {
  const watches = new Map<string, ConnectionWatch>();
  let stopping = new AbortController();
  let running: Promise<void> | null = null;
  let looked = new AbortController();

  async function watchAll(lease: Lease, signal: AbortSignal): Promise<void> {
    await noteAbsence(context, lease);
    while (!signal.aborted) {
      try {
        await lookAtConnections(lease);
      } catch (error) {
        context.log.error({ err: error }, 'The watcher could not look at the connections.');
      }
      await sleep(LOOK_MS, undefined, { signal: AbortSignal.any([signal, looked.signal]) }).catch(() => undefined);
      if (looked.signal.aborted) looked = new AbortController();
    }
    await Promise.all([...watches.values()].map((watch) => watch.stop()));
    watches.clear();
  }

  async function lookAtConnections(lease: Lease): Promise<void> {
    const rows = await listWatched(context);
    const wanted = new Map(rows.filter((row) => row.paused === 0).map((row) => [row.id, row]));
    for (const [id, watch] of watches) {
      const row = wanted.get(id);
      if (row && isSameCredential(row, watch.row)) continue;
      watches.delete(id);
      await watch.stop();
      if (!row) context.gateway.closeConnection(id);
    }
    for (const row of rows) {
      if (row.paused === 1) await notePause(lease, row);
      else if (!watches.has(row.id)) watches.set(row.id, watchConnection(context, row, lease.check));
    }
  }

  /** Another process watches; people here still read what they have open. */
  async function openOnly(): Promise<void> {
    try {
      for (const row of await listWatched(context)) {
        const { id, region, account } = row;
        if (row.paused !== 0) {
          context.gateway.closeConnection(id);
          continue;
        }
        // Every time: another process may have rotated its credential, and the same one again changes nothing.
        context.gateway.open({ id, region, account, credential: await credentialOf(context.vault, row) });
      }
    } catch (error) {
      context.log.warn({ err: error }, 'A connection could not be opened.');
    }
  }

  async function notePause(lease: Lease, row: ConnectionRow): Promise<void> {
    if (row.state === 'paused') return;
    const now = context.clock.now();
    await context.store.write(async (transaction) => {
      await lease.check(transaction);
      await closeGaps(transaction, row.id, now);
      await openGap(transaction, row.id, { from: row.read_at ?? now, reason: 'paused', detail: null }, now);
      await transaction.updateTable('connections').set({ state: 'paused' }).where('id', '=', row.id).execute();
    });
  }

  return {
    async start() {
      if (running) return;
      stopping = new AbortController();
      const { signal } = stopping;
      running = holdLease(context, signal, watchAll, openOnly).catch((error: unknown) => {
        context.log.error({ err: error }, 'The watcher has ended.');
      });
    },
    async stop() {
      stopping.abort();
      await running;
      running = null;
    },
    connectionsChanged: () => looked.abort(),
    report(connectionId) {
      const watched = watches.get(connectionId)?.watched();
      if (!watched) return null;
      return { sweeps: LANES.map((lane) => describeLane(lane, watched.lanes[lane])) };
    },
    healthy: () => [...watches.values()].every((watch) => isFresh(watch, context)),
  };
}

function isSameCredential(row: ConnectionRow, other: ConnectionRow): boolean {
  const members = ['sealed', 'region', 'source', 'profile', 'role_arn', 'external_id', 'tag_keys'] as const;
  return members.every((member) => row[member] === other[member]);
}

function describeLane(lane: SweepLane, progress: LaneProgress): SweepHealth {
  const { startedAt, finishedAt, pages, entities, suspect, expected } = progress;
  const underWay = startedAt !== null && finishedAt === null;
  return {
    lane,
    startedAt: toIso(startedAt),
    finishedAt: toIso(finishedAt),
    pages,
    entities,
    progress: underWay && expected ? Math.min(0.99, entities / expected) : null,
    suspect,
  };
}

/** A sweep longer than the interval is measured by how long it takes; one that has not ended yet, by its pages. */
function isFresh(watch: ConnectionWatch, { clock, intervalMs }: WatchContext): boolean {
  const full = watch.watched()?.lanes.full;
  const newest = Math.max(full?.finishedAt ?? 0, full?.progressAt ?? 0, watch.startedAt);
  return clock.now() - newest <= OVERDUE_INTERVALS * Math.max(intervalMs, full?.lastedMs ?? 0);
}
