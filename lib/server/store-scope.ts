import 'server-only';
import type { Store } from './store/store.ts';

const WHOLE = Symbol.for('standing.store.whole');
const SCOPE = Symbol.for('standing.store.scope');
type Scoped = Store & { [WHOLE]?: Store; [SCOPE]?: string };

/** Marks a store that shows some connections only. @param key names what it shows. */
export function asScoped(store: Store, whole: Store, key: string): Store {
  return Object.assign(store, { [WHOLE]: whole, [SCOPE]: key });
}

/** What a scoped store was made from: for work that goes on after the request, and for memory shared by all. */
export function wholeStore(store: Store): Store {
  return (store as Scoped)[WHOLE] ?? store;
}

/** Names what a store shows: stores of one scope show the same rows. Empty for the whole. */
export function scopeKeyOf(store: Store): string {
  return (store as Scoped)[SCOPE] ?? '';
}
