import { STANDINGS, type Standing } from './vocabulary.ts';

/** A moment from which a sender stood so, by all that is known now; times in epoch milliseconds. */
export interface StandingMoment {
  at: number;
  standing: Standing;
  deleted: boolean;
  policy: string | null;
  /** Start of the run of the sending status at this moment; `atLeast`: it, or all of it, was not seen. */
  sinceAt: number;
  atLeast: boolean;
  /** The changes that began the run and that the records stand at. */
  runId: number | null;
  customerId: number | null;
  awsId: number | null;
}

export interface Stretch {
  from: number;
  /** null: still going on. */
  to: number | null;
}

export interface StandingRun {
  at: number;
  standing: Standing | 'not-watched';
}

/** A stretch in which the sending status stopped a sender's mail, whatever moved within it. */
export interface Episode extends Stretch {
  /** False where the start, the end, or what lay between was not seen: the duration is at least what it seems. */
  certain: boolean;
  /** How it began. */
  standing: Standing;
  policy: string | null;
  runId: number | null;
  recordId: number | null;
}

export const isStopped = (standing: Standing | 'not-watched'): boolean => standing.startsWith('disabled');

/**
 * Puts what was seen and what events told into one order, each at the time it is known now to have begun.
 * @param seen as we learned it, oldest first; a run that had begun before we saw it is placed where it began.
 * @param told by reports, oldest first; our own sight overrules one of the same stretch or later.
 */
export function momentsKnownNow(seen: readonly StandingMoment[], told: readonly StandingMoment[]): StandingMoment[] {
  const placed = seen.map((moment, index) => {
    const newRun = moment.runId !== seen[index - 1]?.runId;
    return newRun && moment.sinceAt < moment.at ? { ...moment, at: moment.sinceAt } : moment;
  });
  const first = placed[0]?.at ?? Number.POSITIVE_INFINITY;
  return [...told.filter((moment) => moment.at < first), ...placed].toSorted((one, other) => one.at - other.at);
}

/** Runs of one standing from `from` to `to`, oldest first; what is not known, gone or in a gap is `not-watched`. */
export function runsOf(
  moments: readonly StandingMoment[],
  gaps: readonly Stretch[],
  from: number,
  to: number,
): StandingRun[] {
  const edges = [from, ...moments.map(({ at }) => at), ...gaps.flatMap((gap) => [gap.from, gap.to ?? to])];
  const inside = [...new Set(edges)].filter((at) => from <= at && at < to).toSorted((one, other) => one - other);
  let place = -1;
  const runs = inside.map((at): StandingRun => {
    while ((moments[place + 1]?.at ?? Number.POSITIVE_INFINITY) <= at) place++;
    const moment = moments[place];
    const blind = moment === undefined || moment.deleted || gaps.some((gap) => gap.from <= at && at < (gap.to ?? to));
    return { at, standing: blind ? 'not-watched' : moment.standing };
  });
  return runs.filter((run, index) => run.standing !== runs[index - 1]?.standing);
}

/**
 * Every stretch in which mail was stopped that reaches into `from`..`to`, oldest first; it keeps its whole length.
 * Whoever was deleted while stopped did not recover: that end was not seen.
 */
export function episodesOf(moments: readonly StandingMoment[], from: number, to: number): Episode[] {
  const episodes: Episode[] = [];
  let open = null as Episode | null;
  for (const moment of moments) {
    if (moment.at >= to) break;
    const stopped = isStopped(moment.standing) && !moment.deleted;
    if (open === null) {
      open = stopped ? beginOf(moment) : null;
    } else if (stopped) {
      open = { ...open, certain: open.certain && !moment.atLeast };
    } else {
      const seen = !moment.atLeast && !moment.deleted;
      if (moment.at > from) episodes.push({ ...open, to: moment.at, certain: open.certain && seen });
      open = null;
    }
  }
  // It goes on: how long it will have lasted nobody knows.
  if (open !== null) episodes.push({ ...open, certain: false });
  return episodes;
}

function beginOf(moment: StandingMoment): Episode {
  return {
    from: moment.sinceAt,
    to: null,
    certain: !moment.atLeast,
    standing: moment.standing,
    policy: moment.policy,
    runId: moment.runId,
    recordId: moment.standing === 'disabled' ? moment.customerId : (moment.awsId ?? moment.customerId),
  };
}

/** How long of `from`..`to` these lasted together; they do not overlap. */
export function lengthWithin(stretches: readonly Stretch[], from: number, to: number): number {
  return stretches.reduce(
    (sum, stretch) => sum + Math.max(0, Math.min(to, stretch.to ?? to) - Math.max(from, stretch.from)),
    0,
  );
}

const RANK = new Map<string, number>([...STANDINGS, 'not-watched'].map((standing, index) => [standing, index]));

export interface HeatCell {
  /** The worst of the bucket; not watched only where nothing else is known of it. */
  worst: Standing | 'not-watched';
  /** Share of the bucket in which mail was stopped, 0 to 1. */
  stopped: number;
}

/** One cell a bucket; `edges` are the starts of the buckets and the end of the last. */
export function cellsOf(runs: readonly StandingRun[], edges: readonly number[]): HeatCell[] {
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? start;
    let worst: HeatCell['worst'] = 'not-watched';
    let stopped = 0;
    runs.forEach((run, place) => {
      const from = Math.max(start, run.at);
      const to = Math.min(end, runs[place + 1]?.at ?? end);
      if (to <= from) return;
      if ((RANK.get(run.standing) ?? 0) < (RANK.get(worst) ?? 0)) worst = run.standing;
      if (isStopped(run.standing)) stopped += to - from;
    });
    return { worst, stopped: end > start ? stopped / (end - start) : 0 };
  });
}

/** What the order of the fleet goes by. */
export interface Badness {
  stoppedMs: number;
  episodes: number;
  name: string;
  arn: string;
}

/** Worst first: who was stopped longest, then most often, then by name; total, so that no two are in any order. */
export function byBadness(one: Badness, other: Badness): number {
  return (
    other.stoppedMs - one.stoppedMs ||
    other.episodes - one.episodes ||
    compare(one.name, other.name) ||
    compare(one.arn, other.arn)
  );
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
