import { expect, it } from 'vitest';
import { authDatabase } from './auth-database.ts';
import { openStoreToRead } from './open-store.ts';
import { testLog, withStores } from './testing/with-stores.ts';

const put = (value: string) => ({ key: 'a', value });

withStores('a store', ({ dialect, location, open }) => {
  it('keeps what it acknowledged, over closing and opening', async () => {
    const at = await location();
    const store = await open(at);
    await store.write((transaction) => transaction.insertInto('settings').values(put('b')).execute());
    await store.close();
    const again = await open(at);
    expect(await again.read.selectFrom('settings').selectAll().execute()).toEqual([put('b')]);
  });

  it('undoes a transaction that throws, and says why it did', async () => {
    const store = await open();
    const failing = store.write(async (transaction) => {
      await transaction.insertInto('settings').values(put('b')).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.read.selectFrom('settings').selectAll().execute()).toEqual([]);
    expect(store.revision()).toBe(0);
  });

  it('serialises writes: of two that add one to a number, both count', async () => {
    const store = await open();
    await store.write((transaction) => transaction.insertInto('settings').values(put('0')).execute());
    const addOne = () =>
      store.write(async (transaction) => {
        const row = await transaction.selectFrom('settings').select('value').executeTakeFirstOrThrow();
        await transaction
          .updateTable('settings')
          .set({ value: String(Number(row.value) + 1) })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect(await store.read.selectFrom('settings').selectAll().execute()).toEqual([put('20')]);
  });

  it('counts revisions and tells who listens', async () => {
    const store = await open();
    let heard = 0;
    const stop = store.onRevision(() => heard++);
    await store.write((transaction) => transaction.insertInto('settings').values(put('b')).execute());
    stop();
    await store.write((transaction) => transaction.deleteFrom('settings').execute());
    expect({ heard, revision: store.revision() }).toEqual({ heard: 1, revision: 2 });
  });

  it('gives 64-bit integers as numbers', async () => {
    const store = await open();
    const at = Date.UTC(2026, 10, 23);
    const row = await store.write((transaction) =>
      transaction
        .insertInto('audit')
        .values({ id: 1, at, kind: 'act', principal_kind: 'watcher', principal_name: 'watcher', action: 'try' })
        .returning(['id', 'at'])
        .executeTakeFirstOrThrow(),
    );
    expect(row).toEqual({ id: 1, at });
    const count = await store.read
      .selectFrom('audit')
      .select((of) => of.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(count).toEqual({ n: 1 });
  });

  it('says in one sentence that it cannot read a newer schema, and leaves it alone', async () => {
    const at = await location();
    const store = await open(at);
    const { db } = authDatabase(store);
    await db
      .withTables<{ standing_schema: { version: number; name: string; at: number } }>()
      .insertInto('standing_schema')
      .values({ version: 999, name: 'from-the-future', at: 0 })
      .execute();
    await store.close();
    await expect(open(at)).rejects.toThrow(/schema 999, written by a newer Standing; .* start the newer version/);
    await expect(openStoreToRead(at, testLog)).rejects.toThrow(/schema 999/);
  });

  it('lets better-auth use the same database without landing in our transactions', async () => {
    const store = await open();
    const auth = authDatabase(store).db.withTables<{ settings: { key: string; value: string } }>();
    const ours = store.write(async (transaction) => {
      await transaction.insertInto('settings').values(put('ours')).execute();
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error('undo');
    });
    const theirs = auth.insertInto('settings').values({ key: 'theirs', value: '1' }).execute();
    await expect(ours).rejects.toThrow('undo');
    await theirs;
    expect(await store.read.selectFrom('settings').select('key').execute()).toEqual([{ key: 'theirs' }]);
  });

  it('may be read beside the server that holds it', async () => {
    const at = await location();
    const store = await open(at);
    const reader = await openStoreToRead(at, testLog);
    await store.write((transaction) => transaction.insertInto('settings').values(put('b')).execute());
    expect(await reader.read.selectFrom('settings').selectAll().execute()).toEqual([put('b')]);
    await expect(reader.write((transaction) => transaction.deleteFrom('settings').execute())).rejects.toThrow(
      'only reads',
    );
    await reader.close();
  });

  it('hears of the writes of another process', { skip: dialect === 'sqlite' }, async () => {
    const at = await location();
    const [one, other] = [await open(at), await open(at)];
    const heard = new Promise<void>((resolve) => one.onRevision(resolve));
    await other.write((transaction) => transaction.insertInto('settings').values(put('b')).execute());
    await heard;
    expect(one.revision()).toBe(1);
  });
});
