import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStanding } from '../fixtures/start-standing.ts';
import { startSimulator } from '../ses-simulator/start.ts';
import { buildHelloWorld, startHelloWorld } from './hello-world.ts';
import { cpuSeconds, residentMiB } from './process-figures.ts';
import { quantile, report } from './report.ts';

const ROUNDS = 5;
const IDLE_MS = 5000;

interface Start {
  /** Milliseconds until the server said that it is ready and had answered its first page. */
  startMs: number;
  /** CPU spent until then: a busy machine stretches the time, hardly this. */
  cpuMs: number;
  memoryMiB: number;
}

/** Cold start to the first answered page, and memory some seconds later, beside the hello world's. */
export default async function benchIdle(): Promise<void> {
  buildHelloWorld();
  const simulator = await startSimulator({ tenants: 12 });
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-bench-'));
  try {
    // Makes the database, its key and the first administrator, as no later start does.
    const first = await startOurs(simulator.url, dataDir);
    report({ name: 'first start of an installation', value: first.startMs, unit: 'ms' });
    const ours: Start[] = [];
    const theirs: Start[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      theirs.push(await startControl());
      ours.push(await startOurs(simulator.url, dataDir));
    }
    const middle = (starts: readonly Start[], of: keyof Start) =>
      quantile(
        starts.map((start) => start[of]),
        0.5,
      );
    for (const [name, of, unit] of [
      ['cold start, until the first page is answered', 'startMs', 'ms'],
      ['cold start, CPU', 'cpuMs', 'ms'],
      ['idle memory (resident)', 'memoryMiB', 'MiB'],
    ] as const) {
      report({ name, value: middle(ours, of), unit, control: middle(theirs, of), goal: 2 });
    }
  } finally {
    await simulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const idle = () => new Promise((resolve) => setTimeout(resolve, IDLE_MS));

async function startOurs(endpoint: string, dataDir: string): Promise<Start> {
  const standing = await startStanding({ endpoint, dataDir });
  const readyAt = performance.now();
  await fetch(`${standing.url}/login`).then((response) => response.text());
  const pid = standing.process.pid ?? 0;
  const startMs = standing.coldStartMs + performance.now() - readyAt;
  const cpuMs = cpuSeconds(pid) * 1000;
  await idle();
  const memoryMiB = residentMiB(pid);
  await standing.stop();
  return { startMs, cpuMs, memoryMiB };
}

async function startControl(): Promise<Start> {
  const hello = await startHelloWorld();
  const pid = hello.process.pid ?? 0;
  const cpuMs = cpuSeconds(pid) * 1000;
  await idle();
  const memoryMiB = residentMiB(pid);
  await hello.stop();
  return { startMs: hello.coldStartMs, cpuMs, memoryMiB };
}
