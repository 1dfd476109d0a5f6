import 'server-only';
import { hash } from 'node:crypto';
import type { Store } from './store.ts';

/** An answer that is JSON already, with its entity tag. */
export interface CachedAnswer {
  text: string;
  etag: string;
}

export interface AnswerCache {
  /**
   * The answer to `key` as of the store's present revision. Computed once per revision however many ask at a time; a
   * failure is not kept. `key` must hold everything the answer depends on except the store: the query, and what the
   * principal may see if that differs. An answer that depends on the clock does not belong here.
   */
  answer(key: string, compute: () => Promise<unknown>): Promise<CachedAnswer>;
}

interface Entry {
  revision: number;
  pending: Promise<CachedAnswer>;
  bytes: number;
}

const MOST_BYTES = 16 * 1024 * 1024;

/** Keeps the answers used last, up to `mostBytes` of text; any committed write makes all of them out of date. */
export function createAnswerCache(store: Pick<Store, 'revision'>, mostBytes = MOST_BYTES): AnswerCache {
  const entries = new Map<string, Entry>();
  let bytes = 0;

  function drop(key: string, entry: Entry): void {
    if (entries.get(key) !== entry) return;
    entries.delete(key);
    bytes -= entry.bytes;
  }
  function keep(key: string, entry: Entry, size: number): void {
    if (entries.get(key) !== entry) return;
    entry.bytes = size;
    bytes += size;
    for (const [oldest, old] of entries) {
      if (bytes <= mostBytes) return;
      drop(oldest, old);
    }
  }
  async function begin(key: string, entry: Entry, compute: () => Promise<unknown>): Promise<CachedAnswer> {
    try {
      const text = JSON.stringify(await compute());
      keep(key, entry, 2 * (text.length + key.length));
      return { text, etag: `W/"${hash('sha1', text, 'base64url')}"` };
    } catch (error) {
      drop(key, entry);
      throw error;
    }
  }

  return {
    answer(key, compute) {
      const revision = store.revision();
      const known = entries.get(key);
      if (known?.revision === revision) {
        entries.delete(key);
        entries.set(key, known);
        return known.pending;
      }
      if (known) drop(key, known);
      // The revision is read before computing: a write meanwhile makes this answer old, never new.
      const entry: Entry = { revision, pending: Promise.resolve({ text: '', etag: '' }), bytes: 0 };
      entries.set(key, entry);
      entry.pending = begin(key, entry, compute);
      return entry.pending;
    },
  };
}
