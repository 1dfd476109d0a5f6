import type { Simulator } from '../simulator.ts';

/** The wall time the simulator believes in, epoch milliseconds: moved by the `wrong-clock` fault. */
export function wallTime(simulator: Simulator): number {
  const wrong = simulator.faults.list().find((one) => one.fault === 'wrong-clock');
  return Date.now() + (wrong?.offsetSeconds ?? 0) * 1000;
}
