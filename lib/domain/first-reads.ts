import type { Connection } from './connection.ts';

/** Connections whose first read over everything is still under way: what is shown of them is not all there is. */
export function firstReads(connections: readonly Connection[]): Connection[] {
  return connections.filter(({ state, sweeps, denied }) => {
    if (state !== 'reading' && state !== 'never-read') return false;
    if (denied.includes('ses:ListReputationEntities')) return false;
    const full = sweeps.find(({ lane }) => lane === 'full');
    // How many there are is known once a sweep has finished, also while a later one runs.
    return full === undefined || (full.finishedAt === null && full.progress === null);
  });
}
