import 'server-only';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Origin } from '../../domain/change.ts';
import type { Diff, DiffItem, DiffQuery, DiffSide } from '../../domain/diff.ts';
import { DIFF_KINDS, type DiffKind, diffKinds } from '../../domain/diff-standing.ts';
import type { Standing } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { notFound, StandingError } from '../errors.ts';
import { diffSteps, type MovedSender } from '../store/diff-steps.ts';
import { pastConditions } from '../store/entity-conditions.ts';
import type { StandingStateTable } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { findEntity } from './entity-row.ts';
import { unwatchedWithin } from './unwatched-within.ts';

const ROWS = 200;
type State = Selectable<StandingStateTable>;

/**
 * What differs between two moments, of one sender or of the fleet, as it was known at each: who was disabled, who lifted,
 * impacts and policies, who came and went, and who moved and stands again as before.
 * @throws StandingError `invalid-input` where `from` is not before `to`, or for an unknown kind; `entity-not-found`.
 */
export async function getDiff(context: Context, query: DiffQuery): Promise<Diff> {
  authorise(context, 'entities.read');
  const { store, clock } = context;
  const to = Math.min(query.to ?? clock.now(), clock.now());
  if (query.from >= to) throw refused('from', 'must be before the other moment, and not in the future');
  const wanted = kindsOf(query.kind);
  const place = {
    regions: query.region?.length ? query.region : undefined,
    connectionIds: query.connection?.length ? query.connection : undefined,
  };
  const conditions = pastConditions({ ...place, deleted: 'with' });
  if (query.arn !== undefined) {
    const entity = await findEntity(store.read, query.arn);
    if (entity === undefined) throw notFound('entity', query.arn);
    conditions.push(sql<boolean>`entities.id = ${entity.id}`);
    place.connectionIds = [entity.connection_id];
  }
  const [moved, states, unwatched] = await Promise.all([
    diffSteps(store, conditions, query.from, to),
    store.read.selectFrom('standing_states').selectAll().execute(),
    unwatchedWithin(store, place, query.from, to),
  ]);
  const byId = new Map(states.map((state) => [state.id, state]));
  const counts: Partial<Record<DiffKind, number>> = {};
  const differing = moved.flatMap((sender) => {
    const [before, after] = [byId.get(sender.before_id ?? 0) ?? null, byId.get(sender.after_id) ?? null];
    const found = diffKinds(before === null ? null : wordsOf(before), after === null ? null : wordsOf(after));
    const kinds: DiffKind[] = found.length > 0 ? found : ['moved-and-back'];
    for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
    return wanted === null || kinds.some((kind) => wanted.includes(kind)) ? [{ sender, kinds, before, after }] : [];
  });
  const rank = (kinds: readonly DiffKind[]) => Math.min(...kinds.map((kind) => DIFF_KINDS.indexOf(kind)));
  differing.sort((one, other) => rank(one.kinds) - rank(other.kinds) || other.sender.at - one.sender.at);
  const shown = differing.slice(0, query.limit ?? ROWS);
  const told = await changesOf(
    store,
    shown.map(({ sender }) => sender),
  );
  return {
    from: toIso(query.from),
    to: toIso(to),
    counts,
    items: shown.map(({ sender, kinds, before, after }): DiffItem => {
      const { arn, name, region, account } = sender;
      const sides = { before: before && sideOf(before), after: after && sideOf(after) };
      const learnedLate = (sender.since_at ?? sender.at) < query.from && kinds[0] !== 'moved-and-back';
      return { arn, name, region, account, kinds, ...sides, at: toIso(sender.at), learnedLate, ...told(sender) };
    }),
    total: differing.length,
    unwatched,
  };
}

const refused = (field: string, message: string) =>
  new StandingError('invalid-input', `${field}: ${message}.`, { fields: [{ field, message }] });

function kindsOf(words: readonly string[] | undefined): DiffKind[] | null {
  if (words === undefined || words.length === 0) return null;
  return words.map((word) => {
    const kind = DIFF_KINDS.find((known) => known === word);
    if (kind === undefined) throw refused('kind', `takes ${DIFF_KINDS.join(', ')}`);
    return kind;
  });
}

const wordsOf = ({ deleted, ...state }: State) => ({ ...state, deleted: deleted === 1 });

function sideOf(state: State): DiffSide {
  return {
    standing: state.standing as Standing,
    sendingStatusAggregate: state.aggregate,
    customerStatus: state.customer,
    awsSesStatus: state.aws,
    reputationImpact: state.impact,
    reputationManagementPolicy: state.policy,
    deleted: state.deleted === 1,
  };
}

/** The newest change of that moment that carries a cause or an author: of a record, else of the sending status. */
async function changesOf(store: Store, senders: readonly MovedSender[]) {
  const ids = senders.flatMap((sender) => [sender.run_id, sender.customer_id, sender.aws_id].flatMap((id) => id ?? []));
  const rows =
    ids.length === 0
      ? []
      : await store.read
          .selectFrom('changes')
          .leftJoin('acts', 'acts.id', 'changes.act_id')
          .select(['changes.id', 'changes.new_cause', 'changes.new_value', 'changes.origin', 'changes.seen_at'])
          .select(['acts.principal_name', 'acts.reason'])
          .where('changes.id', 'in', ids)
          .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (sender: MovedSender) => {
    const [run, customer, aws] = [sender.run_id, sender.customer_id, sender.aws_id].map((id) => byId.get(id ?? 0));
    const records = [aws, customer].filter((row) => row !== undefined);
    const newest = records.toSorted((one, other) => other.seen_at - one.seen_at)[0];
    const speaks = newest?.seen_at === sender.at ? newest : run?.seen_at === sender.at ? run : undefined;
    return {
      cause: speaks?.new_cause ?? null,
      origin: (speaks?.origin ?? 'elsewhere') as Origin,
      who: speaks?.principal_name ?? null,
      why: speaks?.reason ?? null,
      changeId: speaks === undefined ? null : String(speaks.id),
    };
  };
}
