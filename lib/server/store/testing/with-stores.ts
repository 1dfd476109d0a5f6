import 'server-only';
import { afterEach, describe } from 'vitest';
import { createLog } from '../../log.ts';
import { openStore, type StoreLocation } from '../open-store.ts';
import type { Store } from '../store.ts';
import { emptyPostgres, emptySqlite } from './empty-location.ts';

export const testLog = createLog('silent');

export interface TestStores {
  dialect: Store['dialect'];
  /** An empty database of its own; it lives until the test ends. */
  location(): Promise<StoreLocation>;
  /** Opens one (a new one unless told which); closed after the test, unless it was closed before. */
  open(location?: StoreLocation): Promise<Store>;
}

/** Runs the same suite on SQLite and on a real PostgreSQL. */
export function withStores(name: string, suite: (stores: TestStores) => void): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} on %s`, (dialect) => {
    const opened: Store[] = [];
    const removals: (() => Promise<void>)[] = [];
    async function location(): Promise<StoreLocation> {
      const empty = await (dialect === 'sqlite' ? emptySqlite() : emptyPostgres());
      removals.push(empty.remove);
      return empty.location;
    }
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      await Promise.all(removals.splice(0).map((remove) => remove()));
    });
    suite({
      dialect,
      location,
      async open(at) {
        const store = await openStore(at ?? (await location()), testLog);
        opened.push(store);
        return store;
      },
    });
  });
}
