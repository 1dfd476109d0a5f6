import 'server-only';
import type { Store } from './store.ts';

/** Counts committed writes and tells who wants to know. */
export interface Revisions extends Pick<Store, 'revision' | 'revisedAt' | 'onRevision'> {
  /** Call after a commit; `at` epoch ms. */
  advance(at: number): void;
}

export function createRevisions(revisedAt: number): Revisions {
  const listeners = new Set<() => void>();
  let count = 0;
  let newest = revisedAt;
  return {
    revision: () => count,
    revisedAt: () => newest,
    onRevision(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    advance(at) {
      count++;
      newest = Math.max(newest, at);
      for (const listener of listeners) listener();
    },
  };
}
