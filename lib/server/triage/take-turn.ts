import 'server-only';
import { sharedMemory } from '../shared-memory.ts';
import type { Store } from '../store/store.ts';

/**
 * Runs one act on an entity after another: the second then reads what the first left behind and writes nothing where it
 * is so already. Two operators at once act once.
 */
export async function takeTurn<T>(store: Store, arn: string, run: () => Promise<T>): Promise<T> {
  const tails = sharedMemory(store, 'act-turns', () => new Map<string, Promise<unknown>>());
  const before = tails.get(arn) ?? Promise.resolve();
  const turn = before.then(run, run);
  tails.set(arn, turn);
  try {
    return await turn;
  } finally {
    if (tails.get(arn) === turn) tails.delete(arn);
  }
}
