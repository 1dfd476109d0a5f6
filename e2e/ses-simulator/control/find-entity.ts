import type { Simulator } from '../simulator.ts';
import type { Tenant } from '../world/entity.ts';
import type { Place } from '../world/place.ts';

/** Finds a tenant by `arn`, or by `name` with an optional `region` (the first Region that has it). Throws when none. */
export function findEntity(simulator: Simulator, body: Record<string, unknown>): { place: Place; tenant: Tenant } {
  const { arn, name, region, account } = body;
  for (const place of simulator.world.places.values()) {
    if (region !== undefined && place.region !== region) continue;
    if (account !== undefined && place.account !== account) continue;
    const tenant = typeof arn === 'string' ? place.byArn.get(arn) : place.byName.get(String(name));
    if (tenant !== undefined) return { place, tenant };
  }
  throw new Error(`No tenant ${String(arn ?? name)}; give arn, or name with an optional region`);
}
