import type { Change } from './change.ts';
import { placeChanges, placeInTime, type Placement, type TimedChange } from './place-in-time.ts';
import { repeatedReports } from './repeated-reports.ts';

/** A change with the moment it stands at. */
export interface PlacedChange<T extends Change> {
  change: T;
  place: Placement;
}

/** What happened to one sender at one instant. `first-sight`: where watching it began, which is no event. */
export interface Moment<T extends Change> {
  kind: 'moment' | 'first-sight';
  /** Epoch milliseconds. */
  at: number;
  /** In the order of the page: what it comes to first, then the records. Never empty. */
  changes: PlacedChange<T>[];
}

/** A change of the API as `placeChanges` takes it. */
function timesOf(change: Change): TimedChange {
  const { arn, incarnation, track, kind, awsTime, at, seenAfter, marks } = change;
  return {
    arn,
    incarnation,
    track,
    kind,
    value: change.new.value,
    awsTime: awsTime === null ? null : Date.parse(awsTime),
    // Of a report, AWS's time of it: when it reached us says nothing of when it was so.
    seenAt: Date.parse(at),
    seenAfter: seenAfter === null ? null : Date.parse(seenAfter),
    marks,
  };
}

/** First sights of one sender that one read made; findings tell of a past of their own and stay as they are. */
function isFirstSight(change: Change): boolean {
  return change.kind === 'baseline' && !change.track.startsWith('finding:');
}

/** The moment by which the API orders one change by itself; epoch ms. */
export function shownAt(change: Change): number {
  const times = timesOf(change);
  return isFirstSight(change) ? times.seenAt : placeInTime(times).at;
}

const ORDER = ['existence', 'aggregate', 'aws', 'customer', 'impact', 'policy'];
const rank = ({ track }: Change) => ORDER.indexOf(track) + 1 || ORDER.length + 1;

/**
 * A history as people read it, newest first: what happened at the same instant to the same sender is one moment, so that
 * both records and the aggregate that follows are not three events; a first sight is one entry where it was seen.
 *
 * @param changes any order, some pages of a history
 * @param horizon where older pages are still to come in the order of `at`: the oldest moment loaded. What older pages could
 *   still add to is held back, so that nothing is ever inserted above what somebody reads. Null: these are all.
 */
export function readMoments<T extends Change>(changes: readonly T[], horizon: number | null = null): Moment<T>[] {
  const all = changes.map((change) => Object.assign(timesOf(change), { change }));
  const repeated = repeatedReports(all, ({ change, ...times }) => ({
    ...times,
    cause: change.cause,
    reported: change.source === 'event' || change.source === 'import',
  }));
  const timed = all.filter((one) => !repeated.has(one));
  const places = placeChanges(timed);
  const groups = new Map<string, Moment<T>>();
  for (const one of timed) {
    const { change, seenAt, seenAfter } = one;
    const place = places.get(one);
    if (!place) continue;
    const first = isFirstSight(change);
    const at = first ? seenAt : place.at;
    if (horizon !== null && at <= horizon) continue;
    // The record that it follows from may be on the next page.
    if (horizon !== null && change.track === 'aggregate' && place.clock === 'seen' && (seenAfter ?? at) < horizon)
      continue;
    const key = `${change.arn} ${change.incarnation} ${first ? 'first' : ''} ${at}`;
    const moment = groups.get(key) ?? { kind: first ? 'first-sight' : 'moment', at, changes: [] };
    moment.changes.push({ change, place });
    groups.set(key, moment);
  }
  for (const { changes: together } of groups.values()) {
    together.sort((a, b) => rank(a.change) - rank(b.change) || Number(a.change.id) - Number(b.change.id));
  }
  return [...groups.values()].sort((a, b) => b.at - a.at);
}
