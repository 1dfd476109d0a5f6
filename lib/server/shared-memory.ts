import 'server-only';
import { wholeStore } from './store-scope.ts';
import type { Store } from './store/store.ts';

const KEY = Symbol.for('standing.memory');

/**
 * A value that must be one for the whole process (flights, limits, running acts). Next builds routes and
 * instrumentation as separate module graphs, so a module variable would exist twice; the store exists once. It is shared
 * by everybody, whatever connections they may see: keep answers with `answerOnce` instead.
 */
export function sharedMemory<T>(anyStore: Store, name: string, make: () => T): T {
  const store = wholeStore(anyStore);
  const root = globalThis as { [KEY]?: WeakMap<Store, Map<string, unknown>> };
  root[KEY] ??= new WeakMap();
  let values = root[KEY].get(store);
  if (values === undefined) root[KEY].set(store, (values = new Map()));
  if (!values.has(name)) values.set(name, make());
  return values.get(name) as T;
}
