import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IMPACTS, STANDINGS } from '../../domain/vocabulary.ts';
import type { EntityFilter } from './entity-filter.ts';
import { type EntitySort, listEntities } from './list-entities.ts';
import type { Store } from './store.ts';
import { insertEntities, makeEntity, TEST_TIME } from './testing/make-entity.ts';
import { withStores } from './testing/with-stores.ts';

const WORLD = Array.from({ length: 60 }, (_, index) => {
  const standing = STANDINGS[index % STANDINGS.length] ?? 'enabled';
  return makeEntity({
    name: `${index % 2 === 0 ? 'Acme' : 'globex'}-${index % 7}-${index}`,
    region: index % 3 === 0 ? 'eu-west-1' : 'us-east-1',
    connection_id: index % 3 === 0 ? 'europe' : 'ambient',
    account: index % 5 === 0 ? '210987654321' : '123456789012',
    standing,
    impact: [null, ...IMPACTS, 'SEVERE'][index % 4] ?? null,
    policy:
      index % 4 === 0 ? null : `arn:aws:ses:us-east-1:aws:reputation-policy/${['standard', 'none', 'new'][index % 3]}`,
    since_at: TEST_TIME - (index % 9) * 1000,
    deleted_at: index % 10 === 9 ? TEST_TIME : null,
  });
});
const LIVING = WORLD.filter((entity) => entity.deleted_at == null);

async function allPages(store: Store, filter: EntityFilter, sort: EntitySort, limit: number) {
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = await listEntities(store, { filter, sort, limit, cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

const names = (rows: { name: string }[]) => rows.map((row) => row.name).sort();

withStores('the list', ({ open }) => {
  it.each(['worst', 'name', '-name', 'since', '-since', 'region', '-region'] as const)(
    'gives every living entity once in the order %s, whatever the page size',
    async (sort) => {
      const store = await open();
      await insertEntities(store, WORLD);
      const whole = await allPages(store, {}, sort, 500);
      expect(names(whole)).toEqual(names(LIVING));
      expect((await allPages(store, {}, sort, 7)).map((row) => row.id)).toEqual(whole.map((row) => row.id));
    },
  );

  it('puts the worst first, then by name without regard to case', async () => {
    const store = await open();
    await insertEntities(store, WORLD);
    const rows = await allPages(store, {}, 'worst', 10);
    const expected = rows.toSorted(
      (a, b) => b.severity - a.severity || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1),
    );
    expect(rows.map((row) => row.name)).toEqual(expected.map((row) => row.name));
    expect(rows[0]?.connection_label).toBe(rows[0]?.connection_id);
  });

  it.each<[string, EntityFilter, (entity: (typeof WORLD)[number]) => boolean]>([
    ['standings', { standings: ['disabled', 'reinstated'] }, (e) => /^(disabled|reinstated)$/.test(e.standing)],
    ['impact', { impacts: ['HIGH'] }, (e) => e.impact === 'HIGH'],
    ['no impact or one unknown', { impacts: ['absent', 'unknown'] }, (e) => e.impact == null || e.impact === 'SEVERE'],
    ['policy none', { policies: ['none'] }, (e) => e.policy?.endsWith('/none') === true],
    ['policy absent', { policies: ['absent'] }, (e) => e.policy == null],
    ['policy unknown', { policies: ['unknown'] }, (e) => e.policy?.endsWith('/new') === true],
    [
      'region and account',
      { regions: ['eu-west-1'], accounts: ['210987654321'] },
      (e) => e.region === 'eu-west-1' && e.account === '210987654321',
    ],
    ['connection', { connectionIds: ['europe'] }, (e) => e.connection_id === 'europe'],
    ['nothing, by an empty list or a NUL', { regions: ['\0'] }, () => false],
  ])('narrows to %s', async (_name, filter, keep) => {
    const store = await open();
    await insertEntities(store, WORLD);
    const page = await listEntities(store, { filter, sort: 'worst', limit: 100 });
    expect(names(page.rows)).toEqual(names(LIVING.filter(keep)));
    expect(page.total).toBe(page.rows.length);
  });

  it('shows tombstones when asked', async () => {
    const store = await open();
    await insertEntities(store, WORLD);
    const total = async (deleted: EntityFilter['deleted']) =>
      (await listEntities(store, { filter: { deleted }, sort: 'name', limit: 1 })).total;
    expect([await total(undefined), await total('only'), await total('with')]).toEqual([54, 6, 60]);
  });

  it('skips and doubles nobody whose own key stays, while others move, appear and go', async () => {
    const store = await open();
    await insertEntities(store, WORLD);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let round = 0; ; round++) {
      const page = await listEntities(store, { filter: {}, sort: 'worst', limit: 5, cursor });
      seen.push(...page.rows.map((row) => row.name));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
      await insertEntities(store, [
        makeEntity({ name: `new-${round}`, standing: round % 2 ? 'enabled' : 'disabled-twice' }),
      ]);
      await store.write((transaction) =>
        transaction
          .updateTable('entities')
          .set({ severity: round % 2 ? 999 : 1 })
          .where('name', 'like', `%-${round % 7}-%`)
          .where('name', 'like', 'globex%')
          .execute(),
      );
    }
    const still = LIVING.map((entity) => entity.name).filter((name) => name.startsWith('Acme'));
    expect(seen.filter((name) => still.includes(name)).sort()).toEqual(still.sort());
  });

  it('refuses a cursor of another sort, and any that it did not give', async () => {
    const store = await open();
    await insertEntities(store, WORLD);
    const { nextCursor } = await listEntities(store, { filter: {}, sort: 'worst', limit: 5 });
    const next = (cursor: string) => listEntities(store, { filter: {}, sort: 'name', limit: 5, cursor });
    await expect(next(nextCursor ?? '')).rejects.toMatchObject({ code: 'invalid-input' });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        async (cursor) => {
          await expect(next(cursor)).rejects.toMatchObject({ code: 'invalid-input' });
        },
      ),
      { numRuns: 50 },
    );
  });
});
