import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, createClock } from './clock.ts';
import { type Faults, createFaults } from './faults.ts';
import { serve } from './http/serve.ts';
import { type RequestLog, createRequestLog } from './http/request-log.ts';
import { type KeyList, createKeyList } from './keys.ts';
import { type SimulatorOptions, defaultOptions } from './options.ts';
import { type Rate, createRate } from './rate.ts';
import { type LifeEngine, createLife } from './life/life.ts';
import { createWorld } from './world/create-world.ts';
import type { World } from './world/world.ts';

/** The one state object of a running simulator. */
export interface Simulator {
  readonly options: SimulatorOptions;
  readonly clock: Clock;
  readonly world: World;
  readonly keys: KeyList;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly rate: Rate;
  readonly life: LifeEngine;
  /** Requests a second for each account and Region; 0 is no limit. */
  requestsPerSecond: number;
}

export interface RunningSimulator {
  readonly url: string;
  readonly simulator: Simulator;
  stop(): Promise<void>;
}

/** How often life looks at the clock, in wall time. */
const HEARTBEAT_MS = 250;

/** Starts a simulator in this process, on 127.0.0.1. */
export async function createSimulator(given: Partial<SimulatorOptions> = {}): Promise<RunningSimulator> {
  const options = { ...defaultOptions(), ...given };
  const clock = createClock(options.clock, options.startAt);
  const world = createWorld(options, clock);
  const simulator: Simulator = {
    options,
    clock,
    world,
    life: createLife(world, options.life),
    keys: createKeyList(),
    faults: createFaults(),
    log: createRequestLog(),
    rate: createRate(),
    requestsPerSecond: options.rate,
  };
  const server = createServer((request, response) => void serve(simulator, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const heartbeat = setInterval(() => simulator.life.run(), HEARTBEAT_MS);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    simulator,
    stop: () =>
      new Promise((resolve) => {
        clearInterval(heartbeat);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
