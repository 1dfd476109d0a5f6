import { useSyncExternalStore } from 'react';

/** Epoch milliseconds; null: nothing is being printed. */
let printedAt: number | null = null;
const listeners = new Set<() => void>();

function tell(at: number | null): void {
  printedAt = at;
  for (const listener of listeners) listener();
}
const begin = () => tell(Date.now());
const end = () => tell(null);

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
  };
}

/** When the browser began to make its print, while it does: React draws a store's change at once, before the page is taken. */
export function usePrinting(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => printedAt,
    () => null,
  );
}
