import type { ChangeKind } from './change.ts';
import type { AccountFacts } from './explain-input.ts';
import { permitsMail } from './follows-from-records.ts';
import { classifySendingStatus } from './vocabulary.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Where the lines are drawn: ours, not SES's; each sentence names the figures it rests on. */
export const PATTERN_LIMITS = {
  /** So many stops and liftings of one status … */
  flips: 4,
  /** … within this is flapping. */
  flappingMs: 7 * DAY,
  /** Stopped again so soon after it was allowed again is a relapse. */
  relapseMs: 72 * HOUR,
  /** A weaker policy or a missing resource this near to a stop is named with it. */
  aroundMs: 24 * HOUR,
  /** What ended longer ago is history, unless it still stops the sender. */
  recentMs: 7 * DAY,
} as const;

/** How far back changes are needed: a relapse that is still recent began at most this long ago. */
export const PATTERN_REACH_MS = PATTERN_LIMITS.recentMs + PATTERN_LIMITS.flappingMs;

/** A stored change, as far as patterns need it. Times: epoch ms. */
export interface PatternChange {
  id: string;
  incarnation: number;
  track: string;
  kind: ChangeKind;
  old: string | null;
  new: string | null;
  awsTime: number | null;
  seenAt: number;
  /** The last read before that still showed the old value; null: not known. */
  seenAfter: number | null;
}

/** A resource that came or went between two reads of what the sender uses. Times: epoch ms. */
export interface ResourceChange {
  id: string;
  incarnation: number;
  kind: 'attached' | 'detached';
  /** As its ARN says: `identity`, `configuration-set`, `template`. */
  type: string;
  name: string;
  seenAfter: number;
  seenAt: number;
}

/** What patterns are looked for in. Order does not matter; other tracks, and other incarnations, are passed over. */
export interface PatternInput {
  now: number;
  incarnation: number;
  changes: readonly PatternChange[];
  resources: readonly ResourceChange[];
  /** The present words, raw. */
  sendingStatusAggregate: string | null;
  customerStatus: string | null;
  awsSesStatus: string | null;
  deleted: boolean;
  /** null: never read. */
  accountFacts: AccountFacts | null;
}

/** When something happened: after `earliest`, and at `at` the latest. Equal where SES gives the time. */
export interface Moment {
  earliest: number;
  at: number;
}

/** A record carries SES's own time; the rest happened between two reads. */
export function momentOf(change: PatternChange): Moment {
  const at = change.awsTime === null ? change.seenAt : Math.min(change.awsTime, change.seenAt);
  const exact = change.awsTime !== null && (change.track === 'customer' || change.track === 'aws');
  return { at, earliest: exact ? at : Math.min(at, change.seenAfter ?? -Infinity) };
}

/** A status that stopped mail, or let it flow again. */
export interface Flip extends Moment {
  to: 'stopped' | 'allowed';
  change: PatternChange;
}

export const STATUS_TRACKS = ['aggregate', 'customer', 'aws'] as const;
export type StatusTrack = (typeof STATUS_TRACKS)[number];

/** The flips of one track, oldest first, each the opposite of the one before it. A first sight is none. */
export function flipsOf({ changes, incarnation }: PatternInput, track: StatusTrack): Flip[] {
  const flips = changes
    .filter((change) => change.track === track && change.incarnation === incarnation && change.kind === 'changed')
    .toSorted(byMoment)
    .flatMap((change): Flip[] => {
      const to = flipTo(change);
      return to === null ? [] : [{ ...momentOf(change), to, change }];
    });
  return flips.filter((flip, index) => flip.to !== flips[index - 1]?.to);
}

function flipTo(change: PatternChange): Flip['to'] | null {
  const before = classifySendingStatus(change.old);
  const after = classifySendingStatus(change.new);
  if (permitsMail(before) && after === 'DISABLED') return 'stopped';
  return before === 'DISABLED' && permitsMail(after) ? 'allowed' : null;
}

/** A total order that does not depend on how the changes came: ids are whole numbers of growing length. */
function byMoment(a: PatternChange, b: PatternChange): number {
  return (
    momentOf(a).at - momentOf(b).at ||
    a.seenAt - b.seenAt ||
    a.id.length - b.id.length ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** What flipped, as a sentence begins. */
export const FLIPPED: Record<StatusTrack, string> = {
  aggregate: 'Sending',
  customer: 'Its customer-managed record',
  aws: 'Its SES-managed record',
};
