import 'server-only';
import type { ResourceFacts } from '../../domain/explain-input.ts';
import { resourceOf } from '../../domain/resource-kind.ts';
import type { ReadReason } from '../../domain/resources.ts';
import { toIso } from '../../domain/wire.ts';
import type { ReadDatabase } from '../store/store.ts';
import { storedReason } from './sender-place.ts';

export interface StoredResources {
  /** null: never read whole. */
  resources: ResourceFacts | null;
  /** Why the last try failed, in words. */
  resourcesUnread: string | null;
}

/** What a sender needs to send besides its reputation, as last read. */
export async function resourceFacts(
  database: ReadDatabase,
  entity: { id: number; incarnation: number; connection_id: string },
): Promise<StoredResources> {
  const read = await database
    .selectFrom('resource_reads')
    .select(['read_at', 'failure'])
    .where('entity_id', '=', entity.id)
    .where('incarnation', '=', entity.incarnation)
    .executeTakeFirst();
  const failure = storedReason(read?.failure ?? null);
  const resourcesUnread = failure === null ? null : wordsOf(failure);
  if (read?.read_at == null) return { resources: null, resourcesUnread };
  const rows = await database
    .selectFrom('sender_resources')
    .leftJoin('resource_states', (join) =>
      join
        .onRef('resource_states.arn', '=', 'sender_resources.arn')
        .on('resource_states.connection_id', '=', entity.connection_id),
    )
    .select(['sender_resources.arn', 'resource_states.usable'])
    .where('sender_resources.entity_id', '=', entity.id)
    .where('sender_resources.incarnation', '=', entity.incarnation)
    .where('sender_resources.gone_at', 'is', null)
    .orderBy('sender_resources.id')
    .execute();
  const of = (kind: string) =>
    rows.flatMap(({ arn, usable }) => {
      const resource = resourceOf(arn);
      return resource?.kind === kind ? [{ name: resource.name, usable: usable === null ? null : usable !== 0 }] : [];
    });
  const resources: ResourceFacts = {
    identities: of('identity').map(({ name, usable }) => ({ name, verifiedForSending: usable })),
    configurationSets: of('configuration-set').map(({ name, usable }) => ({ name, sendingEnabled: usable })),
    readAt: toIso(read.read_at),
  };
  return { resources, resourcesUnread };
}

function wordsOf({ iamAction, message }: ReadReason): string {
  return iamAction === null ? message : `AWS refused ${iamAction}.`;
}
