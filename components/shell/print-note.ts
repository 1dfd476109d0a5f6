import { useEffect, useSyncExternalStore } from 'react';

let note: string | null = null;
const listeners = new Set<() => void>();

function set(text: string | null): void {
  note = text;
  for (const listener of listeners) listener();
}

/** What a page wants at the foot of each of its printed sheets, while it is shown. */
export function usePrintNote(text: string | null): void {
  useEffect(() => {
    set(text);
    return () => set(null);
  }, [text]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePrintNoteOfPage(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => note,
    () => null,
  );
}
