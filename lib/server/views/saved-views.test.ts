import { expect, it } from 'vitest';
import type { SaveView } from '../../domain/saved-view.ts';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import type { Context, Principal } from '../context.ts';
import { OPERATOR } from '../entities/testing/open-world.ts';
import { TEST_TIME } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import type { Store } from '../store/store.ts';
import { listViews, removeView, saveView } from './saved-views.ts';

const BO: Principal = { ...OPERATOR, id: 'bo', email: 'bo@example.com', name: 'Bo', role: 'viewer' };
const ROOT: Principal = { ...OPERATOR, id: 'root', email: 'root@example.com', name: 'Root', role: 'administrator' };

function contextOf(store: Store, principal: Principal): Context {
  const clock = { now: () => TEST_TIME };
  const base = {
    principal,
    store,
    clock,
    auditKeys: testAuditKeys,
    log: testLog,
    requestId: 'r1',
    clientAddress: null,
  };
  return base as unknown as Context;
}
const view = (name: string, more: Partial<SaveView> = {}): SaveView => ({
  name,
  page: '/triage',
  query: 'owner=none',
  shared: false,
  ...more,
});

withStores('saved views', (stores) => {
  it('are one’s own unless shared, replaced by name, and removed by their keeper or who manages people', async () => {
    const store = await stores.open();
    const ada = contextOf(store, OPERATOR);
    const bo = contextOf(store, BO);
    const names = async (context: Context) => (await listViews(context)).items.map(({ name, query }) => [name, query]);
    await saveView(ada, view('Mine'));
    const { id } = await saveView(ada, view('Ours', { shared: true }));
    await saveView(bo, view('Mine', { query: 'show=snoozed' }));
    expect(await names(ada)).toEqual([
      ['Mine', 'owner=none'],
      ['Ours', 'owner=none'],
    ]);
    expect(await names(bo)).toEqual([
      ['Mine', 'show=snoozed'],
      ['Ours', 'owner=none'],
    ]);
    expect(await saveView(ada, view('Ours', { query: '', shared: true }))).toEqual({ id });
    expect(await names(bo)).toContainEqual(['Ours', '']);
    await expect(saveView(bo, view('Theirs', { shared: true }))).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(removeView(bo, id)).rejects.toMatchObject({ code: 'not-found' });
    await removeView(contextOf(store, ROOT), id);
    expect(await names(bo)).toEqual([['Mine', 'show=snoozed']]);
    const audit = await store.read.selectFrom('audit').select('action').orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual([
      'view.save',
      'view.save',
      'view.save',
      'view.save',
      'view.remove',
    ]);
  });

  it('are not kept without end', async () => {
    const store = await stores.open();
    const ada = contextOf(store, OPERATOR);
    for (let number = 0; number < 100; number++) await saveView(ada, view(`View ${number}`));
    await expect(saveView(ada, view('One more'))).rejects.toMatchObject({ code: 'conflict' });
    await saveView(ada, view('View 7', { shared: true }));
  });
});
