import { createRandom, randomId } from '../random.ts';
import { addTenant } from './change-entity.ts';
import { type EntityState, recordOf } from './entity.ts';
import { type Place, policyArn } from './place.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;

interface Oddity {
  name: string;
  state?: (now: number, region: string) => Partial<EntityState>;
  bare?: boolean;
}

/** Tenants that a careless page would get wrong. All in us-east-1. */
const ODDITIES: readonly Oddity[] = [
  { name: 'the-worshipful-company-of-extraordinarily-long-tenant-names-0064' },
  {
    name: 'markup-in-cause',
    state: (now) => ({
      customer: recordOf(
        'DISABLED',
        '<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted"',
        now - 5 * HOUR,
      ),
    }),
  },
  {
    name: 'right-to-left-cause',
    state: (now) => ({
      customer: recordOf(
        'DISABLED',
        'Paused \u202Eyb SES\u202C after \u05D1\u05D3\u05D9\u05E7\u05D4 review \u2066isolated\u2069.',
        now - 26 * HOUR,
      ),
    }),
  },
  { name: 'long-cause', state: (now) => ({ aws: recordOf('DISABLED', longCause(), now - 3 * HOUR) }) },
  { name: 'unknown-status', state: (now) => ({ customer: recordOf('THROTTLED', null, now - HOUR) }) },
  { name: 'unknown-impact', state: () => ({ impact: 'SEVERE' }) },
  { name: 'only-a-reference', bare: true },
  { name: 'null-cause', state: (now) => ({ customer: recordOf('DISABLED', null, now - 50 * HOUR) }) },
  {
    name: 'unknown-policy',
    state: (_now, region) => ({ policy: policyArn(region, 'lenient-2027') }),
  },
  {
    name: 'empty-records',
    state: () => ({ customer: recordOfNothing(), aws: recordOfNothing(), policy: undefined }),
  },
  { name: 'no-ses-record', state: () => ({ aws: undefined }) },
  {
    name: 'reinstated-by-ses',
    state: (now) => ({ aws: recordOf('REINSTATED', 'Reinstated after review by Amazon SES.', now - 8 * HOUR) }),
  },
];

/** Adds as many oddities as the Region has room for (at least half stay ordinary); answers how many. */
export function addOddities(world: World, place: Place, room: number): number {
  if (place.region !== 'us-east-1') return 0;
  const now = world.clock.now();
  const chosen = ODDITIES.slice(0, Math.floor(room / 2));
  for (const [at, oddity] of chosen.entries()) {
    const random = createRandom(world.seed, `oddity/${at}`);
    const tenant = addTenant(place, {
      name: oddity.name,
      id: `tn-${randomId(random, 24)}`,
      createdAt: now - random.integer(30, 300) * 24 * HOUR,
      appearedAt: 0,
      state: oddity.state?.(now, place.region) ?? {},
    });
    tenant.bare = oddity.bare ?? false;
    tenant.isOdd = true;
  }
  return chosen.length;
}

const recordOfNothing = () => ({ status: undefined, cause: undefined, updatedAt: undefined });

/** Exactly 512 characters, the most a cause may have. */
function longCause(): string {
  const text =
    'Sending was paused by Amazon SES because mail from this tenant produced complaints at several mailbox providers, ' +
    'reached addresses that never asked for it, and carried links to pages reported as deceptive. ';
  return text.repeat(3).slice(0, 511) + '.';
}
