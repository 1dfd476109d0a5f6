import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stall } from './loop-monitor.ts';
import { until } from './process-figures.ts';

const PRELOAD = join(import.meta.dirname, 'stall-preload.ts');

export interface StallMeter {
  /** For the process under measure. */
  environment: Record<string, string>;
  /** Since the last reading; the first includes the start. */
  read(pid: number): Promise<Stall>;
  remove(): void;
}

export function createStallMeter(): StallMeter {
  const folder = mkdtempSync(join(tmpdir(), 'standing-stalls-'));
  const file = join(folder, 'stall.json');
  const last = (): Stall & { count: number } => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Stall & { count: number };
    } catch {
      return { count: 0, longest: Number.NaN, mostCpu: Number.NaN };
    }
  };
  return {
    environment: { NODE_OPTIONS: `--import ${PRELOAD}`, BENCH_STALL_FILE: file },
    async read(pid) {
      const before = last().count;
      process.kill(pid, 'SIGUSR2');
      await until('the stall of the event loop', async () => last().count > before, 10_000);
      return last();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A process that does nothing, on the same machine at the same time: what its loop stalls is the machine's doing. */
export async function startIdleProcess(): Promise<{ stall(): Promise<Stall>; stop(): void }> {
  const meter = createStallMeter();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000); console.log("ready")'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...meter.environment },
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    stall: () => meter.read(child.pid ?? 0),
    stop: () => {
      child.kill('SIGTERM');
      meter.remove();
    },
  };
}
