import 'server-only';
import type { Insertable, Updateable } from 'kysely';
import type { ResourceStateTable } from '../store/schema-of-resources.ts';
import type { WriteTransaction } from '../store/store.ts';

type State = Omit<Updateable<ResourceStateTable>, 'connection_id' | 'arn'>;

/** Keeps what one read said of one resource, for all senders that use it; what is not given stays as it was. */
export async function keepResourceState(
  transaction: WriteTransaction,
  resource: Pick<Insertable<ResourceStateTable>, 'connection_id' | 'arn'>,
  state: State,
): Promise<void> {
  await transaction
    .insertInto('resource_states')
    .values({ tenants_more: 0, ...resource, ...state })
    .onConflict((conflict) => conflict.columns(['connection_id', 'arn']).doUpdateSet(state))
    .execute();
}
