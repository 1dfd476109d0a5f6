import 'server-only';
import { type Standing, standingOf } from '../../domain/vocabulary.ts';
import { gapsOf, type GapRow } from './gaps-of.ts';
import type { EntityRow } from './list-entities.ts';
import type { Store } from './store.ts';

/** A run of one standing: from `at` (epoch ms) until the next segment. */
export interface StripSegment {
  at: number;
  standing: Standing | 'not-watched';
}

type StripChange = {
  track: string;
  kind: string;
  old_value: string | null;
  new_value: string | null;
  aws_time: number | null;
  seen_at: number;
};
type StripEntity = Pick<
  EntityRow,
  'id' | 'connection_id' | 'aggregate' | 'customer_status' | 'aws_status' | 'first_seen_at' | 'deleted_at'
>;

/**
 * The runs of each entity's standing from `from` to `to` (epoch ms), oldest first, by two queries for all of them. They
 * are told backwards from the state of now, as each change holds its old value. A first sight reaches back as far as SES's
 * own record times speak for it; what lies before that, in a gap of coverage, or while the entity was gone, is
 * `not-watched`.
 */
export async function stripsOf(
  store: Store,
  entities: readonly StripEntity[],
  from: number,
  to: number,
): Promise<Map<number, StripSegment[]>> {
  if (entities.length === 0) return new Map();
  const connections = [...new Set(entities.map((entity) => entity.connection_id))];
  const [changes, gaps] = await Promise.all([
    store.read
      .selectFrom('changes')
      .select(['entity_id', 'track', 'kind', 'old_value', 'new_value', 'aws_time', 'seen_at'])
      .where(
        'entity_id',
        'in',
        entities.map((entity) => entity.id),
      )
      .where('seen_at', '>=', from)
      .where('reported_at', 'is', null)
      .where('track', 'in', ['aggregate', 'customer', 'aws', 'existence'])
      .orderBy('seen_at', 'desc')
      .orderBy('id', 'desc')
      .execute(),
    gapsOf(store, connections, from, to),
  ]);
  const changesOf = Map.groupBy(changes, (change) => change.entity_id);
  const gapsByConnection = Map.groupBy(gaps, (gap) => gap.connection_id);
  return new Map(
    entities.map((entity) => {
      const runs = toldBackwards(entity, changesOf.get(entity.id) ?? [], from);
      return [entity.id, withGaps(runs, gapsByConnection.get(entity.connection_id) ?? [], from, to)];
    }),
  );
}

/** @param changes newest first; those of one read have one `seen_at` and are one step. */
function toldBackwards(entity: StripEntity, changes: readonly StripChange[], from: number): StripSegment[] {
  const value = { aggregate: entity.aggregate, customer: entity.customer_status, aws: entity.aws_status };
  let alive = entity.deleted_at === null;
  /** False before a first sight, until an older change says what was. */
  let known = true;
  const standing = () =>
    alive && known
      ? standingOf({
          sendingStatusAggregate: value.aggregate,
          customerStatus: value.customer,
          awsSesStatus: value.aws,
        })
      : ('not-watched' as const);
  const runs: StripSegment[] = [];
  for (const [at, step] of Map.groupBy(changes, (change) => change.seen_at)) {
    for (const change of known ? [] : step.toReversed()) {
      if (isTrack(change.track)) value[change.track] = change.new_value;
      if (change.track === 'aggregate') known = true;
    }
    runs.push({ at, standing: standing() }, ...beforeSight(step, from));
    for (const change of step) {
      if (change.track === 'existence') alive = change.old_value !== 'deleted';
      else if (isTrack(change.track)) value[change.track] = change.old_value;
      if (change.track === 'aggregate' && change.kind === 'baseline') known = false;
    }
  }
  if (runs.at(-1)?.at !== from) {
    runs.push({ at: from, standing: entity.first_seen_at > from ? 'not-watched' : standing() });
  }
  return joined(runs.reverse());
}

/**
 * What SES's record times say of the time before a first sight, newest first: from the time of the aggregate's baseline
 * on, with each record as of its own time. Nothing where they say nothing.
 */
function beforeSight(step: readonly StripChange[], from: number): StripSegment[] {
  const baselines = new Map(step.filter(({ kind }) => kind === 'baseline').map((change) => [change.track, change]));
  const aggregate = baselines.get('aggregate');
  if (aggregate === undefined || aggregate.aws_time === null || aggregate.aws_time >= aggregate.seen_at) return [];
  const begin = Math.max(from, aggregate.aws_time);
  const records = [baselines.get('customer'), baselines.get('aws')];
  const times = records.flatMap((record) => record?.aws_time ?? []);
  const moments = [...new Set([begin, ...times.filter((time) => begin < time && time < aggregate.seen_at)])];
  const [customer, aws] = records;
  return moments
    .toSorted((one, other) => other - one)
    .map((at) => ({
      at,
      standing: standingOf({
        sendingStatusAggregate: aggregate.new_value,
        customerStatus: statusAt(customer, at),
        awsSesStatus: statusAt(aws, at),
      }),
    }));
}

function statusAt(record: StripChange | undefined, at: number): string | null {
  return record?.aws_time != null && record.aws_time <= at ? record.new_value : null;
}

function isTrack(track: string): track is 'aggregate' | 'customer' | 'aws' {
  return track === 'aggregate' || track === 'customer' || track === 'aws';
}

/** Lays the gaps over the runs; an open gap lasts to the end. */
function withGaps(runs: StripSegment[], gaps: readonly GapRow[], from: number, to: number): StripSegment[] {
  const clipped = gaps.map((gap) => ({ from: Math.max(from, gap.from_at), to: Math.min(to, gap.to_at ?? to) }));
  if (clipped.length === 0) return runs;
  const edges = new Set([...runs.map((run) => run.at), ...clipped.flatMap((gap) => [gap.from, gap.to])]);
  const moments = [...edges].filter((at) => at < to).sort((a, b) => a - b);
  return joined(
    moments.map((at) => {
      const inGap = clipped.some((gap) => gap.from <= at && at < gap.to);
      const run = runs.findLast((candidate) => candidate.at <= at);
      return { at, standing: inGap || !run ? 'not-watched' : run.standing };
    }),
  );
}

/** Neighbours of the same standing are one run. */
function joined(runs: StripSegment[]): StripSegment[] {
  return runs.filter((run, index) => run.standing !== runs[index - 1]?.standing);
}
