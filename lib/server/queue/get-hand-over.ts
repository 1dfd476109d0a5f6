import 'server-only';
import { isAsleep } from '../../domain/change-case.ts';
import type { HandOver, HandOverFlip, HandOverQuery } from '../../domain/hand-over.ts';
import { classifySendingStatus } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type ChangeListRow, listChanges } from '../store/list-changes.ts';
import { actsSince } from './acts-since.ts';
import { isIn } from './get-queue.ts';
import type { Candidate } from './load-candidates.ts';
import { measureTriage } from './measure-triage.ts';
import { candidatesNow } from './remember-candidates.ts';

const MOST = 200;
/** Flips looked at; a report over more than these says so by its totals being of these. */
const MOST_FLIPS = 5000;
const SOON_MS = 86_400_000;

/** What whoever takes over needs: what happened since a moment, what is open, and what will come back by itself. */
export async function getHandOver(context: Context, query: HandOverQuery): Promise<HandOver> {
  authorise(context, 'acts.read');
  const { store, clock } = context;
  const now = clock.now();
  const place = { regions: some(query.region), connectionIds: some(query.connection) };
  const flips = { tracks: ['aggregate'], from: query.since, withoutBaselines: true, ...place };
  const [changed, candidates, acts, statistics, unread] = await Promise.all([
    listChanges(store, flips, { limit: MOST_FLIPS }),
    candidatesNow(context),
    actsSince(store.read, query.since, place),
    measureTriage(store.read, now, place),
    unreadOf(context, place),
  ]);
  const here = candidates.filter((candidate) => isIn(candidate, query));
  const isStop = ({ old_value, new_value }: ChangeListRow) =>
    classifySendingStatus(new_value) === 'DISABLED' && classifySendingStatus(old_value) !== 'DISABLED';
  const isLift = ({ old_value, new_value }: ChangeListRow) =>
    classifySendingStatus(old_value) === 'DISABLED' &&
    ['ENABLED', 'REINSTATED'].includes(classifySendingStatus(new_value));
  return {
    since: toIso(query.since),
    until: toIso(now),
    paused: listOf(changed.rows.filter(isStop), describeFlip),
    lifted: listOf(changed.rows.filter(isLift), describeFlip),
    open: listOf(
      here.filter(isOpen).toSorted((a, b) => a.at - b.at),
      describeOpen,
    ),
    acts,
    snoozesEnding: listOf(
      here
        .filter(({ facts }) => isAsleep(facts.snoozed, now) && (facts.snoozed?.until ?? Infinity) <= now + SOON_MS)
        .toSorted((a, b) => (a.facts.snoozed?.until ?? 0) - (b.facts.snoozed?.until ?? 0)),
      (candidate) => ({
        ...senderOf(candidate),
        until: toIso(candidate.facts.snoozed?.until ?? now),
        by: candidate.facts.snoozed?.by ?? '',
      }),
    ),
    statistics,
    unread,
  };
}

const some = (list: readonly string[] | undefined) => (list?.length ? list : undefined);

function listOf<T, R>(all: readonly T[], describe: (one: T) => R): { total: number; items: R[] } {
  return { total: all.length, items: all.slice(0, MOST).map(describe) };
}

const isOpen = ({ group, show }: Candidate) => (group === 'you' || group === 'aws') && show !== 'meant-so';

const senderOf = ({ arn, name, region, account }: Candidate | ChangeListRow) => ({ arn, name, region, account });

function describeFlip(row: ChangeListRow): HandOverFlip {
  return {
    ...senderOf(row),
    at: toIso(row.seen_at),
    from: row.old_value,
    to: row.new_value,
    cause: row.new_cause,
    who: row.act_by,
    why: row.act_reason,
  };
}

function describeOpen(candidate: Candidate): HandOver['open']['items'][number] {
  const { facts } = candidate;
  return {
    ...senderOf(candidate),
    since: toIso(candidate.at),
    atLeast: candidate.atLeast,
    liftedBy: candidate.group === 'aws' ? 'aws' : 'you',
    owner: facts.owner?.name ?? null,
    state: facts.state,
    awsCaseId: facts.awsCaseId,
  };
}

async function unreadOf({ store }: Context, place: { connectionIds: readonly string[] | undefined }) {
  const rows = await store.read
    .selectFrom('connections')
    .select(['id', 'label'])
    .where('deleted_at', 'is', null)
    .where('state', 'not in', ['reading', 'never-read'])
    .execute();
  return rows.filter(({ id }) => place.connectionIds?.includes(id) ?? true).map(({ label }) => label);
}
