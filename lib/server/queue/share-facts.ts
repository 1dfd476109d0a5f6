import 'server-only';
import { shapeOfCause } from '../../domain/fold-alike.ts';
import type { SharedFact } from '../../domain/triage-queue.ts';
import { policyNameOf } from '../../domain/vocabulary.ts';
import type { ReadDatabase } from '../store/store.ts';
import type { Candidate } from './load-candidates.ts';

const IDS_AT_ONCE = 5000;
/** A policy that was set this long before the stop may be why. */
const BEFORE_MS = 15 * 60_000;
/** What many have in common says something; that they use a dozen identities alike says it once. */
const MOST_OF_A_KIND = 3;

/** What all senders of a folded row have in common, in the order in which it explains most. */
export async function shareFacts(database: ReadDatabase, members: readonly Candidate[]): Promise<SharedFact[]> {
  const [findings, policyChanges, acts, resources] = await Promise.all([
    findingsOf(database, members),
    changesOf(database, members, 'policy'),
    actsOf(database, members),
    resourcesOf(database, members),
  ]);
  return [
    ...same('cause', members, ({ cause }) => cause, shapeOfCause),
    ...findings,
    ...policyChanges,
    ...acts,
    ...same('policy', members, ({ policy }) => policyNameOf(policy)),
    ...resources,
    ...same('account', members, ({ account }) => account),
    ...same('region', members, ({ region }) => region),
  ];
}

function same(
  kind: SharedFact['kind'],
  members: readonly Candidate[],
  valueOf: (member: Candidate) => string | null,
  shapeOf = (value: string) => value,
): SharedFact[] {
  const [first] = members;
  const value = first === undefined ? null : valueOf(first);
  if (value === null || value === '') return [];
  const shape = shapeOf(value);
  return members.every((member) => shapeOf(valueOf(member) ?? '') === shape) ? [{ kind, value }] : [];
}

/** Values that every member has, of rows that name a member and a value. */
function ofAll(
  kind: SharedFact['kind'],
  members: readonly Candidate[],
  rows: readonly { who: number | string; value: string | null }[],
): SharedFact[] {
  const having = new Map<string, Set<number | string>>();
  for (const { who, value } of rows) {
    if (value !== null) having.set(value, (having.get(value) ?? new Set()).add(who));
  }
  return [...having]
    .filter(([, who]) => who.size === members.length)
    .slice(0, MOST_OF_A_KIND)
    .map(([value]) => ({ kind, value }));
}

async function inParts<T>(
  members: readonly Candidate[],
  read: (some: readonly Candidate[]) => Promise<T[]>,
): Promise<T[]> {
  const rows: T[] = [];
  for (let from = 0; from < members.length; from += IDS_AT_ONCE) {
    rows.push(...(await read(members.slice(from, from + IDS_AT_ONCE))));
  }
  return rows;
}

const idsOf = (members: readonly Candidate[]) => members.map(({ id }) => id);

async function findingsOf(database: ReadDatabase, members: readonly Candidate[]): Promise<SharedFact[]> {
  const rows = await inParts(members, (some) =>
    database
      .selectFrom('findings')
      .select(['arn as who', 'type as value'])
      .distinct()
      .where(
        'arn',
        'in',
        some.map(({ arn }) => arn),
      )
      .where('status', '=', 'OPEN')
      .execute(),
  );
  return ofAll('finding', members, rows);
}

/** The policy was set shortly before each of them was stopped, to the same one. */
async function changesOf(database: ReadDatabase, members: readonly Candidate[], track: string): Promise<SharedFact[]> {
  const first = Math.min(...members.map(({ at }) => at)) - BEFORE_MS;
  const last = Math.max(...members.map(({ at }) => at));
  const rows = await inParts(members, (some) =>
    database
      .selectFrom('changes')
      .select(['entity_id as who', 'new_value as value'])
      .where('entity_id', 'in', idsOf(some))
      .where('track', '=', track)
      .where('kind', '=', 'changed')
      .where('seen_at', '>=', first)
      .where('seen_at', '<=', last)
      .execute(),
  );
  return ofAll(
    'policy-change',
    members,
    rows.map(({ who, value }) => ({ who, value: policyNameOf(value) })),
  );
}

/** One act of ours stopped them all. */
async function actsOf(database: ReadDatabase, members: readonly Candidate[]): Promise<SharedFact[]> {
  const first = Math.min(...members.map(({ at }) => at)) - BEFORE_MS;
  const rows = await inParts(members, (some) =>
    database
      .selectFrom('changes')
      .innerJoin('acts', 'acts.id', 'changes.act_id')
      .select(['changes.entity_id as who', 'acts.principal_name as value'])
      .distinct()
      .where('changes.entity_id', 'in', idsOf(some))
      .where('changes.new_value', '=', 'DISABLED')
      .where('changes.seen_at', '>=', first)
      .execute(),
  );
  return ofAll('act', members, rows);
}

async function resourcesOf(database: ReadDatabase, members: readonly Candidate[]): Promise<SharedFact[]> {
  const rows = await inParts(members, (some) =>
    database
      .selectFrom('entity_resources')
      .select(['entity_id as who', 'resource as value'])
      .where('entity_id', 'in', idsOf(some))
      .execute(),
  );
  return ofAll('identity', members, rows);
}
