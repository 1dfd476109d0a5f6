import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { report } from './report.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ROUNDS = 200;

/** A quarter of an hour is too long for every run. */
export const onlyWhenNamed = true;

/** The watcher killed 200 times at any moment, on SQLite and on PostgreSQL: nothing lost, nothing twice. Takes a quarter of an hour. */
export default function benchKillRounds(): void {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  execFileSync(process.execPath, [vitest, 'run', '--project', 'server', 'lib/server/watch/kill.test.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, DURABILITY_ROUNDS: String(ROUNDS) },
  });
  report({
    name: 'rounds of kill -9 survived, each on SQLite and PostgreSQL',
    value: ROUNDS,
    unit: 'rounds',
    goal: ROUNDS,
    atLeast: true,
  });
}
