import type { Change } from '@/lib/domain/change.ts';

/** One line of a history: a change, or everything that was first seen at one moment. */
export type HistoryEntry<T extends Change> =
  | { kind: 'change'; at: number; change: T }
  | { kind: 'first-sight'; at: number; changes: T[] };

/** By when it happened, as far as anybody says. */
const timeOf = (change: Change) => Date.parse(change.awsTime ?? change.seenAt);

/** First sights of one sender that the same sweep made; findings tell of a past of their own and stay as they are. */
function isFirstSight(change: Change): boolean {
  return change.kind === 'baseline' && !change.track.startsWith('finding:');
}

const ORDER = ['existence', 'aggregate', 'aws', 'customer', 'impact', 'policy'];
const rank = ({ track }: Change) => ORDER.indexOf(track) + 1 || ORDER.length + 1;

/**
 * A history as people read it: newest first by when it happened, and a sender's first sight as one entry at the moment it
 * was seen, so that the list tells what happened and not what was found.
 *
 * @param changes any order; the API pages by when a change was seen
 */
export function foldFirstSight<T extends Change>(changes: readonly T[]): HistoryEntry<T>[] {
  const sights = Map.groupBy(
    changes.filter(isFirstSight),
    ({ arn, incarnation, seenAt }) => `${arn} ${incarnation} ${seenAt}`,
  );
  const entries: HistoryEntry<T>[] = changes
    .filter((change) => !isFirstSight(change))
    .map((change) => ({ kind: 'change', at: timeOf(change), change }));
  for (const together of sights.values()) {
    const at = Date.parse(together[0]?.seenAt ?? '');
    entries.push({ kind: 'first-sight', at, changes: together.toSorted((a, b) => rank(a) - rank(b)) });
  }
  return entries.toSorted((a, b) => b.at - a.at);
}
