import 'server-only';
import type { ActName } from '../../domain/act-names.ts';
import { iamActionOf } from '../../domain/ses-operations.ts';
import type { Context } from '../context.ts';
import { deniedWritesOf } from '../history/merge-facts.ts';
import { reasonOf } from '../entities/read-facts.ts';

/** Whether a connection bears an act: what an act's permission takes from it (see lib/domain/entity-can.ts). */
export interface ConnectionFooting {
  /** Why it cannot be read now; null: it can. */
  unread: string | null;
  /** The IAM action that SES last refused to its credential, of those this act needs. */
  lacks: string | null;
}

/** The operation an act writes by. */
export function operationOf(act: ActName) {
  return act === 'set-policy' ? 'UpdateReputationEntityPolicy' : 'UpdateReputationEntityCustomerManagedStatus';
}

export async function footingOf(
  { store }: Context,
  connectionIds: readonly string[],
  act: ActName,
): Promise<Map<string, ConnectionFooting>> {
  if (connectionIds.length === 0) return new Map();
  const rows = await store.read
    .selectFrom('connections')
    .select(['id', 'label', 'state', 'reason', 'facts'])
    .where('id', 'in', [...connectionIds])
    .execute();
  const action = iamActionOf(operationOf(act));
  return new Map(
    rows.map((row) => {
      const blind = row.state === 'unread' || row.state === 'wrong-account' || row.state === 'paused';
      const why = reasonOf(row.reason)?.message.replace(/\.$/, '') ?? (row.state === 'paused' ? 'paused' : 'unread');
      const lacks = deniedWritesOf(row.facts).includes(action) ? action : null;
      return [row.id, { unread: blind ? `${row.label}: ${why}` : null, lacks }];
    }),
  );
}
