import type { World } from '../world/world.ts';

/**
 * Lets something happen in the past as it would have happened then: what it leaves pending (a policy that lags, a return to
 * ENABLED) happens at its own time, as long as that is past as well.
 */
export function liveThrough(world: World, steps: readonly { at: number; act: () => void }[]): void {
  const now = world.clock.now();
  for (const { at, act } of steps.toSorted((one, other) => one.at - other.at)) {
    runPending(world, at);
    world.clock.during(at, act);
  }
  runPending(world, now);
}

function runPending(world: World, until: number): void {
  for (;;) {
    const due = world.pending.filter((one) => one.at <= until).toSorted((one, other) => one.at - other.at)[0];
    if (due === undefined) return;
    world.pending.splice(world.pending.indexOf(due), 1);
    world.clock.during(due.at, due.act);
  }
}
