import { startStanding } from '../fixtures/start-standing.ts';
import { buildHelloWorld, startHelloWorld } from './hello-world.ts';
import { residentMiB } from './process-figures.ts';
import { quantile, report } from './report.ts';

const ROUNDS = 5;

/** Cold start to the first answered page, and memory ten seconds later, beside the hello world's. */
export default async function benchIdle(): Promise<void> {
  buildHelloWorld();
  const starts: [number[], number[]] = [[], []];
  const memory: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const hello = await startHelloWorld();
    starts[1].push(hello.coldStartMs);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    memory[1].push(residentMiB(hello.process.pid ?? 0));
    await hello.stop();
    const standing = await startStanding({ simulator: { tenants: 12 } });
    await fetch(`${standing.url}/login`).then((response) => response.text());
    starts[0].push(standing.coldStartMs);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    memory[0].push(residentMiB(standing.process.pid ?? 0));
    await standing.stop();
  }
  report({
    name: 'cold start',
    value: quantile(starts[0], 0.5),
    unit: 'ms',
    control: quantile(starts[1], 0.5),
    goal: 2,
  });
  report({
    name: 'idle memory (resident)',
    value: quantile(memory[0], 0.5),
    unit: 'MiB',
    control: quantile(memory[1], 0.5),
    goal: 2,
  });
}
