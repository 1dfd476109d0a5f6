import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { entityConditions } from './entity-conditions.ts';
import { scopeKeyOf, wholeStore } from '../store-scope.ts';
import { SCOPED_TABLES, scopedStore } from './scoped-store.ts';
import type { Store } from './store.ts';
import { makeChange } from './testing/make-change.ts';
import { makeConnection, makeEntity } from './testing/make-entity.ts';
import { withStores } from './testing/with-stores.ts';

let store: Store;

/** Columns that tie a row to a connection. */
const TIES = ['connection_id', 'entity_id'];
/** Tables with such a column that are no business of a scope, each with the reason. */
const EXCEPTIONS: Record<string, string> = {};

withStores('a scoped store', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    await store.write(async (transaction) => {
      for (const id of ['mine', 'theirs']) {
        await transaction.insertInto('connections').values(makeConnection({ id })).execute();
        const { id: entityId } = await transaction
          .insertInto('entities')
          .values(makeEntity({ name: `${id} shop`, tenant_id: id, connection_id: id }))
          .returning('id')
          .executeTakeFirstOrThrow();
        await transaction.insertInto('changes').values(makeChange(entityId)).execute();
      }
    });
  });

  it('covers every table whose rows belong to a connection', async () => {
    const tables = (await store.read.introspection.getTables()).filter(({ isView }) => !isView);
    const tied = tables
      .filter(({ columns }) => columns.some(({ name }) => TIES.includes(name)))
      .map(({ name }) => name);
    expect(tied.length).toBeGreaterThan(5);
    for (const table of tied) expect({ ...SCOPED_TABLES, ...EXCEPTIONS }, table).toHaveProperty(table);
  });

  it('shows the rows of its connections and no others', async () => {
    const { read } = scopedStore(store, ['mine']);
    for (const table of ['connections', 'entities', 'changes'] as const) {
      expect(await read.selectFrom(table).selectAll().execute(), table).toHaveLength(1);
    }
    const joined = await read
      .selectFrom('changes')
      .innerJoin('entities', 'entities.id', 'changes.entity_id')
      .select('entities.name')
      .execute();
    expect(joined).toEqual([{ name: 'mine shop' }]);
    const { rows } = await sql`select name from entities where name like '%shop'`.execute(read);
    expect(rows).toEqual([{ name: 'mine shop' }]);
  });

  it('searches within its connections', async () => {
    const count = async (scoped: Store) => {
      const conditions = entityConditions({ text: 'shop' }, scoped.dialect);
      return (
        await scoped.read
          .selectFrom('entities')
          .select('name')
          .where((of) => of.and(conditions))
          .execute()
      ).length;
    };
    expect(await count(store)).toBe(2);
    expect(await count(scopedStore(store, ['mine']))).toBe(1);
  });

  it('shows nothing to whom nothing is given, and refuses a query it cannot narrow', async () => {
    const { read } = scopedStore(store, []);
    expect(await read.selectFrom('entities').selectAll().execute()).toEqual([]);
    await expect(sql`with a as (select 1) select * from entities`.execute(read)).rejects.toThrow('cannot be narrowed');
  });

  it('is one for one scope, whatever its order, and knows what it was made from', () => {
    const scoped = scopedStore(store, ['a', 'b']);
    expect(scopedStore(scoped, ['b', 'a', 'a'])).toBe(scoped);
    expect(wholeStore(scoped)).toBe(store);
    expect(scopedStore(scoped, null)).toBe(store);
    expect(scopeKeyOf(scoped)).not.toBe(scopeKeyOf(scopedStore(store, ['a'])));
    expect(scopeKeyOf(store)).toBe('');
  });
});
