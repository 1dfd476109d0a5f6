import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { bucketEdges, bucketOf } from '../../domain/bucket-edges.ts';
import type { FleetSender, FleetView, FleetViewQuery } from '../../domain/fleet-view.ts';
import {
  byBadness,
  type Episode,
  episodesOf,
  lengthWithin,
  momentsKnownNow,
  runsOf,
  type StandingRun,
} from '../../domain/standing-runs.ts';
import { causeKey, durationsBy, durationsOf } from '../../domain/time-to-recovery.ts';
import { policyNameOf } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { Place } from '../store/count-entities.ts';
import { gapsOf, type GapRow } from '../store/gaps-of.ts';
import { loadStandingMoments, type SenderMoments } from '../store/load-standing-moments.ts';
import type { Store } from '../store/store.ts';
import { findWarnings } from './find-warnings.ts';
import { gatherEpisodeFacts } from './gather-episode-facts.ts';
import { unwatchedWithin } from './unwatched-within.ts';

const ROWS = 500;

/** One sender of the heat strip before it is cut to what is sent. */
interface Row extends Omit<FleetSender, 'runs' | 'episodes'> {
  runs: StandingRun[];
  episodes: Episode[];
}

/**
 * How the fleet stood over a range, by all that is known now: the worst senders day by day, counts over time, how long
 * mail was stopped and how long it took to come back, and who may be stopped next. From the store alone.
 * @throws StandingError `invalid-input` where the range ends before it begins.
 */
export async function getFleetView(context: Context, query: FleetViewQuery): Promise<FleetView> {
  authorise(context, 'entities.read');
  const { store, clock } = context;
  const to = Math.min(query.to ?? clock.now(), clock.now());
  const { from } = query;
  if (from >= to) {
    const message = 'must be before the end of the range, and not in the future';
    throw new StandingError('invalid-input', `from: ${message}.`, { fields: [{ field: 'from', message }] });
  }
  const place: Place = {
    regions: query.region?.length ? query.region : undefined,
    connectionIds: query.connection?.length ? query.connection : undefined,
  };
  const bucket = bucketOf(from, to);
  const edges = bucketEdges(from, to, bucket, Number(query.offset ?? 0));
  const start = edges[0] ?? from;
  const { rows, counts, total } = await gather(store, place, edges, start, to);
  rows.sort((one, other) => byBadness(badnessOf(one), badnessOf(other)));
  const episodes = await gatherEpisodeFacts(
    store,
    rows.flatMap((row) => row.episodes),
  );
  const [{ warnings, warningsTotal }, unwatched] = await Promise.all([
    findWarnings(store, place),
    unwatchedWithin(store, place, start, to),
  ]);
  return {
    from: toIso(start),
    to: toIso(to),
    edges: edges.map((edge) => toIso(edge)),
    bucket,
    counts,
    senders: rows.slice(0, query.limit ?? ROWS).map((row) => ({
      ...row,
      episodes: row.episodes.length,
      runs: row.runs.map(({ at, standing }) => ({ at: toIso(at), standing })),
    })),
    troubled: rows.length,
    total,
    durations: {
      all: durationsOf('all', episodes, start, to),
      byCause: durationsBy(episodes, ({ cause }) => causeKey(cause), start, to).slice(0, 12),
      byPolicy: durationsBy(episodes, ({ policy }) => policyNameOf(policy) ?? 'none reported', start, to),
      byOrigin: durationsBy(episodes, ({ origin }) => origin, start, to),
    },
    warnings,
    warningsTotal,
    unwatched,
  };
}

const badnessOf = (row: Row) => ({ ...row, episodes: row.episodes.length });

async function gather(store: Store, place: Place, edges: readonly number[], from: number, to: number) {
  const gaps = await allGaps(store, place, from, to);
  const rows: Row[] = [];
  const counts: Record<string, number>[] = edges.slice(1).map(() => ({}));
  let total = 0;
  for await (const senders of loadStandingMoments(store, place, from, to)) {
    for (const sender of senders) {
      const row = rowOf(sender, gaps.get(sender.connectionId) ?? [], from, to);
      if (row.runs.every(({ standing }) => standing === 'not-watched') && row.episodes.length === 0) continue;
      total += 1;
      count(counts, row.runs, edges);
      if (row.runs.some(({ standing }) => standing !== 'enabled' && standing !== 'not-watched')) rows.push(row);
    }
    await setImmediate();
  }
  return { rows, counts, total };
}

async function allGaps(store: Store, place: Place, from: number, to: number): Promise<Map<string, Gap[]>> {
  const connections = await store.read.selectFrom('connections').select(['id', 'region']).execute();
  const ids = connections.flatMap(({ id, region }) =>
    (place.regions?.includes(region) ?? true) && (place.connectionIds?.includes(id) ?? true) ? [id] : [],
  );
  const gaps = await gapsOf(store, ids, from, to);
  return Map.groupBy(gaps.map(gapOf), (gap) => gap.connectionId);
}

type Gap = ReturnType<typeof gapOf>;
const gapOf = (gap: GapRow) => ({ connectionId: gap.connection_id, from: gap.from_at, to: gap.to_at });

function rowOf(sender: SenderMoments, gaps: readonly Gap[], from: number, to: number): Row {
  const { arn, name, region, account, seen, told } = sender;
  const moments = momentsKnownNow(seen, told);
  const episodes = episodesOf(moments, from, to);
  const stoppedMs = lengthWithin(episodes, from, to);
  return { arn, name, region, account, stoppedMs, episodes, runs: runsOf(moments, gaps, from, to) };
}

/** At the end of each bucket, one more that stood so. */
function count(counts: Record<string, number>[], runs: readonly StandingRun[], edges: readonly number[]): void {
  let place = 0;
  counts.forEach((bucket, index) => {
    const end = (edges[index + 1] ?? 0) - 1;
    while ((runs[place + 1]?.at ?? Number.POSITIVE_INFINITY) <= end) place++;
    const standing = runs[place]?.standing ?? 'not-watched';
    bucket[standing] = (bucket[standing] ?? 0) + 1;
  });
}
