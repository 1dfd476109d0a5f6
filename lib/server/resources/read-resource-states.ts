import 'server-only';
import { parseArn, tenantOf } from '../../domain/arn.ts';
import { resourceOf } from '../../domain/resource-kind.ts';
import type { Context } from '../context.ts';
import { hasCode, isStandingError, type StandingError } from '../errors.ts';
import type { CallOptions, ResourceTenant, SesConnection } from '../ses/gateway.ts';
import type { WriteTransaction } from '../store/store.ts';
import { keepResourceState } from './keep-resource-state.ts';
import { readReason, type SenderPlace } from './sender-place.ts';

/** Of each kind; the rest are named and said to be unread. */
const MOST_EACH = 8;
/** A shared resource is read for the first who looks, and stands for the others. */
const STATE_YOUNG_MS = 5 * 60_000;
const TENANTS_YOUNG_MS = 60 * 60_000;

interface StateReads {
  ses: SesConnection;
  place: SenderPlace;
  arns: readonly string[];
  options: CallOptions;
}

/** The state of each resource, then who shares it; what was read a moment ago for another sender is not read again. */
export async function readResourceStates(context: Context, reads: StateReads): Promise<void> {
  const { place, arns } = reads;
  const held = await heldStates(context, place.connectionId, arns);
  const chosen = firstOfEach(arns);
  const now = context.clock.now();
  const refused = new Map<string, StandingError>();
  for (const arn of chosen) {
    if (now - (held.get(arn)?.state_read_at ?? 0) >= STATE_YOUNG_MS) await readState(context, reads, arn, refused);
  }
  for (const arn of chosen) {
    if (now - (held.get(arn)?.tenants_read_at ?? 0) >= TENANTS_YOUNG_MS)
      await readTenants(context, reads, arn, refused);
  }
}

function firstOfEach(arns: readonly string[]): string[] {
  const byKind = Map.groupBy(arns, (arn) => resourceOf(arn)?.kind);
  return [...byKind.values()].flatMap((list) => list.slice(0, MOST_EACH));
}

async function heldStates({ store }: Context, connectionId: string, arns: readonly string[]) {
  if (arns.length === 0) return new Map<string, never>();
  const rows = await store.read
    .selectFrom('resource_states')
    .select(['arn', 'state_read_at', 'tenants_read_at'])
    .where('connection_id', '=', connectionId)
    .where('arn', 'in', arns)
    .execute();
  return new Map(rows.map((row) => [row.arn, row]));
}

async function readState(
  context: Context,
  { ses, place, options }: StateReads,
  arn: string,
  refused: Map<string, StandingError>,
): Promise<void> {
  const { kind, name } = resourceOf(arn) ?? { kind: '', name: '' };
  const read = async () => {
    if (kind === 'identity') {
      const { value, endedAt } = await ses.getIdentity(name, options);
      const { verifiedForSending: usable, verificationStatus, dkimStatus } = value;
      return { usable, verification_status: verificationStatus, dkim_status: dkimStatus, state_read_at: endedAt };
    }
    const { value, endedAt } = await ses.getConfigurationSet(name, options);
    return { usable: value.sendingEnabled, state_read_at: endedAt };
  };
  if (kind !== 'identity' && kind !== 'configuration-set') return;
  const answer = await orRefusal(read, kind, refused);
  const state = isStandingError(answer)
    ? { state_failure: JSON.stringify(readReason(answer)) }
    : { ...answer, usable: answer.usable === null ? null : Number(answer.usable), state_failure: null };
  await context.store.write((transaction) =>
    keepResourceState(transaction, { connection_id: place.connectionId, arn }, state),
  );
}

async function readTenants(
  context: Context,
  { ses, place, options }: StateReads,
  arn: string,
  refused: Map<string, StandingError>,
): Promise<void> {
  const answer = await orRefusal(() => ses.listResourceTenants(arn, null, options), 'tenants', refused);
  await context.store.write(async (transaction) => {
    const resource = { connection_id: place.connectionId, arn };
    if (isStandingError(answer)) {
      await keepResourceState(transaction, resource, { tenants_failure: JSON.stringify(readReason(answer)) });
      return;
    }
    const { tenants, nextToken } = answer.value;
    await keepResourceState(transaction, resource, {
      tenants: JSON.stringify(tenants.map(({ tenantName, tenantId }) => [tenantName, tenantId])),
      tenants_more: nextToken === null ? 0 : 1,
      tenants_read_at: answer.endedAt,
      tenants_failure: null,
    });
    await keepAssociation(transaction, place, arn, tenants);
  });
}

/** SES's own time of this sender's association, which the list of the sender's resources does not carry. */
async function keepAssociation(
  transaction: WriteTransaction,
  { id, arn: sender }: SenderPlace,
  arn: string,
  tenants: readonly ResourceTenant[],
): Promise<void> {
  const parts = parseArn(sender);
  if (parts === null) return;
  const { tenantName, tenantId } = tenantOf(parts);
  const own = tenants.find((one) => one.tenantName === tenantName && (tenantId === null || one.tenantId === tenantId));
  if (own?.associatedAt == null) return;
  await transaction
    .updateTable('sender_resources')
    .set({ associated_at: own.associatedAt })
    .where('entity_id', '=', id)
    .where('arn', '=', arn)
    .where('gone_at', 'is', null)
    .execute();
}

/** Once refused for one resource of a kind, AWS would refuse the next as well: asking it costs a request. */
async function orRefusal<T>(
  read: () => Promise<T>,
  what: string,
  refused: Map<string, StandingError>,
): Promise<T | StandingError> {
  const earlier = refused.get(what);
  if (earlier !== undefined) return earlier;
  try {
    return await read();
  } catch (error) {
    if (!isStandingError(error) || hasCode(error, 'shutting-down')) throw error;
    if (hasCode(error, 'ses-access-denied', 'ses-unreachable', 'ses-throttled')) refused.set(what, error);
    return error;
  }
}
