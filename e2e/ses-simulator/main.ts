import { readArguments } from './read-arguments.ts';
import { createSimulator } from './simulator.ts';

try {
  const running = await createSimulator(readArguments(process.argv.slice(2)));
  // The ready line: start.ts waits for it.
  console.log(`ses-simulator ready ${running.url}`);
  const stop = (): void => void running.stop().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A parent that goes away takes the simulator with it.
  process.on('disconnect', stop);
} catch (error) {
  console.error(`ses-simulator: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
