import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-or-install-browser.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'e2e/journeys',
  // Each worker starts a server and a simulator of its own. Two cores are the machine we promise to run on; journeys
  // mostly wait, so three keep them busy.
  workers: 3,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  // Generous: a busy machine is no failure.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A page of its own costs each test more than what it does there; everything it kept is cleared between tests.
    reuseContext: true,
    // Nothing is asserted of what moves, and moving costs a fifth of the time of a page.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording every step slows two cores down; TRACE=1 keeps what failed.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: [
        // No page lives long enough to win back what the optimising compilers take.
        '--js-flags=--no-opt --no-maglev',
        // Chromium's sandbox does not run as root, as in a container.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
});
