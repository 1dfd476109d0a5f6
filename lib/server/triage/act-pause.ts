import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharedMemory } from '../shared-memory.ts';
import type { Store } from '../store/store.ts';

/** How long a pause of an act lasts, as a part of what it says. Only tests of many acts make it shorter. */
export function actPace(store: Store): { factor: number } {
  return sharedMemory(store, 'act-pace', () => ({ factor: 1 }));
}

/** Waits between two requests of an act. @throws the signal's reason when the process ends. */
export async function actPause(store: Store, milliseconds: number, stop: AbortSignal): Promise<void> {
  await sleep(milliseconds * actPace(store).factor, undefined, { signal: stop });
}
