import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Control, createControl } from './control/client.ts';
import { STANDARD_KEYS, STANDARD_ROLE } from './keys.ts';
import type { SimulatorOptions } from './options.ts';
import { type RunningSimulator, createSimulator } from './simulator.ts';

export interface StartedSimulator {
  /** SES and STS endpoint, for every Region. */
  readonly url: string;
  readonly control: Control;
  readonly keys: typeof STANDARD_KEYS;
  readonly role: typeof STANDARD_ROLE;
  stop(): Promise<void>;
}

/** Starts a simulator as its own process and waits until it listens. */
export async function startSimulator(options: Partial<SimulatorOptions> = {}): Promise<StartedSimulator> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, ...writeArguments(options)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const url = await readyUrl(child);
  return {
    url,
    control: createControl(url),
    keys: STANDARD_KEYS,
    role: STANDARD_ROLE,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** The same in this process, for fast tests; `simulator` is its state. */
export async function startInProcess(
  options: Partial<SimulatorOptions> = {},
): Promise<StartedSimulator & Pick<RunningSimulator, 'simulator'>> {
  const { url, simulator, stop } = await createSimulator(options);
  return { url, simulator, control: createControl(url), keys: STANDARD_KEYS, role: STANDARD_ROLE, stop };
}

function writeArguments(options: Partial<SimulatorOptions>): string[] {
  const { switches, startAt, tenantLimit, ...plain } = options;
  return [
    ...Object.entries(plain).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...(tenantLimit === undefined ? [] : ['--tenant-limit', String(tenantLimit)]),
    ...(startAt === undefined ? [] : ['--start', new Date(startAt).toISOString()]),
    ...Object.entries(switches ?? {}).flatMap(([name, value]) => ['--switch', `${name}=${value}`]),
  ];
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    let complaint = '';
    child.stderr?.on('data', (data: Buffer) => (complaint += data.toString()));
    child.stdout?.on('data', (data: Buffer) => {
      out += data.toString();
      const ready = /ses-simulator ready (\S+)/.exec(out);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    child.once('exit', (code) => reject(new Error(`The simulator ended with ${code}: ${complaint}`)));
    child.once('error', reject);
  });
}
