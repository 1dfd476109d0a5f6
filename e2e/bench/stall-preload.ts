/**
 * Loaded before a server under measure (`--import`), because the product itself exposes nothing for this: on SIGUSR2 it
 * writes what its event loop stalled since the last signal to the file the bench names.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { watchLoop } from './loop-monitor.ts';

const file = process.env['BENCH_STALL_FILE'];

if (isMainThread && file !== undefined) {
  const loop = watchLoop();
  let count = 0;
  process.on('SIGUSR2', () => {
    count += 1;
    writeFileSync(file, JSON.stringify({ count, ...loop.read() }));
  });
}
