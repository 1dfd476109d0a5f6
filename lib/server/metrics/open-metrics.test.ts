import { expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import type { Context, Principal } from '../context.ts';
import { scopedStore } from '../store/scoped-store.ts';
import { makeConnection, makeEntity } from '../store/testing/make-entity.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { openMetrics } from './open-metrics.ts';

const metrics = openMetrics({ figures: () => ({ streams: 3, messages: 40, slow: 1 }) });
const demo = (role: Role): Principal => ({ kind: 'demo', role });

withStores('metrics', (stores) => {
  it('count without naming anybody, and only what the asker may see', async () => {
    const store = await stores.open();
    await store.write(async (transaction) => {
      for (const id of ['red', 'blue']) {
        await transaction
          .insertInto('connections')
          .values(makeConnection({ id, state: 'reading' }))
          .execute();
        for (const [n, standing] of ['disabled', 'enabled', 'enabled'].entries()) {
          const name = `shop-${id}-${n}`;
          await transaction
            .insertInto('entities')
            .values(makeEntity({ name, tenant_id: name, connection_id: id, standing, impact: 'NEW-WORD' }))
            .execute();
        }
      }
    });
    const contextOf = (principal: Principal, connectionIds: string[] | null) =>
      ({
        principal,
        store: scopedStore(store, connectionIds),
        gateway: { get: () => undefined },
        clock: { now: () => 5_000 },
      }) as unknown as Context;

    const all = await metrics.collect(contextOf(demo('viewer'), null));
    expect(all).toMatch(/^standing_senders\{region="[^"]+",standing="enabled"\} 4$/m);
    expect(all).toMatch(/^standing_senders_impact\{region="[^"]+",impact="unknown"\} 6$/m);
    expect(all).toContain('standing_streams 3');
    expect(all).toContain('standing_streams_slow_total 1');
    expect(all).toMatch(/^standing_process_resident_memory_bytes \d+/m);
    expect(all).not.toContain('shop-');
    expect(all).not.toContain('NEW-WORD');
    const some = await metrics.collect(contextOf(demo('viewer'), ['red']));
    expect(some).toMatch(/^standing_senders\{region="[^"]+",standing="enabled"\} 2$/m);
    expect(some).not.toContain('blue');
    await expect(metrics.collect(contextOf({ kind: 'anonymous' }, []))).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });
});
