import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { defaultOptions } from '../options.ts';
import { addTenant, removeTenant } from '../world/change-entity.ts';
import { createWorld } from '../world/create-world.ts';
import type { Tenant } from '../world/entity.ts';
import { isListed, listTime } from '../world/lagged-view.ts';
import { placeOf } from '../world/world.ts';
import { pageOf } from './page.ts';

const START = Date.parse('2026-11-23T08:00:00Z');

it('whatever comes and goes between pages, a tenant that stays is listed exactly once', () => {
  const step = fc.record({ size: fc.integer({ min: 1, max: 9 }), remove: fc.nat(), add: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const clock = createClock('frozen', START);
      const world = createWorld({ ...defaultOptions(), tenants: 40 }, clock);
      const place = placeOf(world, '111122223333', 'us-east-1');
      const stays = new Set(place.tenants);
      const seen: Tenant[] = [];
      let token: string | undefined;
      for (let turn = 0; ; turn++) {
        const { size, remove, add } = steps[turn % steps.length] ?? { size: 1, remove: 0, add: false };
        const at = listTime(world);
        const input = { PageSize: size, NextToken: token };
        const page = pageOf(world, place.tenants, (one) => isListed(one, at), { binding: 'all', input });
        seen.push(...page.rows);
        token = page.token;
        if (token === undefined) break;
        clock.advance(70_000);
        const leaving = [...place.byArn.values()][remove % place.byArn.size];
        // One in three leaves, so that the list still ends.
        if (remove % 3 === 0 && leaving !== undefined) {
          removeTenant(world, place, leaving);
          stays.delete(leaving);
        }
        if (add && turn < 10) {
          const now = clock.now();
          addTenant(place, { name: `new-${turn}`, id: `tn-${turn}`, createdAt: now, appearedAt: now });
        }
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect([...stays].filter((one) => !seen.includes(one))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
