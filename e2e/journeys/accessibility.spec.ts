import type { Page } from '@playwright/test';
import { pages } from '../../lib/domain/paths.ts';
import { expectAccessible } from '../fixtures/expect-accessible.ts';
import { expect, SIGNED_OUT, simulatorOf, test, untilRead } from '../fixtures/journey.ts';
import { startStanding } from '../fixtures/start-standing.ts';

/** axe has nothing to say about any page, in either theme, dialogs and menus included. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });
test.setTimeout(240_000);

const STANDINGS = [
  'globex-newsletter',
  'umbrella-health-reminders',
  'hooli-digest',
  'unknown-status',
  'only-a-reference',
];

/** Every page of the shell, and what shows that it has settled. */
const SETTLED: Record<string, (page: Page) => Promise<void>> = {
  '/': (page) => expect(page.getByRole('region', { name: 'Changed in 24 hours' })).toBeVisible(),
  '/entities': (page) => expect(page.getByRole('table', { name: 'Senders' })).toBeVisible(),
  [pages.entities({ q: 'nothing-has-this-name' })]: (page) => expect(page.getByText('No sender matches')).toBeVisible(),
  '/triage?show=before': (page) =>
    expect(page.getByRole('region', { name: 'This API cannot lift these' })).toBeVisible(),
  [pages.handOver()]: (page) => expect(page.getByRole('region', { name: 'Still open' })).toBeVisible(),
  '/fleet': (page) => expect(page.getByText('The same as a table')).toBeVisible(),
  '/diff': (page) => expect(page.getByRole('heading', { level: 1, name: /^What changed/ })).toBeVisible(),
  '/settings/guard-rails': (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  '/settings/notifications': (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  '/settings/import': (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  '/settings/share-links': (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  '/triage/acts': (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  '/activity': (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  '/settings': (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  '/settings/connections': (page) => expect(page.getByRole('button', { name: 'Add connection' })).toBeVisible(),
  '/no-such-page': (page) => expect(page.getByRole('heading').first()).toBeVisible(),
  '/entity?arn=nonsense': (page) => expect(page.getByText('This is not an SES resource ARN')).toBeVisible(),
};

for (const [path, isSettled] of Object.entries(SETTLED)) {
  test(`the page ${path}`, async ({ page }) => {
    await untilRead(page, 20);
    await page.goto(path);
    await isSettled(page);
    await expectAccessible(page);
  });
}

for (const name of STANDINGS) {
  test(`the page of ${name}`, async ({ page, standing }) => {
    await untilRead(page, 20);
    const { arn } = await simulatorOf(standing).control.setEntity({ name, region: 'us-east-1' });
    await page.goto(pages.entity(arn, {}));
    await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toBeVisible();
    await page.getByRole('button', { name: 'Show working' }).click();
    await page.getByRole('button', { name: 'Show what SES answered' }).click();
    await expect(page.getByRole('button', { name: 'Copy JSON' })).toBeVisible();
    await expectAccessible(page);
  });
}

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
    await expectAccessible(page);
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
