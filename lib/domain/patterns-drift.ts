import type { SentencePart } from './explanation-parts.ts';
import type { Pattern } from './pattern.ts';
import {
  type Flip,
  flipsOf,
  type Moment,
  momentOf,
  PATTERN_LIMITS,
  type PatternChange,
  type PatternInput,
  STATUS_TRACKS,
} from './patterns-input.ts';
import { isStanding, momentPart, patternFrom } from './patterns-status.ts';
import { quoteRaw } from './quote-raw.ts';
import { kindWord } from './resource-kind.ts';
import { classifyPolicy, type PolicyClass } from './vocabulary.ts';

const { aroundMs } = PATTERN_LIMITS;

/** How much a policy pauses on; one we do not know is neither weaker nor stronger. */
const STRENGTH: Record<PolicyClass, number | null> = { strict: 2, standard: 1, none: 0, unknown: null, absent: null };
const POLICY_NAME: Record<PolicyClass, string> = {
  strict: 'Strict',
  standard: 'Standard',
  none: 'None',
  unknown: 'unknown',
  absent: 'not reported',
};

/** The newest weakening of the policy within a day of a stop. */
export function policyDriftOf(input: PatternInput): Pattern[] {
  const weakened = input.changes.flatMap((change) => {
    if (change.track !== 'policy' || change.kind !== 'changed' || change.incarnation !== input.incarnation) return [];
    const names = weakening(change);
    return names === null ? [] : [{ ...momentOf(change), change, names }];
  });
  const found = newestNear(input, weakened);
  if (found === null) return [];
  const { drift, stop, place } = found;
  const parts = [`Its policy was weakened from ${drift.names} `, ...nearWords(place, stop, drift)];
  const changes = inOrder(drift, stop);
  return [patternFrom('policy-weakened', parts, { at: Math.max(drift.at, stop.at), changes })];
}

function weakening({ old, new: now }: PatternChange): string | null {
  const [before, after] = [classifyPolicy(old), classifyPolicy(now)];
  const [strong, weak] = [STRENGTH[before], STRENGTH[after]];
  return strong !== null && weak !== null && weak < strong ? `${POLICY_NAME[before]} to ${POLICY_NAME[after]}` : null;
}

/** The newest resource that went within a day of a stop: reads of resources lie far apart, so it is an interval. */
export function resourceDriftOf(input: PatternInput): Pattern[] {
  const gone = input.resources
    .filter(({ kind, incarnation }) => kind === 'detached' && incarnation === input.incarnation)
    .map((change) => ({ at: change.seenAt, earliest: change.seenAfter, change }));
  const found = newestNear(input, gone);
  if (found === null) return [];
  const { drift, stop, place } = found;
  const { type, name } = drift.change;
  const parts = [`The ${kindWord(type)} ${quoteRaw(name)} was detached `, ...nearWords(place, stop, drift)];
  const at = Math.max(drift.at, stop.at);
  return [patternFrom('resource-detached', parts, { at, changes: [stop.change] })];
}

type Place = 'before' | 'after' | 'around the time';

interface Near<D extends Moment> {
  drift: D;
  stop: Flip;
  place: Place;
}

/** The newest drift for which all of its interval lies within a day of a stop that still counts. */
function newestNear<D extends Moment & { change: { id: string } }>(
  input: PatternInput,
  drifts: readonly D[],
): Near<D> | null {
  const tracks = STATUS_TRACKS.map((track) => flipsOf(input, track).filter(({ at }) => at <= input.now));
  const stops = tracks.flatMap((flips) =>
    flips.filter((flip) => flip.to === 'stopped' && isStanding(input, flip, flips)),
  );
  const near = drifts.flatMap((drift) => {
    const nearest = stops
      .filter((stop) => spread(drift, stop) <= aroundMs)
      .toSorted((a, b) => spread(drift, a) - spread(drift, b))[0];
    return nearest === undefined ? [] : [{ drift, stop: nearest, place: placeOf(drift, nearest) }];
  });
  const newest = near.toSorted((a, b) => b.drift.at - a.drift.at || (a.drift.change.id < b.drift.change.id ? 1 : -1));
  return newest[0] ?? null;
}

/** The farthest that the two can lie apart. */
const spread = (one: Moment, other: Moment) => Math.max(one.at - other.earliest, other.at - one.earliest);

function placeOf(drift: Moment, stop: Moment): Place {
  if (drift.at <= stop.earliest) return 'before';
  return drift.earliest >= stop.at ? 'after' : 'around the time';
}

function nearWords(place: Place, stop: Flip, drift: Moment): SentencePart[] {
  const when: SentencePart[] =
    drift.earliest === drift.at
      ? [momentPart(drift.at)]
      : ['between ', momentPart(drift.earliest), ' and ', momentPart(drift.at)];
  return [
    ...when,
    `, ${place === 'around the time' ? 'around the time it' : `${place} it`} was stopped (`,
    momentPart(stop.at),
    ').',
  ];
}

function inOrder(drift: Moment & { change: PatternChange }, stop: Flip): PatternChange[] {
  return drift.at <= stop.at ? [drift.change, stop.change] : [stop.change, drift.change];
}
