import 'server-only';
import { parseResource } from '../../domain/parse-resource.ts';
import type { ResourceSearch, ResourceSearchQuery } from '../../domain/resource-search.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type StandingError, StandingError as Failure, hasCode, isStandingError } from '../errors.ts';
import { askForResource, type ResourceAnswer } from './ask-for-resource.ts';
import { limitStrangers } from './limit-refresh.ts';

type Found = ResourceSearch['connections'][number];
const MOST_NOT_HELD = 50;

/**
 * Which senders use a domain or an address: those known to (from resources that were read before), else by asking SES,
 * once an account and Region. The senders themselves are then in the list filtered by `resource`.
 * @throws StandingError `too-many-requests` when one person asks SES too often.
 */
export async function findByResource(context: Context, query: ResourceSearchQuery): Promise<ResourceSearch> {
  authorise(context, 'entities.read');
  const sought = parseResource(query.resource);
  if (sought === null) throw new Failure('invalid-input', 'resource: takes a domain or an e-mail address.');
  const { read } = context.store;
  const connections = await read
    .selectFrom('connections')
    .select(['id', 'label', 'partition', 'account', 'region'])
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .execute();
  const before = await knownBy(context, sought.identities);
  const unasked = connections.filter(({ id }) => query.refresh === '1' || !before.has(id));
  if (unasked.length > 0) limitStrangers(context);
  const answers = new Map(
    await Promise.all(
      unasked.map(async ({ id, partition, account, region }) => {
        const place = account === null ? null : { connectionId: id, partition: partition ?? 'aws', account, region };
        return [id, place === null ? UNPINNED : await orFailure(askForResource(context, place, sought))] as const;
      }),
    ),
  );
  const known = answers.size === 0 ? before : await knownBy(context, sought.identities);
  return {
    resource: sought.resource,
    connections: connections.map(({ id, label, region, account }) => ({
      id,
      label,
      region,
      account,
      found: known.get(id)?.found ?? 0,
      readAt: toIso(known.get(id)?.readAt ?? null),
      ...outcomeOf(answers.get(id)),
    })),
    notHeld: [...answers.values()]
      .flatMap((answer) => (isStandingError(answer) ? [] : answer.notHeld))
      .slice(0, MOST_NOT_HELD),
  };
}

const UNPINNED = new Failure('ses-unreachable', 'It has not been read yet, so its account is not known.');

function orFailure(asking: Promise<ResourceAnswer>): Promise<ResourceAnswer | StandingError> {
  return asking.catch((error: unknown) => {
    if (isStandingError(error)) return error;
    throw error;
  });
}

function outcomeOf(
  answer: ResourceAnswer | StandingError | undefined,
): Pick<Found, 'state' | 'asked' | 'more' | 'reason'> {
  if (answer === undefined) return { state: 'known', asked: [], more: false, reason: null };
  if (!isStandingError(answer)) return { state: 'asked', asked: answer.asked, more: answer.more, reason: null };
  const { code, message, details } = answer;
  return {
    state: hasCode(answer, 'ses-access-denied') ? 'denied' : 'failed',
    asked: [],
    more: false,
    reason: { code, message, iamAction: details.iamAction ?? null },
  };
}

/** Living senders known to use one of these identities, by connection. */
async function knownBy({ store }: Context, identities: readonly string[]) {
  const rows = await store.read
    .selectFrom('entity_resources')
    .innerJoin('entities', 'entities.id', 'entity_resources.entity_id')
    .select(['entities.connection_id as id'])
    .select(({ fn }) => [
      fn.count<number>('entities.id').distinct().as('found'),
      fn.min('entity_resources.read_at').as('readAt'),
    ])
    .where('entity_resources.resource', 'in', identities)
    .where('entities.deleted_at', 'is', null)
    .groupBy('entities.connection_id')
    .execute();
  return new Map(rows.map(({ id, found, readAt }) => [id, { found, readAt }]));
}
