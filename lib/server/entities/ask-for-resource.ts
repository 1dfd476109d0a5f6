import 'server-only';
import { isEntityArn } from '../../domain/arn.ts';
import type { SoughtResource } from '../../domain/parse-resource.ts';
import type { Context } from '../context.ts';
import { hasCode } from '../errors.ts';
import type { ResourceTenant, SesConnection } from '../ses/gateway.ts';
import { sharedMemory } from '../shared-memory.ts';
import { wholeStore } from '../store-scope.ts';
import { keepSendersOf } from './keep-resources.ts';
import { reachConnection } from './reach-connection.ts';

const GIVE_UP_AFTER_MS = 15_000;
/** However many ask, SES is asked for one identity at most this often. */
const ASK_AGAIN_AFTER_MS = 10_000;
const KEPT = 1_000;

/** Where to ask: an account and Region that is known by both. */
export interface Place {
  connectionId: string;
  partition: string;
  account: string;
  region: string;
}

export interface ResourceAnswer {
  /** ARNs of the identities that were asked for. */
  asked: string[];
  more: boolean;
  notHeld: { name: string; arn: string | null }[];
}

interface Ask {
  at: number;
  answer: Promise<ResourceAnswer>;
}

/**
 * Asks one account and Region which tenants use this identity, and stores those we hold: one `ListResourceTenants`, and
 * for an address that is no identity there, one more for its domain.
 * @throws StandingError of the gateway, or `connection-not-found`.
 */
export function askForResource(context: Context, place: Place, sought: SoughtResource): Promise<ResourceAnswer> {
  const asks = sharedMemory(context.store, 'resource-asks', () => new Map<string, Ask>());
  const key = `${place.connectionId} ${sought.resource}`;
  const now = context.clock.now();
  const known = asks.get(key);
  if (known !== undefined && now - known.at < ASK_AGAIN_AFTER_MS) return known.answer;
  const answer = ask({ ...context, store: wholeStore(context.store) }, place, sought);
  asks.delete(key);
  asks.set(key, { at: now, answer });
  answer.catch(() => asks.delete(key));
  const [oldest] = asks.size > KEPT ? asks.keys() : [];
  if (oldest !== undefined) asks.delete(oldest);
  return answer;
}

async function ask(context: Context, place: Place, { resource, domain }: SoughtResource): Promise<ResourceAnswer> {
  const ses = await reachConnection(context, place.connectionId);
  const asked: string[] = [];
  for (const identity of new Set([resource, domain])) {
    const arn = `arn:${place.partition}:ses:${place.region}:${place.account}:identity/${identity}`;
    asked.push(arn);
    const page = await tenantsOf(ses, arn);
    const { held, notHeld } = await match(context, place, page.tenants);
    const readAt = context.clock.now();
    await context.store.write((transaction) => keepSendersOf(transaction, identity, place, held, readAt));
    if (page.tenants.length > 0) return { asked, more: page.more, notHeld };
  }
  return { asked, more: false, notHeld: [] };
}

/** An identity that SES does not know has no tenants. */
async function tenantsOf(ses: SesConnection, arn: string): Promise<{ tenants: ResourceTenant[]; more: boolean }> {
  try {
    const options = { lane: 'open-entity' as const, signal: AbortSignal.timeout(GIVE_UP_AFTER_MS) };
    const { value } = await ses.listResourceTenants(arn, null, options);
    return { tenants: value.tenants, more: value.nextToken !== null };
  } catch (error) {
    if (hasCode(error, 'ses-not-found')) return { tenants: [], more: false };
    throw error;
  }
}

/** SES names tenants by name and id, not by ARN. */
async function match({ store }: Context, place: Place, tenants: readonly ResourceTenant[]) {
  const rows =
    tenants.length === 0
      ? []
      : await store.read
          .selectFrom('entities')
          .select(['id', 'name', 'tenant_id'])
          .where('account', '=', place.account)
          .where('region', '=', place.region)
          .where('deleted_at', 'is', null)
          .where('name', 'in', [...new Set(tenants.map(({ tenantName }) => tenantName))])
          .execute();
  const byName = Map.groupBy(rows, (row) => row.name);
  const held: number[] = [];
  const notHeld: ResourceAnswer['notHeld'] = [];
  for (const { tenantName, tenantId } of tenants) {
    const same = (byName.get(tenantName) ?? []).filter(
      (row) => tenantId === null || row.tenant_id === null || row.tenant_id === tenantId,
    );
    held.push(...same.map(({ id }) => id));
    if (same.length > 0) continue;
    const arn = `arn:${place.partition}:ses:${place.region}:${place.account}:tenant/${tenantName}/${tenantId}`;
    notHeld.push({ name: tenantName, arn: tenantId !== null && isEntityArn(arn) ? arn : null });
  }
  return { held, notHeld };
}
