import { type Random } from '../random.ts';
import { ENFORCEMENT_CAUSES, MANUAL_CAUSE, policyPauseCause } from './causes.ts';
import { addFinding } from './change-entity.ts';
import { describeFinding } from './describe-finding.ts';
import { type EntityState, type RecordState, type Tenant, recordOf } from './entity.ts';
import { type Place, policyArn } from './place.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
const TYPES = ['BOUNCE', 'BOUNCE', 'BOUNCE', 'COMPLAINT', 'COMPLAINT', 'FEEDBACK_3P', 'IP_LISTING'] as const;

/** Gives a tenant its present and past: most are well, some are paused, warned, reinstated or stopped by SES. */
export function giveHistory(world: World, place: Place, tenant: Tenant, random: Random): void {
  const now = world.clock.now();
  const policy = random.chance(0.12) ? 'strict' : random.chance(0.05) ? 'none' : 'standard';
  tenant.state = { ...tenant.state, policy: policyArn(place.region, policy) };
  if (random.chance(0.08)) addPast(place, tenant, random, now);
  const lot = random.next();
  if (lot < 0.012) pausedByPolicy(world, place, tenant, random);
  else if (lot < 0.024) set(tenant, { customer: recordOf('DISABLED', MANUAL_CAUSE, ago(now, random, 2000)) });
  else if (lot < 0.029) set(tenant, { aws: enforced(random, now) });
  else if (lot < 0.031) {
    set(tenant, { customer: recordOf('DISABLED', MANUAL_CAUSE, ago(now, random, 900)), aws: enforced(random, now) });
  } else if (lot < 0.041) reinstated(place, tenant, random, now);
  else if (lot < 0.058) warned(place, tenant, random, now);
}

/** The policy pause of a high finding, in the record the switch names. */
function pausedByPolicy(world: World, place: Place, tenant: Tenant, random: Random): void {
  const at = ago(world.clock.now(), random, 400);
  const finding = open(place, tenant, random, 'HIGH', at);
  const cause = policyPauseCause(world.switches, finding.type, finding.description);
  const record = recordOf('DISABLED', cause, at + random.integer(20, 240) * 1000);
  const named = world.switches.policyPauseRecord === 'customer' ? { customer: record } : { aws: record };
  const policy = tenant.state.policy?.endsWith('/none') ? policyArn(place.region, 'standard') : tenant.state.policy;
  set(tenant, { ...named, policy, impact: 'HIGH' });
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

const enforced = (random: Random, now: number): RecordState =>
  recordOf('DISABLED', random.pick(ENFORCEMENT_CAUSES), ago(now, random, 1200));

function open(place: Place, tenant: Tenant, random: Random, impact: string, at: number) {
  const type = random.pick(TYPES);
  const description = describeFinding(random, type, impact, at);
  return addFinding(place, {
    arn: tenant.arn, type, description, impact, status: 'OPEN',
    createdAt: at, appearedAt: 0, updatedAt: at, fixedAt: undefined,
  }); // prettier-ignore
}

/** One to three findings of the last ninety days, all fixed. */
function addPast(place: Place, tenant: Tenant, random: Random, now: number): void {
  for (let left = random.integer(1, 3); left > 0; left--) {
    const createdAt = ago(now, random, 90 * 24);
    const type = random.pick(TYPES);
    const impact = random.chance(0.6) ? 'LOW' : 'HIGH';
    const fixedAt = Math.min(createdAt + random.integer(1, 96) * HOUR, now - 60_000);
    if (fixedAt <= createdAt) continue;
    addFinding(place, {
      arn: tenant.arn, type, description: describeFinding(random, type, impact, createdAt), impact, status: 'FIXED',
      createdAt, appearedAt: 0, updatedAt: fixedAt, fixedAt,
    }); // prettier-ignore
  }
}

/** Some time in the last `hours`, more often recent, to the millisecond. */
const ago = (now: number, random: Random, hours: number): number =>
  now - 90_000 - Math.floor(random.next() * random.next() * hours * HOUR);

function set(tenant: Tenant, change: Partial<EntityState>): void {
  tenant.state = { ...tenant.state, ...change };
}
