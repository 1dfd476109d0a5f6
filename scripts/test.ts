import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhenStale } from './build-when-stale.ts';
import { findOrInstallBrowser } from './find-or-install-browser.ts';

/**
 * Everything CI runs, one after another, with all output. Ends with a line alone, `N passed, N failed`: the tests of
 * vitest and Playwright, and one for each other step. Exit code 1 when anything failed.
 */
interface Count {
  passed: number;
  failed: number;
}
const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'standing-test-'));
const total: Count = { passed: 0, failed: 0 };
const failures: string[] = [];
/** What tests write goes to memory where there is room: nobody needs it after a crash, and the disk is half of its time. */
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;
const STEP_LIMIT_MS = 25 * 60_000;

function heading(name: string): void {
  console.log(`\n--- ${name}`);
}

function count(name: string, { passed, failed }: Count): void {
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(name);
  console.log(`--- ${name}: ${passed} passed, ${failed} failed`);
}

function scratchFolder(): string {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ENOUGH_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Runs a program of node_modules/.bin under this Node; resolves to whether it ended with 0. */
function run(tool: string, ...given: string[]): Promise<boolean> {
  const child = spawn(join(root, 'node_modules', '.bin', tool), given, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TMPDIR: scratchFolder(), NODE_ENV: 'test', NO_COLOR: '1', FORCE_COLOR: undefined },
    timeout: STEP_LIMIT_MS,
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function step(name: string, act: () => Promise<boolean> | boolean): Promise<boolean> {
  heading(name);
  const ok = await act();
  count(name, ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  return ok;
}

/** A suite whose report says nothing failed, but whose runner did (a file that would not load), is one failure. */
async function suite(name: string, act: () => Promise<boolean>, read: () => Count): Promise<void> {
  heading(name);
  const ok = await act();
  let counted: Count = { passed: 0, failed: 0 };
  try {
    counted = read();
  } catch {
    console.log(`${name} wrote no report.`);
  }
  const nothingRan = counted.passed === 0 && counted.failed === 0;
  if ((!ok || nothingRan) && counted.failed === 0) counted.failed = 1;
  count(name, counted);
}

function readReport(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(reports, file), 'utf8')) as Record<string, unknown>;
}

function vitestCount(): Count {
  const report = readReport('vitest.json');
  return { passed: Number(report['numPassedTests']), failed: Number(report['numFailedTests']) };
}

/** A flaky test passed only on repetition: that is a failure here. */
function playwrightCount(): Count {
  const stats = readReport('playwright.json')['stats'] as Record<string, number>;
  return { passed: Number(stats['expected']), failed: Number(stats['unexpected']) + Number(stats['flaky']) };
}

const built = await step('build', () => buildWhenStale());
await step('format', () => run('oxfmt', '--check'));
await step('lint', () => run('oxlint', '--deny-warnings'));
await step('types', () => run('tsc', '--noEmit', '-p', '.'));
await step('unused code', () => run('knip'));
await suite(
  'unit and integration tests',
  () =>
    run('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'vitest.json')}`),
  vitestCount,
);
const browser = await step('a browser', () => findOrInstallBrowser() !== null);
if (built && browser) {
  process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] = join(reports, 'playwright.json');
  await suite('journeys', () => run('playwright', 'test', '--reporter=list,json'), playwrightCount);
} else count('journeys', { passed: 0, failed: 1 });

rmSync(reports, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
