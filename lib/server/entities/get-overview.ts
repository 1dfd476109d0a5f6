import 'server-only';
import type { Connection } from '../../domain/connection.ts';
import type { Overview, OverviewQuery } from '../../domain/overview.ts';
import type { FleetPast } from '../../domain/past.ts';
import { policyNameOf } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type ConnectionsLive, listConnections } from '../credentials/list-connections.ts';
import { describeChange } from '../history/describe-change.ts';
import { type EntityGroup, type Place, countEntities, sumBy } from '../store/count-entities.ts';
import { countEntitiesAt } from '../store/count-entities-at.ts';
import { countNeedsPerson } from '../queue/count-needs-person.ts';
import { countChanges, listChanges } from '../store/list-changes.ts';
import type { Store } from '../store/store.ts';
import { describeFleetPast } from './describe-fleet-past.ts';

const DAY_MS = 86_400_000;
const CHANGES = 50;

/**
 * The fleet in numbers, what flipped in 24 hours, and how each connection is read; from the store alone. With `at`: the
 * numbers of that moment, and the 24 hours before it.
 */
export async function getOverview(
  context: Context,
  live: ConnectionsLive,
  query: OverviewQuery = {},
): Promise<Overview> {
  authorise(context, 'entities.read');
  const { store } = context;
  const place = placeOf(query);
  const { at } = query;
  const moment = at === undefined ? null : { at, known: query.known ?? ('then' as const) };
  const from = (at ?? context.clock.now()) - DAY_MS;
  const to = at === undefined ? undefined : at + 1;
  const flips = { tracks: ['aggregate'], from, to, withoutBaselines: true, ...place };
  const [counts, changed, changedTotal, { items }, needsPerson] = await Promise.all([
    moment === null ? countEntities(store, place) : countEntitiesAt(store, place, moment),
    listChanges(store, flips, { limit: CHANGES }),
    countChanges(store, flips),
    listConnections(context, live),
    countNeedsPerson(context, query),
  ]);
  const { groups } = counts;
  const connections = items.filter(
    ({ id, region }) => (place.regions?.includes(region) ?? true) && (place.connectionIds?.includes(id) ?? true),
  );
  const past = moment === null ? undefined : await describeFleetPast(store, moment, place, await now(store, place));
  return {
    asOf: toIso(at ?? store.revisedAt()),
    total: totalOf(groups),
    byStanding: byStanding(groups),
    byImpact: Object.fromEntries(sumBy(groups, (group) => orElse(group.impact, 'none'))),
    byPolicy: Object.fromEntries(sumBy(groups, (group) => orElse(policyNameOf(group.policy), 'none reported'))),
    byRegion: byRegion(groups),
    deleted: counts.deleted,
    changed: changed.rows.map((row) => ({
      ...describeChange(row),
      name: row.name,
      region: row.region,
      account: row.account,
    })),
    changedTotal,
    connections,
    needsPerson,
    unread: past === undefined ? unreadOf(groups, items) : unwatchedOf(groups, past),
    ...(past === undefined ? {} : { past }),
  };
}

const totalOf = (groups: readonly EntityGroup[]) => groups.reduce((sum, group) => sum + group.count, 0);
const byStanding = (groups: readonly EntityGroup[]) => Object.fromEntries(sumBy(groups, (group) => group.standing));

async function now(store: Store, place: Place): Promise<FleetPast['now']> {
  const { groups } = await countEntities(store, place);
  return { total: totalOf(groups), byStanding: byStanding(groups) };
}

/** Entities of connections that nobody was watching then. */
function unwatchedOf(groups: readonly EntityGroup[], past: FleetPast): number {
  const blind = new Set(past.unwatched.map(({ connectionId }) => connectionId));
  return groups.reduce((sum, group) => (blind.has(group.connectionId) ? sum + group.count : sum), 0);
}

function placeOf({ region, connection }: OverviewQuery): Place {
  return {
    regions: region?.length ? region : undefined,
    connectionIds: connection?.length ? connection : undefined,
  };
}

const orElse = (word: string | null, absent: string) => (word === null || word === '' ? absent : word);

function byRegion(groups: readonly EntityGroup[]): Overview['byRegion'] {
  const placeOf = (group: EntityGroup) => `${group.region} ${group.account}`;
  const disabled = sumBy(groups, (group) => (group.standing.startsWith('disabled') ? placeOf(group) : null));
  return [...sumBy(groups, placeOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, total]) => {
      const [region = '', account = ''] = place.split(' ');
      return { region, account, total, disabled: disabled.get(place) ?? 0 };
    });
}

/** Entities of connections that cannot be read, or that are gone. A sweep that runs or never ran reads nothing wrong. */
function unreadOf(groups: readonly EntityGroup[], connections: readonly Connection[]): number {
  const readable = new Set(
    connections.filter(({ state }) => state === 'reading' || state === 'never-read').map(({ id }) => id),
  );
  return groups.reduce((sum, group) => (readable.has(group.connectionId) ? sum : sum + group.count), 0);
}
