import { appear } from '../life/ambient-beat.ts';
import { createRandom } from '../random.ts';
import type { Simulator } from '../simulator.ts';
import { removeTenant } from '../world/change-entity.ts';
import { placeOf } from '../world/world.ts';
import { findEntity } from './find-entity.ts';

/** Makes a tenant appear, vanish, or vanish and come back under its name with a new id. */
export interface TenantChange {
  act: 'create' | 'delete' | 'recreate';
  name?: string;
  arn?: string;
  region?: string;
  account?: string;
}

export function setTenant(simulator: Simulator, body: TenantChange & Record<string, unknown>): { arn: string } {
  const { world } = simulator;
  const random = createRandom(world.seed, `control/${world.clock.now()}/${JSON.stringify(body)}`);
  if (body.act === 'create') {
    const place = placeOf(world, body.account ?? '111122223333', body.region ?? 'us-east-1');
    const made = appear(world, place, body.name ?? '', random);
    if (made === undefined) throw new Error(`There is a tenant ${body.name} already`);
    return { arn: made.arn };
  }
  if (body.act !== 'delete' && body.act !== 'recreate') throw new Error('act takes create, delete or recreate');
  const { place, tenant } = findEntity(simulator, body);
  removeTenant(world, place, tenant);
  if (body.act === 'delete') return { arn: tenant.arn };
  return { arn: appear(world, place, tenant.name, random)?.arn ?? tenant.arn };
}
