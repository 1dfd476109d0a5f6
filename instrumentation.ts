import { standing } from '@/lib/server/standing.ts';

/** Called once by Next, in its own module graph: the state was made by server.ts, and is absent during a build. */
export async function register(): Promise<void> {
  if (Symbol.for('standing') in globalThis) await standing().watcher.start();
}
