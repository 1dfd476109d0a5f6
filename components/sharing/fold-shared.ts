import type { SharedChange } from '@/lib/domain/shared-view.ts';

/** One line: a change, or everything that was first seen at one moment. */
export type SharedEntry =
  | { kind: 'change'; at: number; change: SharedChange }
  | { kind: 'first-sight'; at: number; changes: SharedChange[] };

const isFirstSight = ({ kind, track }: SharedChange) => kind === 'baseline' && !track.startsWith('finding:');

/** By SES's own time where it gives one, else by its place in the history. */
export function sharedTimeOf({ awsTime, at }: SharedChange): number {
  return awsTime === null ? Date.parse(at) : Math.min(Date.parse(awsTime), Date.parse(at));
}

/** Newest first by when it happened; a first sight is one entry at the moment of the sight. */
export function foldShared(changes: readonly SharedChange[]): SharedEntry[] {
  const sights = Map.groupBy(changes.filter(isFirstSight), ({ at }) => at);
  const entries: SharedEntry[] = [
    ...changes
      .filter((change) => !isFirstSight(change))
      .map((change) => ({ kind: 'change' as const, at: sharedTimeOf(change), change })),
    ...[...sights].map(([at, together]) => ({ kind: 'first-sight' as const, at: Date.parse(at), changes: together })),
  ];
  return entries.toSorted((a, b) => b.at - a.at);
}
