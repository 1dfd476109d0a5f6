import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';

const SYSTEM_BROWSERS = [
  // Half the work of the whole browser where nobody looks.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

/** Chromium's path: `STANDING_TEST_BROWSER`, else the system's, else Playwright's own download; null where there is none. */
export function findBrowser(): string | null {
  const given = process.env['STANDING_TEST_BROWSER'];
  return [...(given ? [given] : SYSTEM_BROWSERS), chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

function run(command: string, ...given: string[]): boolean {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, given, { stdio: ['ignore', 'inherit', 'inherit'], env: environment }).status === 0;
}

function starts(path: string): boolean {
  return spawnSync(path, ['--version', '--no-sandbox'], { timeout: 30_000 }).status === 0;
}

/** Finds a browser that starts, or installs one: Playwright's, else the distribution's where we may. */
export function findOrInstallBrowser(): string | null {
  const found = findBrowser();
  if (found !== null && starts(found)) return found;
  const isRoot = process.getuid?.() === 0;
  const playwright = join(import.meta.dirname, '..', 'node_modules', '.bin', 'playwright');
  console.log('Installing a browser, once.');
  const isDownloaded = run(playwright, 'install', 'chromium');
  if (isRoot && isDownloaded) run(playwright, 'install-deps', 'chromium');
  else if (isRoot && existsSync('/usr/bin/apt-get')) {
    const install = (name: string) => run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', name);
    run('apt-get', 'update', '-qq');
    if (!install('chromium-headless-shell')) install('chromium');
  }
  const installed = findBrowser();
  if (installed !== null && starts(installed)) return installed;
  console.log('No browser could be found or installed; install Chromium, or name one in STANDING_TEST_BROWSER.');
  return null;
}
