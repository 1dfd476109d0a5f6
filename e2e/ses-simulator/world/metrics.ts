import { createRandom } from '../random.ts';
import type { Finding } from './entity.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;

/** Part of what was sent that a metric counts, on a good day. */
const SHARES: Record<string, number> = {
  SEND: 1,
  DELIVERY: 0.975,
  PERMANENT_BOUNCE: 0.012,
  TRANSIENT_BOUNCE: 0.013,
  COMPLAINT: 0.0004,
  OPEN: 0.31,
  CLICK: 0.045,
  DELIVERY_OPEN: 0.96,
  DELIVERY_CLICK: 0.95,
  DELIVERY_COMPLAINT: 0.9,
};

/** A daily count for the dimensions; tenants with a finding that day bounce or complain more. */
export function dailyCount(
  world: World,
  place: Place,
  metric: string,
  dimensions: Record<string, string[]>,
  day: number,
): number {
  const { TENANT_NAME: names, ...others } = dimensions;
  // A part of the whole for each further dimension that is narrowed.
  const part = Object.values(others).reduce((share, values) => (values.includes('*') ? share : share * 0.3), 1);
  if (names === undefined || names.includes('*')) return Math.round(wholePlace(world, place, metric, day) * part);
  return names.reduce((sum, name) => sum + Math.round(ofTenant(world, place, metric, name, day) * part), 0);
}

function ofTenant(world: World, place: Place, metric: string, name: string, day: number): number {
  const tenant = place.byName.get(name);
  if (tenant === undefined || tenant.createdAt > day + DAY) return 0;
  const size = createRandom(world.seed, `volume/${tenant.id}`).next() ** 3 * 90_000 + 20;
  const random = createRandom(world.seed, `${tenant.id}/${day}`);
  const isWeekend = new Date(day).getUTCDay() % 6 === 0;
  const sent = Math.floor(size * (0.7 + 0.6 * random.next()) * (isWeekend ? 0.4 : 1));
  const findings = place.findingsByArn.get(tenant.arn) ?? [];
  return Math.round(sent * shareOf(metric, findings, day));
}

function shareOf(metric: string, findings: readonly Finding[], day: number): number {
  const isBad = (type: string): boolean =>
    findings.some((one) => one.type === type && one.createdAt < day + DAY && (one.fixedAt ?? Infinity) > day);
  if (metric === 'PERMANENT_BOUNCE' && isBad('BOUNCE')) return 0.16;
  if (metric === 'COMPLAINT' && isBad('COMPLAINT')) return 0.011;
  return SHARES[metric] ?? 0;
}

function wholePlace(world: World, place: Place, metric: string, day: number): number {
  const random = createRandom(world.seed, `${place.account}/${place.region}/${day}`);
  return place.byName.size * 22_000 * (0.8 + 0.4 * random.next()) * (SHARES[metric] ?? 0);
}
