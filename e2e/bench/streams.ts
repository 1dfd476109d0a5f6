import { spawn } from 'node:child_process';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { startStanding } from '../fixtures/start-standing.ts';
import { cpuSeconds, residentMiB, until } from './process-figures.ts';
import { readyLine } from './ready-line.ts';
import { quantile, report } from './report.ts';

const STREAMS = 1000;
const ROUNDS = 20;
const BETWEEN_MS = 400;

interface Target {
  pid: number;
  streamUrl: string;
  /** Makes one change, durable when it resolves. */
  change: (round: number) => Promise<void>;
}

/** A change reaches a thousand open streams of one process, beside a plain stream server of Node's in the same run. */
export default async function benchStreams(): Promise<void> {
  const standing = await startStanding({
    demo: true,
    simulator: { tenants: 60, life: 'off' },
    environment: { STANDING_LOG_LEVEL: 'warn', STANDING_WATCH_INTERVAL_SECONDS: '3600' },
  });
  const plain = spawn(process.execPath, [join(import.meta.dirname, 'plain-streams.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const plainUrl = await readyLine(plain, /Ready at (http:\S+)/);
    const list = async () =>
      (await (await fetch(`${standing.url}/api/entities?limit=100`)).json()) as { items: { arn: string }[] };
    await until('senders to protect', async () => (await list()).items.length > 20);
    const arn = (await list()).items[0]?.arn ?? '';
    const post = async (url: string, body: object) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: standing.url },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`A change was answered ${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
    };
    const control = await measure({
      pid: plain.pid ?? 0,
      streamUrl: plainUrl,
      change: () => post(plainUrl, {}),
    });
    const ours = await measure({
      pid: standing.process.pid ?? 0,
      streamUrl: `${standing.url}/api/stream`,
      change: (round) => post(`${standing.url}/api/protection`, { arns: [arn], protected: round % 2 === 0 }),
    });
    report({ name: `A change reaches ${STREAMS} streams, p99`, value: ours.p99, unit: 'ms', goal: 500 });
    report({ name: 'The same of plain node:http', value: control.p99, unit: 'ms' });
    report({ name: 'Memory a stream', value: ours.kibEach, unit: 'KiB', control: control.kibEach });
    report({ name: 'CPU a delivered event', value: ours.microseconds, unit: 'µs', control: control.microseconds });
  } finally {
    plain.kill();
    await standing.stop();
  }
}

async function measure({ pid, streamUrl, change }: Target) {
  // Warm, so that what is counted is the streams and not the code that serves the first of them.
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  let heard: (at: number) => void = () => undefined;
  const open = async () => await openStream(streamUrl, agent, () => heard(performance.now()));
  (await open()).destroy();
  await pause(500);
  const before = residentMiB(pid);
  const streams: IncomingMessage[] = [];
  while (streams.length < STREAMS) streams.push(...(await Promise.all(Array.from({ length: 50 }, open))));
  await pause(2_000);
  const kibEach = ((residentMiB(pid) - before) * 1024) / STREAMS;
  const delays: number[] = [];
  const cpuBefore = cpuSeconds(pid);
  for (let round = 0; round < ROUNDS; round++) {
    let left = STREAMS;
    const all = new Promise<void>((resolve) => {
      heard = (at) => {
        delays.push(at - startedAt);
        left -= 1;
        if (left === 0) resolve();
      };
    });
    // From before it was asked for: the way to the server and into the database is in it.
    const startedAt = performance.now();
    await Promise.all([change(round), all]);
    await pause(BETWEEN_MS);
  }
  const microseconds = ((cpuSeconds(pid) - cpuBefore) * 1e6) / (ROUNDS * STREAMS);
  heard = () => undefined;
  for (const stream of streams) stream.destroy();
  return { p99: quantile(delays, 0.99), kibEach, microseconds };
}

/** Resolves with the first message; calls `onMoved` for every one that says that something moved. */
function openStream(url: string, agent: Agent, onMoved: () => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`A stream was answered ${response.statusCode}`));
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (text: string) => {
        resolve(response);
        for (let at = text.indexOf('"kind":"moved"'); at >= 0; at = text.indexOf('"kind":"moved"', at + 1)) onMoved();
      });
    }).on('error', reject);
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
