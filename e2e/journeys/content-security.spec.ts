import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type RunningStanding, startStanding } from '../fixtures/start-standing.ts';

const BUILT = join(import.meta.dirname, '..', '..', '.next', 'server', 'app');
const pages = readdirSync(BUILT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.html') && !file.includes('_global-error'))
  .map((file) => (file === 'index.html' ? '/' : `/${file.replace(/\.html$/, '')}`));

let standing: RunningStanding | undefined;
test.beforeAll(async () => {
  standing = await startStanding({ demo: true, simulator: { tenants: 40 } });
});
test.afterAll(() => standing?.stop());
const at = (path: string) => new URL(path, standing?.url).href;

/** Everything the browser says about the policy; it says it on the console, also for what happened before we listened. */
function violations(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (/content security policy|trusted ?types|trustedscript|trustedhtml/i.test(message.text()))
      said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  return said;
}

for (const path of pages) {
  test(`${path} breaks no rule of its policy, in either theme`, async ({ page }) => {
    const said = violations(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(at(path));
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(said).toEqual([]);
  });
}

test('markup and foreign scripts are refused by the browser itself', async ({ page }) => {
  await page.goto(at('/'));
  const outcome = await page.evaluate(() => {
    const tried = (act: () => void) => {
      try {
        act();
        return 'allowed';
      } catch {
        return 'refused';
      }
    };
    const script = document.createElement('script');
    return {
      markup: tried(() => (document.body.innerHTML = '<i>x</i>')),
      foreign: tried(() => (script.src = 'https://example.com/x.js')),
      ownApi: tried(() => (script.src = '/api/session')),
      text: tried(() => (script.text = 'x()')),
      chunk: tried(() => (script.src = '/_next/static/chunks/x.js')),
    };
  });
  expect(outcome).toEqual({
    markup: 'refused',
    foreign: 'refused',
    ownApi: 'refused',
    text: 'refused',
    chunk: 'allowed',
  });
});
