import { expect, it } from 'vitest';
import { countEntities, sumBy } from './count-entities.ts';
import { insertEntities, makeEntity, TEST_TIME } from './testing/make-entity.ts';
import { withStores } from './testing/with-stores.ts';

withStores('the counts', ({ open }) => {
  it('sum up every living entity by whatever is asked, and count tombstones apart', async () => {
    const store = await open();
    await insertEntities(store, [
      makeEntity({ name: 'a' }),
      makeEntity({ name: 'b' }),
      makeEntity({ name: 'c', standing: 'disabled', impact: 'HIGH', region: 'eu-west-1', connection_id: 'europe' }),
      makeEntity({ name: 'd', standing: 'disabled', impact: 'HIGH', deleted_at: TEST_TIME }),
    ]);
    const { groups, deleted } = await countEntities(store);
    expect({
      deleted,
      groups: groups.length,
      standing: Object.fromEntries(sumBy(groups, (group) => group.standing)),
      impact: Object.fromEntries(sumBy(groups, (group) => group.impact)),
      region: Object.fromEntries(sumBy(groups, (group) => `${group.region} ${group.account}`)),
      connection: Object.fromEntries(sumBy(groups, (group) => group.connectionId)),
    }).toEqual({
      deleted: 1,
      groups: 2,
      standing: { enabled: 2, disabled: 1 },
      impact: { HIGH: 1 },
      region: { 'us-east-1 123456789012': 2, 'eu-west-1 123456789012': 1 },
      connection: { ambient: 2, europe: 1 },
    });
  });
});
