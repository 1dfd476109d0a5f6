import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../../scripts/find-or-install-browser.ts';

/** Chromium as the journeys use it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('No browser was found; `npm test` installs one.');
  return chromium.launch({
    executablePath,
    // Chromium's sandbox does not run as root, as in a container.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
