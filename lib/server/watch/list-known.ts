import 'server-only';
import { isEntityArn } from '../../domain/arn.ts';
import { hasCode } from '../errors.ts';
import { mayAsk, type Watched } from './watched.ts';

/** Entities read one by one in a round; more wait for the next. */
const ROUND = 1000;

/**
 * Where `ses:ListReputationEntities` is denied: the ARNs that tenants have, and those that were pasted or read before,
 * longest unread first. Each is then read by itself; what is not known by either way cannot be watched.
 * @throws StandingError of the gateway, other than a denial of `ListTenants`.
 */
export async function listKnown(watched: Watched): Promise<string[]> {
  const { store } = watched.context;
  const rows = await store.read
    .selectFrom('entities')
    .select('arn')
    .where('connection_id', '=', watched.id)
    .where('deleted_at', 'is', null)
    .orderBy('read_at')
    .limit(ROUND)
    .execute();
  const known = new Set(rows.map((row) => row.arn));
  const fresh: string[] = [];
  for (const arn of await listTenantArns(watched)) if (!known.has(arn)) fresh.push(arn);
  return [...fresh, ...known].slice(0, ROUND);
}

async function listTenantArns(watched: Watched): Promise<string[]> {
  if (!mayAsk(watched, 'ses:ListTenants')) return [];
  const { ses, signal, denied, context } = watched;
  const arns: string[] = [];
  let token: string | null = null;
  try {
    do {
      const answer: Awaited<ReturnType<typeof ses.listTenants>> = await ses.listTenants(token, {
        lane: 'full-sweep',
        signal,
      });
      arns.push(...answer.value.tenants.map((tenant) => tenant.arn).filter(isEntityArn));
      token = answer.value.nextToken;
    } while (token !== null);
  } catch (error) {
    if (!hasCode(error, 'ses-access-denied')) throw error;
    denied.set('ses:ListTenants', context.clock.now() + 5 * 60_000);
  }
  return arns;
}
