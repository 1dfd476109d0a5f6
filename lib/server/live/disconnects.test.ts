import { expect, it } from 'vitest';
import { followStream } from '../../client/follow-stream.ts';
import type { Context } from '../context.ts';
import { announce } from '../store/announce.ts';
import type { Store } from '../store/store.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { openHub } from './open-hub.ts';
import { serveStream } from './testing/serve-stream.ts';

const KEYS = Array.from({ length: 30 }, (_, at) => `test.${at}`);
const READERS = 80;
/** The hub is the same on both; what differs is the table. */
const CUTS = { sqlite: 1_000, postgres: 60 };

async function valuesOf(store: Store, keys: readonly string[]): Promise<[string, string][]> {
  const rows = await store.read.selectFrom('settings').selectAll().where('key', 'in', keys).execute();
  return rows.map(({ key, value }) => [key, value]);
}

/** As a page does it: an answer that did not come is asked for again. */
async function untilAnswered(store: Store, keys: readonly string[]): Promise<[string, string][]> {
  for (;;) {
    try {
      return await valuesOf(store, keys);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** A page: a copy of what the server has, kept by asking again for what the stream names, and for nothing else. */
function openPage(store: Store, url: string) {
  const copy = new Map<string, string>();
  let asking = Promise.resolve();
  let begun = false;
  const stats = { beginnings: 0, resets: 0 };
  async function askAfter(before: Promise<void>, keys: readonly string[]): Promise<void> {
    await before;
    for (const [key, value] of await untilAnswered(store, keys)) copy.set(key, value);
  }
  const ask = (keys: readonly string[]) => void (asking = askAfter(asking, keys));
  const stop = followStream(url, null, {
    onMessage({ kind, moved }) {
      if (kind === 'reset' || (kind === 'hello' && !begun)) ask(KEYS);
      if (kind === 'reset') stats.resets += 1;
      if (kind === 'hello' && !begun) stats.beginnings += 1;
      begun = true;
      for (const { about } of moved ?? []) ask(about ?? KEYS);
    },
    onLive: () => undefined,
    onSignedOut: () => undefined,
  });
  return { copy, stats, stop, settled: () => asking };
}

withStores('streams cut again and again', (stores) => {
  it('leave every page with what the server has, a restart in between included', { timeout: 60_000 }, async () => {
    const at = await stores.location();
    let store = await stores.open(at);
    const parts = { clock: { now: Date.now }, log: testLog };
    const contextOf = (of: Store) => ({ principal: { kind: 'demo', role: 'viewer' }, store: of }) as unknown as Context;
    const reads: Store = Object.create(store);
    Object.defineProperty(reads, 'read', { get: () => store.read });
    let hub = openHub({ store, ...parts });
    let served = await serveStream(hub, contextOf(store));
    const readers = Array.from({ length: READERS }, () => openPage(reads, served.url));

    const set = (key: string, value: string) =>
      store.write(async (transaction) => {
        await transaction
          .insertInto('settings')
          .values({ key, value })
          .onConflict((on) => on.column('key').doUpdateSet({ value }))
          .execute();
        await announce(transaction, { topic: 'rules', connectionId: null, about: [key] });
      });
    const most = CUTS[stores.dialect];
    let cuts = 0;
    let restarted = false;
    for (let step = 0; cuts < most; step++) {
      await set(KEYS[(step * 7) % KEYS.length] ?? '', `value ${step}`);
      cuts += served.cut(Math.floor(READERS / 2));
      await new Promise((resolve) => setTimeout(resolve, 15));
      if (restarted || cuts < most / 2) continue;
      restarted = true;
      const { port } = served;
      hub.close();
      await served.close();
      await store.close();
      store = await stores.open(at);
      hub = openHub({ store, ...parts });
      // Something happens before anybody is back.
      await set('test.0', 'while nobody listened');
      served = await serveStream(hub, contextOf(store), port);
    }
    expect(restarted).toBe(true);

    const truth = new Map(await valuesOf(store, KEYS));
    for (const reader of readers) {
      await expect.poll(() => Object.fromEntries(reader.copy), { timeout: 10_000 }).toEqual(Object.fromEntries(truth));
      // Else the pages would be right only because they began anew each time.
      expect(reader.stats).toEqual({ beginnings: 1, resets: 0 });
      reader.stop();
      await reader.settled();
    }
    hub.close();
    await served.close();
  });
});
