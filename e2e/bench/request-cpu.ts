import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStanding } from '../fixtures/start-standing.ts';
import { buildHelloWorld, startHelloWorld } from './hello-world.ts';
import { cpuSeconds, load, until } from './process-figures.ts';
import { quantile, report } from './report.ts';

const ENTITIES = 10_000;
const REQUESTS = 1500;
const ROUNDS = 7;

/** CPU per request of our two hot routes beside an empty Next route that answers the same bytes, in turn. */
export default async function benchRequestCpu(): Promise<void> {
  buildHelloWorld();
  const standing = await startStanding({
    demo: true,
    simulator: { tenants: ENTITIES, life: 'off' },
    environment: {
      STANDING_SES_RATE: '200',
      STANDING_SES_SHARE: '1',
      STANDING_WATCH_INTERVAL_SECONDS: '3600',
      STANDING_LOG_LEVEL: 'warn',
    },
  });
  try {
    const list = `${standing.url}/api/entities?limit=100`;
    await until('a full first sweep', async () => (await health(standing.url)).finished);
    const first = (await (await fetch(list)).json()) as { items: { arn: string }[] };
    const arn = first.items[50]?.arn ?? '';
    for (const [name, url] of [
      ['GET /api/entities, first page of 100', list],
      ['GET /api/entity', `${standing.url}/api/entity?arn=${encodeURIComponent(arn)}`],
    ] as const) {
      await compare(name, url, standing.process.pid ?? 0);
    }
  } finally {
    await standing.stop();
  }
}

async function health(url: string): Promise<{ finished: boolean }> {
  const overview = (await (await fetch(`${url}/api/overview`)).json()) as {
    connections: { sweeps: { lane: string; finishedAt: string | null }[] }[];
  };
  const sweeps = overview.connections.flatMap((connection) => connection.sweeps);
  return { finished: sweeps.some((sweep) => sweep.lane === 'full' && sweep.finishedAt !== null) };
}

async function compare(name: string, url: string, pid: number): Promise<void> {
  const body = await (await fetch(url)).text();
  const bytesFile = join(mkdtempSync(join(tmpdir(), 'standing-bench-')), 'body.json');
  writeFileSync(bytesFile, body);
  const hello = await startHelloWorld(bytesFile);
  try {
    const control = `${hello.url}/api/bytes`;
    await load(url, 500);
    await load(control, 500);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await cpuOf(url, pid));
      theirs.push(await cpuOf(control, hello.process.pid ?? 0));
    }
    report({
      name: `${name}, CPU a request (${body.length} bytes)`,
      value: quantile(ours, 0.5),
      unit: 'ms',
      control: quantile(theirs, 0.5),
      goal: 1.3,
    });
  } finally {
    await hello.stop();
  }
}

/** CPU milliseconds a request. */
async function cpuOf(url: string, pid: number): Promise<number> {
  const before = cpuSeconds(pid);
  await load(url, REQUESTS);
  return ((cpuSeconds(pid) - before) * 1000) / REQUESTS;
}
