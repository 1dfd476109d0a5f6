import { RECORD_TRACKS, type RecordTrack } from './change.ts';
import { ABSENT_POINT, type TrackPoint } from './observed-entity.ts';

interface FoldableChange {
  incarnation: number;
  track: string;
  new: TrackPoint;
}

/**
 * The value of every record track after these changes, oldest first: the inverse of observing. A new incarnation starts
 * from nothing; a track without a change was absent.
 */
export function foldChanges(changes: Iterable<FoldableChange>): Record<RecordTrack, TrackPoint> & { deleted: boolean } {
  const nothing = () => ({
    ...(Object.fromEntries(RECORD_TRACKS.map((track) => [track, ABSENT_POINT])) as Record<RecordTrack, TrackPoint>),
    deleted: false,
  });
  let state = nothing();
  let incarnation: number | null = null;
  for (const change of changes) {
    if (change.incarnation !== incarnation) {
      state = nothing();
      incarnation = change.incarnation;
    }
    if (change.track === 'existence') state.deleted = change.new.value === 'deleted';
    else if ((RECORD_TRACKS as readonly string[]).includes(change.track)) {
      state[change.track as RecordTrack] = change.new;
    }
  }
  return state;
}
