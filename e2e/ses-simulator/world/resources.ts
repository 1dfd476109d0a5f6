import { createRandom } from '../random.ts';
import type { Tenant } from './entity.ts';
import { type Place, type ResourceKind, resourceArn } from './place.ts';

/** Resources that several tenants share. */
const SHARED_SETS = ['shared-events', 'shared-marketing', 'shared-receipts', 'shared-eu'] as const;
const SHARED_IDENTITIES = ['mail.example.net', 'news.example.org'] as const;
const SHARED_TEMPLATES = ['receipt-v2', 'welcome', 'password-reset', 'digest'] as const;
const DOMAIN = '.example.com';
const SET = '-mail';

/** What a tenant was born with. Worked out when asked, since a hundred thousand tenants have half a million of them. */
function bornWith(place: Place, tenant: Tenant): string[] {
  if (tenant.appearedAt !== 0) return [];
  const random = createRandom(1, `resources/${tenant.id}`);
  const hasOwnSet = random.chance(0.4);
  const arns = [
    resourceArn(place, 'identity', `${tenant.name}${DOMAIN}`),
    resourceArn(place, 'configuration-set', hasOwnSet ? `${tenant.name}${SET}` : random.pick(SHARED_SETS)),
    resourceArn(place, 'template', random.pick(SHARED_TEMPLATES)),
  ];
  if (random.chance(0.15)) arns.push(resourceArn(place, 'identity', random.pick(SHARED_IDENTITIES)));
  if (random.chance(0.1)) arns.push(resourceArn(place, 'identity', `hello+${tenant.name}@example.com`));
  return arns;
}

/** Resource ARNs of a tenant with the time of their association, epoch milliseconds. */
export function resourcesOf(place: Place, tenant: Tenant): Map<string, number> {
  const found = new Map(bornWith(place, tenant).map((arn) => [arn, tenant.createdAt + 60_000]));
  for (const [arn, at] of place.associations.get(tenant) ?? []) {
    if (at === null) found.delete(arn);
    else found.set(arn, at);
  }
  return found;
}

/** Kind and name of a resource ARN of this place, or undefined. */
export function readResource(place: Place, arn: string): { kind: ResourceKind; name: string } | undefined {
  for (const kind of ['identity', 'configuration-set', 'template'] as const) {
    const prefix = resourceArn(place, kind, '');
    if (arn.startsWith(prefix) && arn.length > prefix.length) return { kind, name: arn.slice(prefix.length) };
  }
  return undefined;
}

/** Whether the place has such a resource: a shared one, or one that follows from a tenant's name. */
export function hasResource(place: Place, kind: ResourceKind, name: string): boolean {
  switch (kind) {
    case 'identity':
      return isIn(SHARED_IDENTITIES, name) || place.byName.has(ownerOfIdentity(name) ?? '');
    case 'configuration-set':
      return isIn(SHARED_SETS, name) || (name.endsWith(SET) && place.byName.has(name.slice(0, -SET.length)));
    case 'template':
      return isIn(SHARED_TEMPLATES, name);
  }
}

function ownerOfIdentity(name: string): string | undefined {
  if (name.endsWith(DOMAIN) && !name.includes('@')) return name.slice(0, -DOMAIN.length);
  return /^hello\+(.+)@example\.com$/.exec(name)?.[1];
}

const isIn = (list: readonly string[], name: string): boolean => list.includes(name);
