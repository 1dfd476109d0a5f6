import { beforeEach, afterEach, expect, it } from 'vitest';
import { liveMessageSchema, type LiveMessage } from '../../domain/live.ts';
import { ADA, type Access, openAccess, visitor } from '../access/testing/open-access.ts';
import type { Context, Principal } from '../context.ts';
import type { LiveHub } from '../standing.ts';
import { type Announcement, announce } from '../store/announce.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import type { Store } from '../store/store.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { openHub } from './open-hub.ts';
import { beginLife } from './position.ts';
import { pruneEvents } from './prune-events.ts';

const VISITOR = { kind: 'demo', role: 'viewer' } as const satisfies Principal;
const parts = { clock: { now: Date.now }, log: testLog };
let store: Store;
let hub: LiveHub;

const as = (principal: Principal) => ({ principal, store }) as unknown as Context;
const tell = (about: string[], more: Partial<Announcement> = {}) =>
  store.write((transaction) => announce(transaction, { topic: 'changes', connectionId: 'red', about, ...more }));

/** Reads messages until there are enough; `ended` when the stream is over. */
function listen(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  const heard: { position: string; message: LiveMessage }[] = [];
  async function next() {
    const { value, done } = await reader.read();
    if (done) throw new Error('ended');
    const [, position = '', data = ''] = /^id: (\S+)\ndata: (.*)\n\n$/.exec(new TextDecoder().decode(value)) ?? [];
    const message = liveMessageSchema.parse(JSON.parse(data));
    heard.push({ position, message });
    return { position, message };
  }
  return { heard, next, leave: () => reader.cancel() };
}
const open = async (after: string | null = null, principal: Principal = VISITOR) =>
  listen(await hub.open(as(principal), after));

withStores('the stream', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    hub = openHub({ store, ...parts });
  });
  afterEach(() => hub.close());

  it('begins with what happens now, and goes on from where a reader was, nothing twice', async () => {
    await tell(['before']);
    const first = await open();
    const hello = await first.next();
    expect(hello.message).toEqual({ kind: 'hello' });
    await tell(['a']);
    const moved = await first.next();
    expect(moved.message.moved).toEqual([{ topic: 'changes', about: ['a'], count: 1 }]);
    await first.leave();
    await tell(['b']);
    await tell(['c', 'b']);
    await tell(['d'], { topic: 'acts', connectionId: 'blue' });
    const back = await open(moved.position);
    expect((await back.next()).message).toEqual({
      kind: 'hello',
      moved: [
        { topic: 'changes', about: ['b', 'c'], count: 2 },
        { topic: 'acts', about: ['d'], count: 1 },
      ],
    });
    const again = await open(back.heard[0]?.position);
    expect((await again.next()).message).toEqual({ kind: 'hello' });
    expect(hub.figures().streams).toBe(2);
    await Promise.all([back.leave(), again.leave()]);
    expect(hub.figures().streams).toBe(0);
  });

  it('goes on over a restart, and begins anew where it cannot', async () => {
    const first = await open();
    const { position } = await first.next();
    hub.close();
    await tell(['meanwhile']);
    hub = openHub({ store, ...parts });
    const back = await open(position);
    const { message, position: after } = await back.next();
    expect(message.moved).toMatchObject([{ about: ['meanwhile'] }]);

    for (const unknown of ['', 'nonsense', `${after.slice(0, 13)}999999`, `000000000000-${after.slice(13)}`]) {
      expect((await (await open(unknown)).next()).message, unknown).toEqual({ kind: 'reset' });
    }
    // A backup was restored: the same ids mean something else.
    await store.write(beginLife);
    hub.close();
    hub = openHub({ store, ...parts });
    expect((await (await open(after)).next()).message).toEqual({ kind: 'reset' });
  });

  it('drops what is old, and tells who was further back to begin anew', async () => {
    const { position } = await (await open()).next();
    hub.close();
    await store.write(async (transaction) => {
      for (let n = 0; n < 2_010; n++) await announce(transaction, { topic: 'rules', connectionId: null, about: [] });
    });
    await pruneEvents(store);
    const left = await store.read.selectFrom('live_events').select('id').execute();
    expect(left).toHaveLength(2_000);
    hub = openHub({ store, ...parts });
    expect((await (await open(position)).next()).message.kind).toBe('reset');
    const kept = `${position.slice(0, 13)}${left[0]?.id}`;
    expect((await (await open(kept)).next()).message.kind).toBe('hello');
  });

  it('cuts a reader who takes nothing, and only that one', async () => {
    const slow = await hub.open(as(VISITOR), null);
    const quick = await open();
    await quick.next();
    const names = (n: number) => Array.from({ length: 20 }, (_, at) => `${n} ${at} ${'x'.repeat(400)}`);
    for (let n = 0; hub.figures().slow === 0; n++) {
      await tell(names(n));
      await quick.next();
    }
    expect(hub.figures()).toMatchObject({ streams: 1, slow: 1 });
    await expect(slow.getReader().read()).rejects.toThrow('slow');
  });
});

withStores('who hears what', (stores) => {
  let access: Access;
  const browser = visitor();
  beforeEach(async () => {
    store = await stores.open();
    access = await openAccess(store, parts.clock);
    hub = openHub({ store, ...parts });
    await access.signIn(browser, ADA.email, ADA.password);
  });
  afterEach(() => hub.close());
  const untilEnd = async (stream: ReturnType<typeof listen>) => {
    await expect(
      (async () => {
        for (;;) await stream.next();
      })(),
    ).rejects.toThrow('cut');
  };

  it('is refused to nobody in particular', async () => {
    await expect(hub.open(as({ kind: 'anonymous' }), null)).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  it('ends within a second of signing out, and of a change of rights', async () => {
    const first = await open(null, await access.principalOf(browser));
    await first.next();
    await access.post(browser, 'sign-out', {});
    await untilEnd(first);

    await access.signIn(browser, ADA.email, ADA.password);
    const second = await open(null, await access.principalOf(browser));
    await second.next();
    await store.write((transaction) =>
      withAuthTables(transaction).updateTable('auth_users').set({ role: 'viewer', connectionIds: '["red"]' }).execute(),
    );
    await untilEnd(second);
    expect(hub.figures().streams).toBe(0);
  });

  it('is of one’s own connections and permissions alone', async () => {
    await store.write((transaction) =>
      withAuthTables(transaction).updateTable('auth_users').set({ role: 'viewer', connectionIds: '["red"]' }).execute(),
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const mine = await open(null, await access.principalOf(browser));
    await mine.next();
    await tell(['theirs'], { connectionId: 'blue' });
    await tell([], { topic: 'notifications', connectionId: null });
    await tell(['mine']);
    const { message } = await mine.next();
    expect(message.moved).toEqual([{ topic: 'changes', about: ['mine'], count: 1 }]);
  });
});
