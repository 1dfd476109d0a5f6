import { type Random } from '../random.ts';
import { pauseByPolicy } from './apply-policy.ts';
import { ENFORCEMENT_CAUSES, MANUAL_CAUSE } from './causes.ts';
import { addFinding } from './change-entity.ts';
import { describeFinding } from './describe-finding.ts';
import { type EntityState, type Finding, type RecordState, type Tenant, recordOf } from './entity.ts';
import { type Place, policyArn } from './place.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
const TYPES = ['BOUNCE', 'BOUNCE', 'BOUNCE', 'COMPLAINT', 'COMPLAINT', 'FEEDBACK_3P', 'IP_LISTING'] as const;

/** How a tenant stands at the start. */
export type Standing = 'well' | 'paused-by-policy' | 'paused' | 'enforced' | 'both' | 'reinstated' | 'warned';

/** Gives a tenant its present and past: most are well, some are paused, warned, reinstated or stopped by SES. */
export function giveHistory(world: World, place: Place, tenant: Tenant, random: Random): void {
  const policy = random.chance(0.12) ? 'strict' : random.chance(0.05) ? 'none' : 'standard';
  if (policy !== 'standard') set(tenant, { policy: policyArn(place.region, policy) });
  if (random.chance(0.08)) addPast(place, tenant, random, world.clock.now());
  const lot = random.next();
  const found = LOTS.find(([below]) => lot < below);
  if (found !== undefined) stand(world, place, tenant, random, found[1]);
}

const LOTS: readonly (readonly [number, Standing])[] = [
  [0.012, 'paused-by-policy'],
  [0.024, 'paused'],
  [0.029, 'enforced'],
  [0.031, 'both'],
  [0.041, 'reinstated'],
  [0.058, 'warned'],
];

/** Puts a tenant in that standing, with the findings that explain it. */
export function stand(world: World, place: Place, tenant: Tenant, random: Random, standing: Standing): void {
  const now = world.clock.now();
  const paused = (): RecordState => recordOf('DISABLED', MANUAL_CAUSE, ago(now, random, 2000));
  const enforced = (): RecordState => recordOf('DISABLED', random.pick(ENFORCEMENT_CAUSES), ago(now, random, 1200));
  switch (standing) {
    case 'well':
      return;
    case 'paused':
      return set(tenant, { customer: paused() });
    case 'enforced':
      return set(tenant, { aws: enforced() });
    case 'both':
      return set(tenant, { customer: paused(), aws: enforced() });
    case 'paused-by-policy':
      return pausedByPolicy(world, place, tenant, random);
    case 'reinstated':
      return reinstated(place, tenant, random, now);
    case 'warned':
      return warned(place, tenant, random, now);
  }
}

/** The policy pause of a high finding, in the record the switch names. */
function pausedByPolicy(world: World, place: Place, tenant: Tenant, random: Random): void {
  const at = ago(world.clock.now(), random, 400);
  const finding = open(place, tenant, random, 'HIGH', at);
  const policy = tenant.state.policy?.endsWith('/none') ? policyArn(place.region, 'standard') : tenant.state.policy;
  set(tenant, { ...pauseByPolicy(world, finding, at + random.integer(20, 80) * 1000), policy, impact: 'HIGH' });
}

function reinstated(place: Place, tenant: Tenant, random: Random, now: number): void {
  const opened = ago(now, random, 200);
  open(place, tenant, random, 'HIGH', opened);
  const at = opened + Math.floor((now - opened) * (0.2 + 0.6 * random.next()));
  set(tenant, { customer: recordOf('REINSTATED', MANUAL_CAUSE, at), impact: 'HIGH' });
}

/** An open finding that the policy lets pass: low under Standard, any under None. */
function warned(place: Place, tenant: Tenant, random: Random, now: number): void {
  if (tenant.state.policy?.endsWith('/strict')) set(tenant, { policy: policyArn(place.region, 'standard') });
  const impact = tenant.state.policy?.endsWith('/none') && random.chance(0.5) ? 'HIGH' : 'LOW';
  open(place, tenant, random, impact, ago(now, random, 300));
  set(tenant, { impact });
}

function open(place: Place, tenant: Tenant, random: Random, impact: string, at: number): Finding {
  return add(place, tenant, random, impact, at, undefined);
}

/** One to three findings of the last ninety days, all fixed. */
export function addPast(place: Place, tenant: Tenant, random: Random, now: number): void {
  for (let left = random.integer(1, 3); left > 0; left--) {
    const createdAt = ago(now, random, 90 * 24);
    const fixedAt = Math.min(createdAt + random.integer(1, 96) * HOUR, now - 60_000);
    if (fixedAt <= createdAt) continue;
    const impact = random.chance(0.6) ? 'LOW' : 'HIGH';
    add(place, tenant, random, impact, createdAt, fixedAt);
    // A high finding paused it once, and somebody enabled it when the finding was fixed.
    if (impact === 'HIGH' && (tenant.state.customer?.updatedAt ?? 0) < fixedAt) {
      set(tenant, {
        customer: recordOf('ENABLED', MANUAL_CAUSE, Math.min(fixedAt + random.integer(2, 90) * 60_000, now)),
      });
    }
  }
}

function add(place: Place, tenant: Tenant, random: Random, impact: string, at: number, fixedAt?: number): Finding {
  const type = random.pick(TYPES);
  return addFinding(place, {
    arn: tenant.arn,
    type,
    description: describeFinding(random, type, impact, at),
    impact,
    status: fixedAt === undefined ? 'OPEN' : 'FIXED',
    createdAt: at,
    appearedAt: 0,
    updatedAt: fixedAt ?? at,
    fixedAt,
  });
}

/** Some time in the last `hours`, more often recent, to the millisecond. */
const ago = (now: number, random: Random, hours: number): number =>
  now - 90_000 - Math.floor(random.next() * random.next() * hours * HOUR);

function set(tenant: Tenant, change: Partial<EntityState>): void {
  tenant.state = { ...tenant.state, ...change };
}
