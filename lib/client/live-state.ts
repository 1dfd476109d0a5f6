/** While the stream tells what moves, polling only makes up for what it does not tell: how old what stands still is. */
const POLL_LIVE_MS = 30_000;

let live = false;
const listeners = new Set<() => void>();

/** Whether this page hears of what moves within a second. */
export const isLive = (): boolean => live;

export function setLive(now: boolean): void {
  if (now === live) return;
  live = now;
  for (const listener of listeners) listener();
}

export function onLive(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How long until the next poll: as given, or much longer while the stream tells of all that this query answers. */
export const pollMs = (ms: number): number => (live ? POLL_LIVE_MS : ms);
