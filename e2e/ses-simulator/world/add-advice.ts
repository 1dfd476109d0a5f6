import { createRandom } from '../random.ts';
import { addFinding } from './change-entity.ts';
import { type Place, resourceArn } from './place.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;

/** VDM Advisor's texts on identities; SPF's is documented, the others follow it. */
const ADVICE: readonly (readonly [string, string, string])[] = [
  ['SPF', 'LOW', 'SPF record was not found.'],
  ['DMARC', 'HIGH', 'DMARC configuration was not found.'],
  ['DKIM', 'HIGH', 'DKIM verification is not enabled.'],
  ['BIMI', 'LOW', 'BIMI record was not found or is configured without a default selector.'],
];

/** ListRecommendations also carries advice on identities, which is no tenant's finding: one in fifty has some. */
export function addAdvice(world: World, place: Place): void {
  const now = world.clock.now();
  for (const tenant of place.tenants) {
    const random = createRandom(world.seed, tenant.seq);
    if (!random.chance(0.02)) continue;
    const [type, impact, description] = random.pick(ADVICE);
    const createdAt = now - random.integer(1, 80) * DAY;
    addFinding(place, {
      arn: resourceArn(place, 'identity', `${tenant.name}.example.com`),
      type,
      impact,
      description,
      status: 'OPEN',
      createdAt,
      appearedAt: 0,
      updatedAt: createdAt,
      fixedAt: undefined,
    });
  }
}
