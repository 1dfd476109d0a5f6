import 'server-only';
import type { Resources, ResourcesQuery } from '../../domain/resources.ts';
import { resourceOf } from '../../domain/resource-kind.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type EntityRow, findEntity } from '../entities/entity-row.ts';
import { limitRefresh } from '../entities/limit-refresh.ts';
import { notFound } from '../errors.ts';
import { beginReadingResources, isReadingResources } from './read-sender-resources.ts';
import { storedReason } from './sender-place.ts';
import { sharersOf } from './sharers-of.ts';

/** Resources that went, shown at most. */
const MOST_GONE = 50;

/**
 * What a sender sends with, as stored, with the age of each part; a look begins to read it anew where it is old. The
 * answer never waits for SES: `reading` says that more is on its way.
 * @throws StandingError `entity-not-found`, `too-many-requests` (refresh).
 */
export async function getResources(context: Context, query: ResourcesQuery): Promise<Resources> {
  authorise(context, 'entities.read');
  const row = await findEntity(context.store.read, query.arn);
  if (row === undefined) throw notFound('entity', query.arn);
  const refresh = query.refresh === '1';
  if (refresh) {
    authorise(context, 'entities.refresh');
    limitRefresh(context, query.arn);
  }
  if (row.deleted_at === null) {
    const { id, incarnation, connection_id: connectionId } = row;
    beginReadingResources(context, { id, arn: query.arn, incarnation, connectionId }, refresh);
  }
  // In this order: a list that is newer than the time it claims is true, one that is older is not.
  const reading = isReadingResources(context, row.arn);
  const read = await readOf(context, row);
  const rows = await rowsOf(context, row);
  const attached = rows.filter(({ gone_at }) => gone_at === null);
  const sharers = await sharersOf(context, row, attached);
  return {
    arn: row.arn,
    readAt: toIso(read?.read_at ?? null),
    reading,
    reason: storedReason(read?.failure ?? null),
    items: attached.map((one) => ({
      ...describe(one),
      usable: one.usable === null ? null : one.usable !== 0,
      verificationStatus: one.verification_status,
      dkimStatus: one.dkim_status,
      stateReadAt: toIso(one.state_read_at),
      stateReason: storedReason(one.state_failure),
      shared: {
        ...(sharers.get(one.arn) ?? { count: null, tenants: [] }),
        more: one.tenants_more === 1,
        readAt: toIso(one.tenants_read_at),
        reason: storedReason(one.tenants_failure),
      },
    })),
    gone: rows
      .filter(({ gone_at }) => gone_at !== null)
      .toSorted((a, b) => (b.gone_at ?? 0) - (a.gone_at ?? 0))
      .slice(0, MOST_GONE)
      .map((one) => ({ ...describe(one), detached: { after: toIso(one.last_seen_at), at: toIso(one.gone_at ?? 0) } })),
  };
}

type ResourceRow = Awaited<ReturnType<typeof rowsOf>>[number];

function describe(row: ResourceRow) {
  const { kind, name } = resourceOf(row.arn) ?? { kind: 'unknown', name: row.arn };
  return {
    arn: row.arn,
    kind,
    name,
    attached: { after: toIso(row.seen_after), at: toIso(row.first_seen_at) },
    associatedAt: toIso(row.associated_at),
  };
}

function rowsOf({ store }: Context, { id, incarnation, connection_id }: EntityRow) {
  return store.read
    .selectFrom('sender_resources')
    .leftJoin('resource_states', (join) =>
      join
        .onRef('resource_states.arn', '=', 'sender_resources.arn')
        .on('resource_states.connection_id', '=', connection_id),
    )
    .selectAll('sender_resources')
    .select([
      'resource_states.usable',
      'resource_states.verification_status',
      'resource_states.dkim_status',
      'resource_states.state_read_at',
      'resource_states.state_failure',
      'resource_states.tenants',
      'resource_states.tenants_more',
      'resource_states.tenants_read_at',
      'resource_states.tenants_failure',
    ])
    .where('sender_resources.entity_id', '=', id)
    .where('sender_resources.incarnation', '=', incarnation)
    .orderBy('sender_resources.id')
    .execute();
}

function readOf({ store }: Context, { id, incarnation }: EntityRow) {
  return store.read
    .selectFrom('resource_reads')
    .select(['read_at', 'failure'])
    .where('entity_id', '=', id)
    .where('incarnation', '=', incarnation)
    .executeTakeFirst();
}
