import type { Run, TrackRuns } from '@/components/history/build-tracks.ts';

/** Where the keyboard is in the picture. */
export interface Place {
  track: string;
  from: number;
}

export interface Step extends Place {
  run: Run;
}

const placeOf = (track: TrackRuns | undefined, run: Run | undefined): Step | null =>
  track && run ? { track: track.track, from: run.from, run } : null;

/**
 * The run that an arrow key leads to: left and right from change to change on a track, up and down to what another track
 * showed at that moment, Home and End to the ends. Null: the key means nothing here, or there is nowhere to go.
 *
 * @param tracks as drawn, top to bottom; every one with at least one run
 */
export function walkRuns(tracks: readonly TrackRuns[], now: Place, key: string): Step | null {
  const lane = tracks.findIndex(({ track }) => track === now.track);
  const track = tracks[lane];
  if (!track) return null;
  const index = track.runs.findIndex(({ from }) => from === now.from);
  switch (key) {
    case 'ArrowRight':
      return placeOf(track, track.runs[index + 1]);
    case 'ArrowLeft':
      return placeOf(track, track.runs[index - 1]);
    case 'Home':
      return placeOf(track, track.runs[0]);
    case 'End':
      return placeOf(track, track.runs.at(-1));
    case 'ArrowUp':
    case 'ArrowDown': {
      const next = tracks[lane + (key === 'ArrowUp' ? -1 : 1)];
      const run = next?.runs.findLast(({ from }) => from <= now.from) ?? next?.runs[0];
      return placeOf(next, run);
    }
    default:
      return null;
  }
}
