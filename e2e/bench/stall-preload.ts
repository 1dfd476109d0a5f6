/**
 * Loaded before a server under measure (`--import`), because the product itself exposes nothing for this: on SIGUSR2 it
 * writes the longest stall of the event loop since the last signal, in milliseconds, to the file the bench names; and the
 * most CPU the main thread used between two ticks, which is what of a stall is its own doing and not a busy machine's.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION_MS = 2;
const file = process.env['BENCH_STALL_FILE'];

if (isMainThread && file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let mostCpu = 0;
  let before = process.threadCpuUsage();
  setInterval(() => {
    const now = process.threadCpuUsage();
    mostCpu = Math.max(mostCpu, (now.user - before.user + now.system - before.system) / 1000);
    before = now;
  }, RESOLUTION_MS).unref();
  let count = 0;
  process.on('SIGUSR2', () => {
    // The histogram holds the time between two ticks, which on an idle loop is the resolution.
    const longest = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
    count += 1;
    writeFileSync(file, JSON.stringify({ count, longest, mostCpu }));
    delay.reset();
    mostCpu = 0;
  });
}
