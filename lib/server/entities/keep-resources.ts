import 'server-only';
import { sql } from 'kysely';
import type { WriteTransaction } from '../store/store.ts';

/** Stores which identities a sender uses, in place of what was stored. @param names as SES gives them. */
export async function keepIdentitiesOf(
  transaction: WriteTransaction,
  entityId: number,
  names: readonly string[],
  readAt: number,
): Promise<void> {
  await transaction.deleteFrom('entity_resources').where('entity_id', '=', entityId).execute();
  const resources = [...new Set(names.map((name) => name.toLowerCase()))];
  if (resources.length === 0) return;
  await transaction
    .insertInto('entity_resources')
    .values(resources.map((resource) => ({ resource, entity_id: entityId, read_at: readAt })))
    .execute();
}

/** Stores which senders of an account and Region use an identity, in place of what was stored of them. */
export async function keepSendersOf(
  transaction: WriteTransaction,
  identity: string,
  place: { account: string; region: string },
  entityIds: readonly number[],
  readAt: number,
): Promise<void> {
  const resource = identity.toLowerCase();
  await transaction
    .deleteFrom('entity_resources')
    .where('resource', '=', resource)
    .where(
      'entity_id',
      'in',
      sql<number>`(select id from entities where account = ${place.account} and region = ${place.region})`,
    )
    .execute();
  const ids = [...new Set(entityIds)];
  if (ids.length === 0) return;
  await transaction
    .insertInto('entity_resources')
    .values(ids.map((id) => ({ resource, entity_id: id, read_at: readAt })))
    .execute();
}
