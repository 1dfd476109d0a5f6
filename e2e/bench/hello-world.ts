import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readyLine } from './ready-line.ts';

const FOLDER = join(import.meta.dirname, 'hello-world');
const NEXT = join(import.meta.dirname, '..', '..', 'node_modules', 'next', 'dist', 'bin', 'next');

/** Builds the control afresh, so that both sides of a ratio come from the same packages and the same run. */
export function buildHelloWorld(): void {
  rmSync(join(FOLDER, '.next'), { recursive: true, force: true });
  execFileSync(process.execPath, [NEXT, 'build', FOLDER], {
    stdio: 'ignore',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
}

export interface RunningServer {
  url: string;
  process: ChildProcess;
  /** Milliseconds from spawn to the first answer. */
  coldStartMs: number;
  stop(): Promise<void>;
}

/** @param bytesFile file whose content the empty route answers. */
export async function startHelloWorld(bytesFile?: string): Promise<RunningServer> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(FOLDER, 'server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ...(bytesFile === undefined ? {} : { BENCH_BYTES_FILE: bytesFile }),
    },
  });
  const url = await readyLine(child, /ready (http:\S+)/);
  await fetch(url).then((response) => response.text());
  return {
    url,
    process: child,
    coldStartMs: performance.now() - startedAt,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
