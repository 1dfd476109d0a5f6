import 'server-only';
import { randomUUID } from 'node:crypto';
import { type EntityArn, parseArn, tenantOf } from '../../domain/arn.ts';
import type { OperationTest } from '../../domain/connection-test.ts';
import { rateWindow } from '../../domain/tell-rates.ts';
import { iamActionOf, ruleOf, SES_OPERATION_NAMES, type SesOperation } from '../../domain/ses-operations.ts';
import { actorOf } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { hasCode, isStandingError, StandingError } from '../errors.ts';
import type { CallOptions, SesConnection, WriteOptions } from '../ses/gateway.ts';

export interface ProbeScope {
  connectionId: string;
  region: string;
  partition: string;
  /** null: not known, so nothing can be addressed. */
  account: string | null;
  signal: AbortSignal;
}

/** What reads are tried on: a real tenant where one is known. Writes never are. */
interface Targets {
  tenant: EntityArn;
  tenantName: string;
  identity: string;
  /** Its name holds what no tenant's may (SES takes letters, digits, hyphens and underscores), and a number of its own. */
  impossible: EntityArn;
}

/** Asks for each operation once, all within the budget, and says what AWS made of it. */
export async function probeOperations(
  context: Context,
  ses: SesConnection,
  scope: ProbeScope,
): Promise<OperationTest[]> {
  const targets = await targetsOf(context, scope);
  const read: CallOptions = { lane: 'open-entity', signal: scope.signal };
  const write: WriteOptions = { ...read, operator: actorOf(context.principal).principal_name };
  const probes: Record<SesOperation, (on: Targets) => Promise<unknown>> = {
    ListReputationEntities: async () => checkArns((await ses.listEntities({}, null, read)).value.entities, scope),
    GetReputationEntity: (on) => ses.getEntity(on.tenant, read),
    ListRecommendations: () => ses.listFindings({ status: 'OPEN' }, null, read),
    ListTenants: () => ses.listTenants(null, read),
    GetTenant: (on) => ses.getTenant(on.tenantName, read),
    ListTenantResources: (on) => ses.listTenantResources(on.tenantName, null, read),
    ListTagsForResource: (on) => ses.listTags(on.tenant, read),
    GetAccount: () => ses.getAccount(read),
    ListResourceTenants: (on) => ses.listResourceTenants(on.identity, null, read),
    GetEmailIdentity: () => ses.getIdentity(NOBODY, read),
    GetConfigurationSet: () => ses.getConfigurationSet('standing-probe', read),
    BatchGetMetricData: (on) => probeMetrics(context, ses, on.tenantName, read),
    UpdateReputationEntityCustomerManagedStatus: (on) => ses.setCustomerStatus(on.impossible, 'ENABLED', write),
    UpdateReputationEntityPolicy: (on) => ses.setPolicy(on.impossible, 'standard', write),
  };
  return await Promise.all(
    SES_OPERATION_NAMES.map(async (operation): Promise<OperationTest> => {
      const { access } = ruleOf(operation);
      const base = { operation, iamAction: iamActionOf(operation), access };
      const probe = probes[operation];
      // A probe that takes no target needs none.
      if (targets === null && probe.length > 0) return { ...base, ...NO_ACCOUNT };
      return { ...base, ...(await judge(access, () => probe(targets ?? ({} as Targets)))) };
    }),
  );
}

type Judged = Pick<OperationTest, 'result' | 'detail'>;

const MISSING = /(does not|doesn't) exist|not (be )?found/i;
const NOBODY = 'standing-probe.invalid';
const NO_ACCOUNT: Judged = {
  result: 'not-provable',
  detail: 'The account is not known, so nothing could be named to AWS.',
};

async function judge(access: 'read' | 'write', probe: () => Promise<unknown>): Promise<Judged> {
  const passed: Judged = { result: access === 'read' ? 'allowed' : 'allowed-for-pattern', detail: null };
  try {
    await probe();
    return passed;
  } catch (error) {
    if (!isStandingError(error)) throw error;
    const { message: detail } = error;
    if (hasCode(error, 'wrong-account')) throw error;
    if (hasCode(error, 'ses-access-denied')) return { result: 'denied', detail };
    // AWS looks at permissions before it looks for the resource.
    if (hasCode(error, 'ses-not-found', 'ses-conflict')) return passed;
    // It may look at the form of the input before it looks at permissions, but not at whether a resource exists.
    if (hasCode(error, 'ses-bad-request')) return MISSING.test(detail) ? passed : { result: 'not-provable', detail };
    return { result: 'unknown', detail };
  }
}

async function targetsOf({ store }: Context, scope: ProbeScope): Promise<Targets | null> {
  const { connectionId, region, partition, account } = scope;
  if (account === null) return null;
  const known = await store.read
    .selectFrom('entities')
    .select(['arn'])
    .where('connection_id', '=', connectionId)
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const within = `arn:${partition}:ses:${region}:${account}`;
  const tenant = known?.arn ?? `${within}:tenant/standing-probe/tn-standing-probe`;
  const parts = parseArn(tenant);
  return {
    tenant: tenant as EntityArn,
    tenantName: parts === null ? 'standing-probe' : tenantOf(parts).tenantName,
    identity: `${within}:identity/${NOBODY}`,
    impossible: `${within}:tenant/standing.probe.${randomUUID()}/tn-standing.probe` as EntityArn,
  };
}

/** One day of one metric. A refusal inside the answer is one too. */
async function probeMetrics(context: Context, ses: SesConnection, tenantName: string, read: CallOptions) {
  const { from, to } = rateWindow(context.clock.now(), 1);
  const { value } = await ses.tenantMetrics({ tenantName, metrics: ['SEND'], from, to }, read);
  if (value.some(({ error }) => error?.code === 'ACCESS_DENIED')) {
    throw new StandingError('ses-access-denied', 'AWS refused it inside its answer: access denied.');
  }
}

/** Where STS is out of reach, the ARNs say whose account answered. */
function checkArns(entities: readonly { arn: string }[], { account }: ProbeScope): void {
  const answered = entities.map(({ arn }) => parseArn(arn)?.account).find((one) => one !== undefined);
  if (account === null || answered === undefined || answered === account) return;
  throw new StandingError('wrong-account', `Account ${answered} answered, and this connection belongs to ${account}.`);
}
