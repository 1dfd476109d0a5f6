import { expect, it } from 'vitest';
import { announce } from './announce.ts';
import { withStores } from './testing/with-stores.ts';

withStores('what is announced', (stores) => {
  const all = (store: Awaited<ReturnType<typeof stores.open>>) =>
    store.read.selectFrom('live_events').selectAll().orderBy('id').execute();

  it('is durable with its effect and not without', async () => {
    const store = await stores.open();
    await store.write((transaction) => announce(transaction, { topic: 'acts', connectionId: 'c', about: ['a', 'a'] }));
    const failing = store.write(async (transaction) => {
      await announce(transaction, { topic: 'acts', connectionId: 'c', about: ['never'] });
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect(await all(store)).toMatchObject([{ topic: 'acts', connection_id: 'c', about: '["a"]', count: 1 }]);
  });

  it('counts many and names none of them', async () => {
    const store = await stores.open();
    const about = Array.from({ length: 125 }, (_, at) => `arn:${at}`);
    await store.write((transaction) => announce(transaction, { topic: 'changes', connectionId: 'c', about }));
    expect(await all(store)).toMatchObject([{ about: null, count: 125 }]);
  });

  it('has ids in the order of commits, over processes, so that a reader who goes by them misses none', async () => {
    const at = await stores.location();
    const one = await stores.open(at);
    // On SQLite a second server is refused; there the one writer is the order.
    const other = stores.dialect === 'postgres' ? await stores.open(at) : one;
    const seen: number[] = [];
    const reader = (async () => {
      for (let last = 0; seen.length < 20;) {
        const rows = await other.read.selectFrom('live_events').select('id').where('id', '>', last).execute();
        for (const { id } of rows) {
          seen.push(id);
          last = Math.max(last, id);
        }
      }
    })();
    const write = (store: typeof one, about: string, holdMs: number) =>
      store.write(async (transaction) => {
        await announce(transaction, { topic: 'changes', connectionId: 'c', about: [about] });
        await new Promise((resolve) => setTimeout(resolve, holdMs));
      });
    // One holds its transaction open with its id already given; the next must not be seen before it.
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => write(n % 2 === 0 ? one : other, String(n), n % 3 === 0 ? 8 : 0)),
    );
    await reader;
    const stored = (await all(one)).map(({ id }) => id);
    expect(seen).toEqual(stored);
  });
});
