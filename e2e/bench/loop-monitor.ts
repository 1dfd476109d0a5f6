import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 2;

export interface Stall {
  /** Longest stall of this thread's event loop since the last reading, in milliseconds. */
  longest: number;
  /** Most CPU milliseconds of this thread between two ticks: its own part of a stall, however busy the machine. */
  mostCpu: number;
}

/** Watches the event loop of this thread. Reading starts anew. */
export function watchLoop(): { read(): Stall } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let mostCpu = 0;
  let before = process.threadCpuUsage();
  setInterval(() => {
    const now = process.threadCpuUsage();
    mostCpu = Math.max(mostCpu, (now.user - before.user + now.system - before.system) / 1000);
    before = now;
  }, RESOLUTION_MS).unref();
  return {
    read() {
      // The histogram holds the time between two ticks, which on an idle loop is the resolution.
      const stall = { longest: Math.max(0, delay.max / 1e6 - RESOLUTION_MS), mostCpu };
      delay.reset();
      mostCpu = 0;
      return stall;
    },
  };
}
