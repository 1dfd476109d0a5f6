import type { Connection } from '@/lib/domain/connection.ts';
import type { Overview } from '@/lib/domain/overview.ts';
import { STANDINGS, type Standing } from '@/lib/domain/vocabulary.ts';

/** Standings in which the aggregate stops mail: what triage is about. */
export const STOPPED: readonly Standing[] = STANDINGS.filter((standing) => standing.startsWith('disabled'));

/** Entities in the given standings; counts that the server did not send are zero of that standing. */
export function countOf(overview: Overview, standings: readonly Standing[]): number {
  return standings.reduce((sum, standing) => sum + (overview.byStanding[standing] ?? 0), 0);
}

/** The age that counts is the oldest: a fleet is as fresh as its stalest connection. Null: some were never read. */
export function oldestRead(connections: readonly Connection[]): string | null {
  const times = connections.map((connection) => connection.readAt);
  if (times.length === 0 || times.some((time) => time === null)) return null;
  return times.reduce((oldest, time) => ((time ?? '') < (oldest ?? '') ? time : oldest)) ?? null;
}

/** Connections whose numbers are not current, and why they cannot be. */
export function blindConnections(connections: readonly Connection[]): Connection[] {
  return connections.filter(({ state }) => state === 'unread' || state === 'wrong-account' || state === 'paused');
}
