import { toIso } from './wire.ts';
import { sentenceText, type SentencePart } from './explanation-parts.ts';
import { followsFromRecords } from './follows-from-records.ts';
import type { Pattern } from './pattern.ts';
import type { PatternKind } from './pattern-kinds.ts';
import {
  FLIPPED,
  type Flip,
  flipsOf,
  type Moment,
  momentOf,
  PATTERN_LIMITS,
  type PatternChange,
  type PatternInput,
  STATUS_TRACKS,
} from './patterns-input.ts';
import { sayStatus } from './quote-raw.ts';
import { sayDuration } from './say-duration.ts';
import { classifySendingStatus } from './vocabulary.ts';

const { flips: MANY, flappingMs, relapseMs, recentMs } = PATTERN_LIMITS;

export function patternFrom(
  kind: PatternKind,
  parts: SentencePart[],
  rest: { at: number; changes: readonly { id: string }[] },
): Pattern {
  return {
    kind,
    parts,
    sentence: sentenceText(parts),
    at: toIso(rest.at),
    changeIds: rest.changes.map(({ id }) => id),
  };
}

export function momentPart(at: number): SentencePart {
  return { time: toIso(at), form: 'moment', atLeast: false };
}

/** The aggregate does not follow from the records, as they are now; seen since the newest change of the three. */
export function contradictionOf(input: PatternInput): Pattern[] {
  const { sendingStatusAggregate: aggregate, customerStatus: customer, awsSesStatus: aws, deleted } = input;
  const [whole, one, other] = [aggregate, customer, aws].map((raw) => classifySendingStatus(raw));
  if (deleted || followsFromRecords(whole ?? 'absent', one ?? 'absent', other ?? 'absent') !== false) return [];
  const last = newestOf(input, STATUS_TRACKS);
  const since: SentencePart[] = last === null ? [] : [', as seen since ', momentPart(last.seenAt)];
  const parts = [
    `The aggregate (${sayStatus(aggregate)}) does not follow from the records (customer-managed ` +
      `${sayStatus(customer)}, SES-managed ${sayStatus(aws)})`,
    ...since,
    '. One of them may be late.',
  ];
  const rest = last === null ? { at: input.now, changes: [] } : { at: last.seenAt, changes: [last] };
  return [patternFrom('aggregate-does-not-follow', parts, rest)];
}

/** The last one seen; of one read, the one stored last. */
function newestOf({ changes, incarnation }: PatternInput, tracks: readonly string[]): PatternChange | null {
  const known = changes.filter((change) => tracks.includes(change.track) && change.incarnation === incarnation);
  return (
    known.toSorted((a, b) => b.seenAt - a.seenAt || b.id.length - a.id.length || (a.id < b.id ? 1 : -1))[0] ?? null
  );
}

/** Stopped and allowed again many times within a week; of the aggregate, else of a record whose past alone is known. */
export function flappingOf(input: PatternInput): Pattern[] {
  for (const track of STATUS_TRACKS) {
    const flips = flipsOf(input, track).filter(({ at }) => at > input.now - flappingMs && at <= input.now);
    const [first] = flips;
    const last = flips.at(-1);
    if (flips.length < MANY || first === undefined || last === undefined) continue;
    const count = `${unseenWithin(input, first, last) ? 'at least ' : ''}${flips.length} times`;
    const parts = [
      `${FLIPPED[track]} flipped between stopped and allowed ${count} between `,
      momentPart(first.at),
      ' and ',
      momentPart(last.at),
      '.',
    ];
    return [patternFrom('flapping', parts, { at: last.at, changes: flips.map(({ change }) => change) })];
  }
  return [];
}

/** A record that moved without our seeing what lay between may have flipped there. */
function unseenWithin({ changes, incarnation }: PatternInput, first: Moment, last: Moment): boolean {
  return changes.some(
    (change) =>
      change.kind === 'rewritten' &&
      change.incarnation === incarnation &&
      momentOf(change).at >= first.at &&
      momentOf(change).at <= last.at,
  );
}

/** Stopped again within three days of having been allowed again: the newest such, if recent or stopped since. */
export function relapseOf(input: PatternInput): Pattern[] {
  for (const track of STATUS_TRACKS) {
    const flips = flipsOf(input, track).filter(({ at }) => at <= input.now);
    const relapses = flips.flatMap((stop, index) => {
      const lift = flips[index - 1];
      if (stop.to !== 'stopped' || lift === undefined) return [];
      return stop.at - lift.earliest <= relapseMs ? [{ lift, stop }] : [];
    });
    const newest = relapses.at(-1);
    if (newest === undefined || !isStanding(input, newest.stop, flips)) continue;
    return [relapseFrom(track, newest, relapses.length)];
  }
  return [];
}

/** Recent, or the sender has been stopped ever since. */
export function isStanding({ now }: PatternInput, stop: Flip, flips: readonly Flip[]): boolean {
  return stop.at > now - recentMs || flips.at(-1) === stop;
}

function relapseFrom(
  track: (typeof STATUS_TRACKS)[number],
  { lift, stop }: { lift: Flip; stop: Flip },
  times: number,
): Pattern {
  const exact = lift.earliest === lift.at && stop.earliest === stop.at;
  const apart = sayDuration(stop.at - lift.earliest);
  const after = `${exact || apart.startsWith('less') ? '' : 'at most '}${apart} after it was allowed again`;
  const parts: SentencePart[] = [
    `${FLIPPED[track]} was stopped again `,
    { time: toIso(stop.at), form: 'ago', atLeast: !exact },
    `, ${after}.${times > 1 ? ` ${times} relapses in the history looked at.` : ''}`,
  ];
  return patternFrom('relapse', parts, { at: stop.at, changes: [lift.change, stop.change] });
}
