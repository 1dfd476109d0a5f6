import type { Lane, Step } from '@/components/history/prepare-lanes.ts';
import { lastFrom } from '@/components/history/prepare-lanes.ts';

/** Where the keyboard is in the picture: a step of a row. */
export interface Place {
  lane: string;
  from: number;
}

export interface Stop {
  lane: Lane;
  step: Step;
}

const stopOf = (lane: Lane | undefined, index: number): Stop | null => {
  const step = lane?.steps[index];
  return lane && step ? { lane, step } : null;
};

export function stopAt(lanes: readonly Lane[], place: Place | null): Stop | null {
  const lane = lanes.find(({ key }) => key === place?.lane);
  const index = lane && place ? lastFrom(lane.steps, place.from) : -1;
  const stop = stopOf(lane, index);
  return stop?.step.from === place?.from ? stop : null;
}

/**
 * The step that a key leads to: left and right from change to change of a row, up and down to what another row showed at that
 * moment, Home and End to the ends. Null: the key means nothing here, or there is nowhere to go.
 *
 * @param lanes as drawn, top to bottom; every one with at least one step
 */
export function walkSteps(lanes: readonly Lane[], now: Place, key: string): Stop | null {
  const row = lanes.findIndex((lane) => lane.key === now.lane);
  const lane = lanes[row];
  if (!lane) return null;
  const index = lastFrom(lane.steps, now.from);
  switch (key) {
    case 'ArrowRight':
      return stopOf(lane, index + 1);
    case 'ArrowLeft':
      return stopOf(lane, index - 1);
    case 'Home':
      return stopOf(lane, 0);
    case 'End':
      return stopOf(lane, lane.steps.length - 1);
    case 'ArrowUp':
    case 'ArrowDown': {
      const next = lanes[row + (key === 'ArrowUp' ? -1 : 1)];
      return next ? stopOf(next, Math.max(0, lastFrom(next.steps, now.from))) : null;
    }
    default:
      return null;
  }
}
