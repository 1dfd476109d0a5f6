import 'server-only';
import type { Lane } from './gateway.ts';

/** Highest first. */
export const LANES = ['act', 'open-entity', 'filtered-lists', 'full-sweep', 'bulk'] as const satisfies readonly Lane[];

export function rankOf(lane: Lane): number {
  return LANES.indexOf(lane);
}

export function isBackground(lane: Lane): boolean {
  return lane === 'filtered-lists' || lane === 'full-sweep';
}

/** How urgent one call is; it may rise while the call waits, and never falls. */
export interface Urgency {
  lane(): Lane;
  raise(lane: Lane): void;
  /** Called after each rise; returns the function that stops it. */
  onRaise(listener: () => void): () => void;
}

export function createUrgency(first: Lane): Urgency {
  let lane = first;
  const listeners = new Set<() => void>();
  return {
    lane: () => lane,
    raise: (other) => {
      if (rankOf(other) >= rankOf(lane)) return;
      lane = other;
      for (const listener of listeners) listener();
    },
    onRaise: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
