import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { pages } from '../../lib/domain/paths.ts';
import { expectAccessible, expectFits } from '../fixtures/expect-accessible.ts';
import { expect, SIGNED_OUT, simulatorOf, test, untilRead } from '../fixtures/journey.ts';
import { type RunningStanding, startStanding } from '../fixtures/start-standing.ts';

/** No page pushes itself sideways, breaks a rule of its policy (watch-context.ts), or leaves axe anything to say. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });
test.setTimeout(240_000);

const BUILT = join(import.meta.dirname, '..', '..', '.next', 'server', 'app');
const LONG_NAME = 'the-worshipful-company-of-extraordinarily-long-tenant-names-0064';
const STANDINGS = ['globex-newsletter', 'umbrella-health-reminders', 'hooli-digest', 'unknown-status'];
STANDINGS.push('only-a-reference');
/** Words that may push a page; of what a page consists they change nothing. */
const ODD = ['markup-in-cause', 'right-to-left-cause', 'long-cause', LONG_NAME];

type Settled = (page: Page) => Promise<void>;
const headed: Settled = (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible();

/** Every page of the shell, and what shows that it has settled. */
const SETTLED: Record<string, Settled> = {
  '/': (page) => expect(page.getByRole('region', { name: 'Changed in 24 hours' })).toBeVisible(),
  '/entities': (page) => expect(page.getByRole('table', { name: 'Senders' })).toBeVisible(),
  [pages.entities({ q: 'nothing-has-this-name' })]: (page) => expect(page.getByText('No sender matches')).toBeVisible(),
  [pages.entities({ q: LONG_NAME })]: (page) => expect(page.getByText('1 sender', { exact: true })).toBeVisible(),
  '/entity?arn=nonsense': (page) => expect(page.getByText('This is not an SES resource ARN')).toBeVisible(),
  '/triage': headed,
  '/triage?show=before': (page) =>
    expect(page.getByRole('region', { name: 'This API cannot lift these' })).toBeVisible(),
  '/triage/acts': headed,
  '/triage/act?id=nonsense': (page) => expect(page.getByText('No act is known as nonsense')).toBeVisible(),
  [pages.handOver()]: (page) => expect(page.getByRole('region', { name: 'Still open' })).toBeVisible(),
  '/fleet': (page) => expect(page.getByText('The same as a table')).toBeVisible(),
  '/diff': (page) => expect(page.getByRole('heading', { level: 1, name: /^What changed/ })).toBeVisible(),
  '/evidence': (page) => expect(page.getByText('This address names no sender')).toBeVisible(),
  '/activity': headed,
  '/settings': headed,
  '/settings/connections': (page) => expect(page.getByRole('button', { name: 'Add connection' })).toBeVisible(),
  '/settings/guard-rails': headed,
  '/settings/notifications': headed,
  '/settings/import': headed,
  '/settings/share-links': headed,
  '/no-such-page': (page) => expect(page.getByRole('heading').first()).toBeVisible(),
};

/** Looked at signed out below, or in api.spec.ts and people.spec.ts. */
const ELSEWHERE = ['/login', '/setup', '/join', '/share'];
ELSEWHERE.push('/settings/account', '/settings/people', '/settings/tokens', '/settings/api');

test('every page that is built is looked at', () => {
  const built = readdirSync(BUILT, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html') && !file.startsWith('_'))
    .map((file) => (file === 'index.html' ? '/' : `/${file.replace(/\.html$/, '')}`));
  const here = Object.keys(SETTLED).map((path) => path.split('?')[0] ?? path);
  expect(built.length).toBeGreaterThan(20);
  expect(built.filter((path) => !here.includes(path) && !ELSEWHERE.includes(path) && path !== '/entity')).toEqual([]);
});

for (const [path, isSettled] of Object.entries(SETTLED)) {
  test(`the page ${path}`, async ({ page }) => {
    await untilRead(page, 20);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    }
    await isSettled(page);
    await expectFits(page);
    await expectAccessible(page);
  });
}

async function openSender(page: Page, standing: RunningStanding, name: string): Promise<void> {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name, region: 'us-east-1' });
  await page.goto(pages.entity(arn, {}));
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toBeVisible();
  await expectFits(page);
}

for (const name of STANDINGS) {
  test(`the page of ${name}`, async ({ page, standing }) => {
    await openSender(page, standing, name);
    await page.getByRole('button', { name: 'Show working' }).click();
    await page.getByRole('button', { name: 'Show what SES answered' }).click();
    await expect(page.getByRole('button', { name: 'Copy JSON' })).toBeVisible();
    await expectAccessible(page);
  });
}

for (const name of ODD) {
  test(`the page of ${name} fits`, ({ page, standing }) => openSender(page, standing, name));
}

test('markup and foreign scripts are refused by the browser itself', async ({ browser, standing, storageState }) => {
  // Not watched: rules are broken on purpose.
  const page = await browser.newPage({ storageState });
  await page.goto(standing.url);
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
  await page.close();
});

test('dialogs, menus and a page in the past', async ({ page, standing }) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'acme-receipts', region: 'us-east-1' });
  await page.goto(pages.entity(arn));
  await page.getByRole('button', { name: 'Reinstate sending' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, '[role=menu]');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await expectAccessible(page, '[role=dialog]');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Change policy' }).click();
  await expect(page.getByRole('dialog', { name: 'Change policy' })).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Copy link' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Link to this moment copied').first()).toBeVisible();
  await page.getByRole('region', { name: 'Verdict' }).locator('time').first().hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await expectAccessible(page);

  const { arn: stopped } = await simulatorOf(standing).control.setEntity({ name: 'hooli-digest', region: 'us-east-1' });
  await page.goto(pages.entity(stopped));
  await page.getByRole('button', { name: 'AWS case text' }).click();
  await expect(page.getByRole('dialog', { name: 'AWS case text' })).toBeVisible();
  await expectAccessible(page, '[role=dialog]');

  await page.goto(pages.entity(arn, { at: new Date().toISOString() }));
  await expect(page.getByText(/^Then \(/)).toBeVisible();
  await expectAccessible(page);
  await page.goto('/entities');
  await page.getByRole('button', { name: /^status/ }).click();
  await expect(
    page.getByRole('checkbox', { name: /Reinstated/ }).or(page.getByRole('menuitemcheckbox').first()),
  ).toBeVisible();
  await expectAccessible(page);
});

test('on a phone', async ({ page, standing }) => {
  await untilRead(page, 20);
  await page.setViewportSize({ width: 390, height: 844 });
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'hooli-digest', region: 'us-east-1' });
  for (const path of ['/entities', pages.entity(arn)]) {
    await page.goto(path);
    await expect(page.getByText(/hooli-digest/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Menu' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await expectAccessible(page);
  }
});

test.describe('before signing in', () => {
  test.use({ storageState: SIGNED_OUT });
  test('sign-in and set-up', async ({ page }) => {
    await page.goto('/login');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
    await expectFits(page);
    await expectAccessible(page);
    for (const path of ['/join', '/share']) {
      await page.goto(path);
      await headed(page);
      await expectFits(page);
      await expectAccessible(page);
    }
    const fresh = await startStanding({
      ambient: false,
      simulator: null,
      environment: { STANDING_ADMIN_EMAIL: '', STANDING_ADMIN_PASSWORD: '' },
    });
    try {
      await page.goto(`${fresh.url}/setup`);
      await expect(page.getByLabel('One-time token')).toBeVisible();
      await expectAccessible(page);
    } finally {
      await fresh.stop();
    }
  });
});
