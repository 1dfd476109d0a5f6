import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningStanding, startStanding } from '../fixtures/start-standing.ts';
import { startSimulator } from '../ses-simulator/start.ts';
import { load, until } from './process-figures.ts';

interface OverviewAnswer {
  total: number;
  connections: { sweeps: { lane: string; startedAt: string | null; finishedAt: string | null; entities: number }[] }[];
}

export async function overviewOf(url: string, headers: Record<string, string> = {}): Promise<OverviewAnswer> {
  return (await (await fetch(`${url}/api/overview`, { headers })).json()) as OverviewAnswer;
}

/** True when a full sweep of each of `connections` connections has finished. */
export async function isSwept(url: string, connections = 1, headers: Record<string, string> = {}): Promise<boolean> {
  const full = (await overviewOf(url, headers)).connections.map(({ sweeps }) =>
    sweeps.find(({ lane }) => lane === 'full'),
  );
  return full.filter((sweep) => sweep !== undefined && sweep.finishedAt !== null).length >= connections;
}

async function addConnection(standing: RunningStanding, region: string, key: 'first' | 'second'): Promise<void> {
  const known = standing.simulator?.keys[key];
  const response = await fetch(`${standing.url}/api/connections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: standing.url },
    body: JSON.stringify({
      label: region,
      region,
      accessKeyId: known?.accessKeyId,
      secretAccessKey: known?.secretAccessKey,
    }),
  });
  if (response.status !== 201)
    throw new Error(`Adding ${region} answered ${response.status}: ${await response.text()}`);
}

export interface Fleet {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * A server that knows the whole simulated world (two accounts, three Regions), at rest and watching as shipped.
 * @param entities how many, over all connections.
 * @param environment of the server under measure; the one that read the world first has none of it.
 */
export async function startFleet(entities: number, environment: Record<string, string>): Promise<Fleet> {
  const simulator = await startSimulator({ tenants: entities, life: 'off' });
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-bench-'));
  const end = async () => {
    await simulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const options = { endpoint: simulator.url, dataDir, demo: true };
  try {
    const reading = { STANDING_SES_RATE: '500', STANDING_SES_SHARE: '1', STANDING_WATCH_INTERVAL_SECONDS: '3600' };
    const first = await startStanding({ ...options, environment: { ...reading, STANDING_LOG_LEVEL: 'warn' } });
    try {
      const connected = { ...first, simulator };
      await addConnection(connected, 'eu-west-1', 'first');
      await addConnection(connected, 'ap-southeast-2', 'second');
      await until(`${entities} entities read`, () => isSwept(first.url, 3), 240_000);
    } finally {
      await first.stop();
    }
    const standing = await startStanding({ ...options, environment: { STANDING_LOG_LEVEL: 'warn', ...environment } });
    const { total } = await overviewOf(standing.url);
    if (total < entities * 0.99) throw new Error(`The server knows ${total} of ${entities} entities.`);
    await load(`${standing.url}/api/entities?limit=100`, 20);
    return {
      url: standing.url,
      pid: standing.process.pid ?? 0,
      stop: async () => {
        await standing.stop();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
