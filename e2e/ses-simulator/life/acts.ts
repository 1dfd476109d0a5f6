import type { Random } from '../random.ts';
import { ENFORCEMENT_CAUSES, LIFTED_CAUSE, MANUAL_CAUSE } from '../world/causes.ts';
import { changeEntity, openFindings } from '../world/change-entity.ts';
import { type Tenant, recordOf } from '../world/entity.ts';
import { openFinding } from '../world/open-finding.ts';
import type { Place } from '../world/place.ts';
import { resolveFindings } from '../world/settle-findings.ts';
import type { World } from '../world/world.ts';

/** One thing that happens to one tenant. */
export type Act = (world: World, place: Place, tenant: Tenant, random: Random) => void;

const TYPES = ['BOUNCE', 'BOUNCE', 'COMPLAINT', 'COMPLAINT', 'FEEDBACK_3P', 'IP_LISTING'] as const;

export const openHigh: Act = (world, place, tenant, random) => {
  openFinding(world, place, tenant, random, { type: random.pick(TYPES), impact: 'HIGH' });
};

export const openLow: Act = (world, place, tenant, random) => {
  openFinding(world, place, tenant, random, { type: random.pick(TYPES), impact: 'LOW' });
};

export const resolve: Act = (world, place, tenant) => {
  resolveFindings(world, place, tenant, openFindings(place, tenant.arn));
};

/** Somebody with a console pauses, reinstates or enables: the cause never says who. */
const setCustomer =
  (status: string): Act =>
  (world, place, tenant) =>
    changeEntity(world, place, tenant, { customer: recordOf(status, MANUAL_CAUSE, world.clock.now()) });

export const pause = setCustomer('DISABLED');
export const reinstate = setCustomer('REINSTATED');
export const enable = setCustomer('ENABLED');

/** Trust & Safety stops a tenant. */
export const enforce: Act = (world, place, tenant, random) => {
  const aws = recordOf('DISABLED', random.pick(ENFORCEMENT_CAUSES), world.clock.now());
  changeEntity(world, place, tenant, { aws });
};

/** Trust & Safety lifts its stop. */
export const lift: Act = (world, place, tenant) => {
  const aws = recordOf(world.switches.reinstatedAwsRecord, LIFTED_CAUSE, world.clock.now());
  changeEntity(world, place, tenant, { aws });
};
