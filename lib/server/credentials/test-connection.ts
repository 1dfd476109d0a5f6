import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ConnectionTest } from '../../domain/connection-test.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { hasCode, isStandingError, notFound, StandingError } from '../errors.ts';
import { mergeFacts, pageSizesOf } from '../history/merge-facts.ts';
import type { CallerIdentity, SesConnection } from '../ses/gateway.ts';
import { sharedMemory } from '../shared-memory.ts';
import type { ConnectionTable } from '../store/schema.ts';
import { credentialOf } from './open-credential.ts';
import { probeOperations } from './probe-operations.ts';

/** Thirteen operations at one a second, and somebody else using the quota. */
const TEST_LIMIT_MS = 60_000;

/**
 * What a connection's credential may do, operation by operation. Costs one request of the account and Region's budget for
 * each; who asks meanwhile gets the same answer. Nothing real is changed: writes are tried on a tenant that cannot exist.
 * @throws StandingError `connection-not-found`, `wrong-account` (nothing more is asked then), `credentials-unreadable`, or
 *   the `ses-…` code of credentials that AWS does not take at all.
 */
export function testConnection(context: Context, id: string): Promise<ConnectionTest> {
  authorise(context, 'connections.manage');
  const running = sharedMemory(context.store, 'connection-tests', () => new Map<string, Promise<ConnectionTest>>());
  const known = running.get(id);
  if (known !== undefined) return known;
  const test = run(context, id).finally(() => running.delete(id));
  running.set(id, test);
  return test;
}

async function run(context: Context, id: string): Promise<ConnectionTest> {
  const row = await context.store.read
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw notFound('connection', id);
  await record(context, row, 'intent', null);
  try {
    const test = await ask(context, row);
    await record(context, row, 'outcome', summaryOf(test));
    return test;
  } catch (error) {
    await record(context, row, 'outcome', isStandingError(error) ? error.message : 'failed');
    throw error;
  }
}

async function ask(context: Context, row: ConnectionTable): Promise<ConnectionTest> {
  const { region, account } = row;
  const credential = await credentialOf(context.vault, row);
  // A client of its own, so that files, roles and trust policies are seen as they are now; the budget is the account's.
  const id = `probe-${randomUUID()}`;
  const ses = context.gateway.open({ id, region, account, credential, pageSizes: pageSizesOf(row.facts) });
  const signal = AbortSignal.timeout(TEST_LIMIT_MS);
  try {
    const { caller, callerReason } = await identify(ses, signal);
    if (caller !== null && account !== null && caller.account !== account) throw otherAccount(row, caller.account);
    const pinned = account ?? caller?.account ?? null;
    const externalId = await ses.checkExternalId(signal);
    const operations = await probeOperations(context, ses, {
      connectionId: row.id,
      region,
      partition: row.partition ?? caller?.partition ?? 'aws',
      account: pinned,
      signal,
    });
    await keepDeniedWrites(context, row.id, operations);
    return {
      testedAt: toIso(context.clock.now()),
      caller: caller === null ? null : { account: caller.account, arn: caller.arn ?? null },
      callerReason,
      externalId,
      operations,
    };
  } finally {
    context.gateway.closeConnection(id);
  }
}

/** What a test told of writes is what an act would meet: it is shown before anybody tries. */
async function keepDeniedWrites({ store }: Context, id: string, operations: ConnectionTest['operations']) {
  const deniedWrites = operations.flatMap(({ access, result, iamAction }) =>
    access === 'write' && result === 'denied' ? [iamAction] : [],
  );
  await store.write((transaction) => mergeFacts(transaction, id, { deniedWrites }));
}

interface Identified {
  caller: CallerIdentity | null;
  callerReason: string | null;
}

async function identify(ses: SesConnection, signal: AbortSignal): Promise<Identified> {
  try {
    return { caller: await ses.callerIdentity(signal), callerReason: null };
  } catch (error) {
    if (!isStandingError(error)) throw error;
    const { message: callerReason } = error;
    // Its refusal of a credential is final; its silence is not.
    if (hasCode(error, 'ses-credentials-invalid', 'ses-credentials-expired', 'ses-clock-skew')) throw error;
    return { caller: null, callerReason };
  }
}

function otherAccount({ account, label }: ConnectionTable, answered: string): StandingError {
  return new StandingError(
    'wrong-account',
    `Account ${answered} answered on "${label}", which belongs to ${account}. Nothing more was asked. Rotate its credential, or add a connection for the other account.`,
  );
}

function summaryOf({ operations, externalId }: ConnectionTest): string {
  const of = (...results: string[]) => operations.filter(({ result }) => results.includes(result));
  const denied = of('denied').map(({ iamAction }) => iamAction);
  const words = [
    `${of('allowed', 'allowed-for-pattern').length} allowed`,
    denied.length === 0 ? 'none denied' : `denied: ${denied.join(', ')}`,
    `${of('unknown', 'not-provable').length} unknown`,
  ];
  if (externalId === 'not-demanded') words.push('the role does not demand its ExternalId');
  return words.join('; ');
}

async function record(
  context: Context,
  { id, label }: ConnectionTable,
  kind: 'intent' | 'outcome',
  after: string | null,
) {
  await context.store.write((transaction) =>
    recordAudit(transaction, context, { kind, action: 'connection.test', target: id, before: label, after }),
  );
}
