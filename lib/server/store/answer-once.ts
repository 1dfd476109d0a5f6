import 'server-only';
import { sharedMemory } from '../shared-memory.ts';
import { type AnswerCache, type CachedAnswer, createAnswerCache } from './answer-cache.ts';
import { scopeKeyOf, wholeStore } from '../store-scope.ts';
import type { Store } from './store.ts';

/**
 * One answer of the process, computed once per revision and kept beside others of its kind. People who may see the same
 * connections share it, and nobody else: the scope of the store is part of the key here, so that no caller can forget it.
 * @param mostBytes of text kept, over all answers of this `name`; that of the first call counts.
 */
export function answerOnce(
  store: Store,
  { name, key, mostBytes }: { name: string; key: string; mostBytes?: number },
  compute: () => Promise<unknown>,
): Promise<CachedAnswer> {
  const make = () => createAnswerCache(wholeStore(store), mostBytes);
  return sharedMemory<AnswerCache>(store, name, make).answer(`${scopeKeyOf(store)} ${key}`, compute);
}
