import type { Life } from '../options.ts';
import { createRandom } from '../random.ts';
import type { World } from '../world/world.ts';
import { ambientBeat } from './ambient-beat.ts';
import { demoBeat } from './demo-beat.ts';

/** What happens by itself, in the simulator's time. */
export interface LifeEngine {
  pace(): Life;
  setPace(pace: Life): void;
  /** Lets everything happen that is due by now, each at the time it was due. */
  run(): void;
}

interface Beat {
  at: number;
  everyMs: () => number;
  act: () => void;
}

/** No more than this in one run: a clock set a year ahead must not hang the simulator. */
const MOST_AT_ONCE = 20_000;

/** The same seed and the same calls give the same life. */
export function createLife(world: World, first: Life): LifeEngine {
  const random = createRandom(world.seed, 'life');
  let pace: Life = first;
  let beats: Beat[] = [];
  const uneven = (mean: number) => (): number => Math.round(mean * (0.5 + random.next()));
  const start = (everyMs: () => number, act: () => void): Beat => ({ at: world.clock.now() + everyMs(), everyMs, act });
  const setPace = (next: Life): void => {
    pace = next;
    const ambient = (): void => ambientBeat(world, random);
    if (next === 'off') beats = [];
    if (next === 'calm') beats = [start(uneven(60_000), ambient)];
    if (next === 'busy') beats = [start(uneven(3000), ambient)];
    if (next === 'demo') beats = [start(() => 14_000, demoBeat(world, random)), start(uneven(45_000), ambient)];
  };
  setPace(first);
  return {
    pace: () => pace,
    setPace,
    run: () => {
      const now = world.clock.now();
      for (let left = MOST_AT_ONCE; left > 0; left--) {
        const next = takeDue(world, beats, now);
        if (next === undefined) return;
        world.clock.during(next.at, next.act);
      }
    },
  };
}

/** The earliest thing due by `now`, pending or beat; a beat is set to its next time. */
function takeDue(world: World, beats: Beat[], now: number): { at: number; act: () => void } | undefined {
  const pending = world.pending.reduce<number>(
    (best, one, at) => (one.at < (world.pending[best]?.at ?? Infinity) ? at : best),
    0,
  );
  const waiting = world.pending[pending];
  const beat = beats.toSorted((one, other) => one.at - other.at)[0];
  if (waiting !== undefined && waiting.at <= now && waiting.at <= (beat?.at ?? Infinity)) {
    world.pending.splice(pending, 1);
    return waiting;
  }
  if (beat === undefined || beat.at > now) return undefined;
  const due = { at: beat.at, act: beat.act };
  beat.at += beat.everyMs();
  return due;
}
