import 'server-only';
import type { Thread } from './open-thread.ts';

/** Threads lent to one user at a time: a transaction keeps its thread, and nobody else's statement gets into it. */
export interface ThreadPool {
  acquire(): Promise<Thread>;
  release(thread: Thread): void;
  /** Lends no more; lets who holds a thread finish, for a while, then ends them all. */
  close(): Promise<void>;
}

/** How long a transaction that is under way may take to finish when the store closes. */
const GRACE_MS = 2000;
const CLOSED = 'The store is closed.';

/** Starts threads as they are needed, up to `size`; who comes later waits, first come first served. */
export function createThreadPool(size: number, open: () => Thread): ThreadPool {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const queue: { resolve: (thread: Thread) => void; reject: (error: Error) => void }[] = [];
  let closed = false;
  let lent = 0;
  let drained = () => {};

  function start(): Thread {
    const thread = open();
    all.add(thread);
    return thread;
  }

  return {
    async acquire() {
      if (closed) throw new Error(CLOSED);
      lent++;
      const free = idle.pop();
      if (free && !free.ended()) return free;
      if (free) all.delete(free);
      if (all.size < size) return start();
      return new Promise((resolve, reject) => queue.push({ resolve, reject }));
    },
    release(thread) {
      lent--;
      if (lent === 0) drained();
      const usable = thread.ended() ? undefined : thread;
      if (!usable) all.delete(thread);
      const waiter = queue.shift();
      if (waiter) waiter.resolve(usable ?? start());
      else if (usable) idle.push(usable);
    },
    async close() {
      closed = true;
      if (lent > 0) {
        await new Promise<void>((resolve) => {
          drained = resolve;
          setTimeout(resolve, GRACE_MS).unref();
        });
      }
      // Whoever still waits would wait for ever.
      for (const waiter of queue.splice(0)) waiter.reject(new Error(CLOSED));
      await Promise.all([...all].map((thread) => thread.close()));
    },
  };
}
