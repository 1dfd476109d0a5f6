import { RECORD_TRACKS, type RecordTrack } from './change.ts';
import { likelyAggregate } from './fold-known.ts';

/** A change of a record track or of existence, as far as it moves how an entity stands. Times in epoch milliseconds. */
export interface StandingChange {
  id: number;
  incarnation: number;
  track: string;
  kind: string;
  value: string | null;
  awsTime: number | null;
  seenAt: number;
  marks: readonly string[];
}

/** The words that decide how an entity stands, raw. */
export interface StandingWords {
  aggregate: string | null;
  customer: string | null;
  aws: string | null;
  impact: string | null;
  policy: string | null;
  deleted: boolean;
}

/** How an entity stood from `at` until its next step. */
export interface StandingStep extends StandingWords {
  at: number;
  incarnation: number;
  /** Start of the run of the aggregate as far as we know it; `sinceAtLeast`: the start, or all of it, was not seen. */
  sinceAt: number;
  sinceAtLeast: boolean;
  /** The change that began the run of the aggregate, and those that the two records stand at; null: there was none. */
  runId: number | null;
  customerId: number | null;
  awsId: number | null;
}

/** When we learned of it: the clock of "known then". */
export const seenAtOf = (change: Pick<StandingChange, 'seenAt'>): number => change.seenAt;
/** When it was so at the latest, by AWS's time where there is one. */
export const happenedAtOf = ({ awsTime, seenAt }: Pick<StandingChange, 'awsTime' | 'seenAt'>): number =>
  awsTime === null ? seenAt : Math.min(awsTime, seenAt);

export const isStandingTrack = (track: string): boolean =>
  track === 'existence' || (RECORD_TRACKS as readonly string[]).includes(track);

/**
 * The steps that changes make, one a moment of `timeOf`: the inverse of observing, whole entities at a time. The last of
 * them is the entity as it is stored.
 * @param before the step these changes come after; null: none, a first sight.
 * @param changes of one entity, oldest first; changes of other tracks are passed over.
 */
export function foldStanding(
  before: StandingStep | null,
  changes: Iterable<StandingChange>,
  timeOf: (change: StandingChange) => number = seenAtOf,
): StandingStep[] {
  const steps: StandingStep[] = [];
  let now = before;
  let runSeenAt: number | null = null;
  for (const change of changes) {
    if (!isStandingTrack(change.track)) continue;
    const at = timeOf(change);
    const base = now === null || now.incarnation !== change.incarnation ? nothing(change.incarnation, at) : now;
    now = apply({ ...base, at }, change);
    if (change.track === 'aggregate') runSeenAt = change.seenAt;
    // A record rewritten under the same status may hide a run we never saw; seen with a new run, it is of that run.
    else if (change.kind === 'rewritten' && change.seenAt !== runSeenAt) now.sinceAtLeast = true;
    if (steps.at(-1)?.at === at) steps.pop();
    steps.push(now);
  }
  return steps;
}

function nothing(incarnation: number, at: number): StandingStep {
  return {
    at,
    incarnation,
    aggregate: null,
    customer: null,
    aws: null,
    impact: null,
    policy: null,
    deleted: false,
    sinceAt: at,
    sinceAtLeast: true,
    runId: null,
    customerId: null,
    awsId: null,
  };
}

function apply(step: StandingStep, change: StandingChange): StandingStep {
  if (change.track === 'existence') return { ...step, deleted: change.value === 'deleted' };
  const track = change.track as RecordTrack;
  const next: StandingStep = { ...step, [track]: change.value };
  if (track === 'customer') next.customerId = change.id;
  if (track === 'aws') next.awsId = change.id;
  if (track !== 'aggregate') return next;
  return {
    ...next,
    runId: change.id,
    sinceAt: happenedAtOf(change),
    sinceAtLeast: change.kind === 'baseline' || change.marks.includes('after-gap'),
  };
}

/**
 * The steps that events tell of the time before we looked: reports, and record times of first sights, each at AWS's time.
 * Events never tell the aggregate, so it is what follows from the two records, where it does. Its start is known where a
 * report moved it from another that was known; a record time alone says since when at the latest.
 * @param changes of one entity, in the order of `happenedAtOf`.
 */
export function foldReports(changes: readonly StandingChange[]): StandingStep[] {
  const reported = new Set(changes.flatMap((change) => (change.kind === 'baseline' ? [] : [happenedAtOf(change)])));
  let run: Pick<StandingStep, 'aggregate' | 'sinceAt' | 'sinceAtLeast' | 'runId'> | null = null;
  return foldStanding(null, changes, happenedAtOf).map((step) => {
    const aggregate = likelyAggregate(step.customer, step.aws);
    if (run?.aggregate !== aggregate) {
      const known = run !== null && run.aggregate !== null && reported.has(step.at);
      const runId = aggregate === step.customer ? step.customerId : step.awsId;
      run = { aggregate, sinceAt: step.at, sinceAtLeast: !known, runId };
    }
    return { ...step, ...run };
  });
}
