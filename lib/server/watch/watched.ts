import 'server-only';
import type { SweepHealth } from '../../domain/connection.ts';
import type { Context } from '../context.ts';
import type { SesConnection } from '../ses/gateway.ts';
import type { CheckLease } from '../history/watcher-lease.ts';

export type SweepLane = SweepHealth['lane'];

/** How far one lane of a connection is, in memory; the store keeps what must outlive the process. Epoch ms. */
export interface LaneProgress {
  startedAt: number | null;
  finishedAt: number | null;
  pages: number;
  entities: number;
  suspect: boolean;
  /** Entities the last finished sweep held; null: not known. */
  expected: number | null;
  /** How long the last finished one took. */
  lastedMs: number;
  /** When its newest page was stored. */
  progressAt: number | null;
}

/** One connection while it is watched: what every part of its two loops needs. */
export interface Watched {
  readonly id: string;
  readonly context: Pick<Context, 'store' | 'clock' | 'log'>;
  readonly ses: SesConnection;
  /** Its credential may be exchanged without our knowing: it comes from the environment. */
  readonly renewable: boolean;
  /** Ends the loops of this connection. */
  readonly signal: AbortSignal;
  /** A full sweep at most this often. */
  readonly intervalMs: number;
  readonly checkLease: CheckLease;
  readonly lanes: Record<SweepLane, LaneProgress>;
  /** ARNs to read one by one in the lowest lane, and why: missing from a sweep, or gone from a filtered list. */
  readonly toConfirm: Map<string, 'missing' | 'left' | 'known'>;
  /** ARNs whose open finding is no longer listed: to read by `RESOURCE_ARN`. */
  readonly toAskFindings: Set<string>;
  /** True while findings should be read before their turn: a pause was seen that a finding may explain. */
  hastenFindings: boolean;
  /** IAM actions SES refused us, and when we may ask again (epoch ms). */
  readonly denied: Map<string, number>;
  /** Wakes the loop that waits. */
  wake(): void;
}

export function freshLane(): LaneProgress {
  return {
    startedAt: null,
    finishedAt: null,
    pages: 0,
    entities: 0,
    suspect: false,
    expected: null,
    lastedMs: 0,
    progressAt: null,
  };
}

/** Is this action worth asking for, or was it refused a moment ago? */
export function mayAsk(watched: Watched, iamAction: string): boolean {
  return (watched.denied.get(iamAction) ?? 0) <= watched.context.clock.now();
}
