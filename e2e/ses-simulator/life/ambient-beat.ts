import { type Random, randomId } from '../random.ts';
import { addTenant, removeTenant } from '../world/change-entity.ts';
import type { Tenant } from '../world/entity.ts';
import { WELL_KNOWN, tenantName } from '../world/names.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';
import { type Act, enforce, openHigh, openLow, pause } from './acts.ts';
import { nextAct } from './next-act.ts';

/** One thing happens somewhere: to a tenant in trouble more often than its number would say, or to a well one. */
export function ambientBeat(world: World, random: Random): void {
  const place = random.pick([...world.places.values()].filter((one) => one.byName.size > 0));
  const lot = random.next();
  if (lot < 0.05) return comeOrGo(world, place, random);
  if (lot < 0.1) return recreate(world, place, random);
  const troubled = inTrouble(place);
  // More trouble than a fleet has makes it heal, so that a simulator left running stays worth looking at.
  const isHealing = lot < (troubled.length > place.byName.size * 0.06 ? 0.9 : 0.5);
  const tenant = isHealing && troubled.length > 0 ? random.pick(troubled) : anyTenant(place, random);
  if (tenant === undefined) return;
  const act = isWell(tenant) ? random.pick(TROUBLES) : nextAct(place, tenant, random);
  act(world, place, tenant, random);
}

const TROUBLES: readonly Act[] = [openLow, openLow, openLow, openHigh, openHigh, openHigh, pause, pause, enforce];

/** One appears, or one vanishes: whichever keeps the Region near the size it began with. */
function comeOrGo(world: World, place: Place, random: Random): void {
  const isShort = place.byName.size < place.bornSize || random.chance(0.4);
  if (isShort && place.byName.size < place.bornSize * 1.1 + 3) {
    appear(
      world,
      place,
      tenantName(random, (name) => place.byName.has(name), place.nextSeq),
      random,
    );
    return;
  }
  const tenant = anyTenant(place, random);
  if (tenant !== undefined) removeTenant(world, place, tenant);
}

/** Vanishes, and comes back a minute later under the same name with a new id. */
function recreate(world: World, place: Place, random: Random): void {
  const tenant = anyTenant(place, random);
  if (tenant === undefined) return;
  removeTenant(world, place, tenant);
  const at = world.clock.now() + 60_000;
  world.pending.push({ at, act: () => void appear(world, place, tenant.name, random) });
}

/** A tenant appears, unless the name is taken by now. */
export function appear(world: World, place: Place, name: string, random: Random): Tenant | undefined {
  if (place.byName.has(name)) return undefined;
  const now = world.clock.now();
  return addTenant(place, { name, id: `tn-${randomId(random, 24)}`, createdAt: now, appearedAt: now });
}

const isWell = (tenant: Tenant): boolean =>
  tenant.state.customer?.status !== 'DISABLED' &&
  tenant.state.aws?.status !== 'DISABLED' &&
  tenant.state.impact === undefined;

/** A tenant the demo does not play on. */
function anyTenant(place: Place, random: Random): Tenant | undefined {
  const tenant = random.pick(place.tenants);
  return isPlayable(tenant) ? tenant : undefined;
}

const inTrouble = (place: Place): Tenant[] => place.tenants.filter((tenant) => isPlayable(tenant) && !isWell(tenant));

/** Neither deleted, nor odd (an oddity must stay as it is), nor one of the demo's own. */
const isPlayable = (tenant: Tenant): boolean =>
  tenant.deletedAt === undefined && !tenant.isOdd && !(WELL_KNOWN as readonly string[]).includes(tenant.name);
