import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/expect-accessible.ts';
import { expect, watched as test } from '../fixtures/journey.ts';
import { type RunningStanding, startStanding } from '../fixtures/start-standing.ts';

/** A fresh installation: nobody, no AWS environment, a simulator somewhere. */
let standing: RunningStanding;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  standing = await startStanding({
    ambient: false,
    simulator: { tenants: 12 },
    environment: { STANDING_ADMIN_EMAIL: '', STANDING_ADMIN_PASSWORD: '' },
  });
});
test.afterAll(() => standing.stop());

const EMAIL = 'grace@example.com';
const PASSWORD = 'a password of some length';
const SECRET = 'sim-secret-1';
const DEEP =
  '/entity?arn=arn%3Aaws%3Ases%3Aus-east-1%3A111122223333%3Atenant%2Fa%2Ftn-1&at=2026-11-22T02%3A14%3A07Z#history';

async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

async function addConnection(page: Page, label: string, secret: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(label);
  await page.locator('input[name=region]').fill('us-east-1');
  await page.getByLabel('Access key id').fill('AKIASIM0000000000001');
  await page.getByLabel('Secret access key').fill(secret);
  await page.getByRole('button', { name: 'Add connection' }).click();
}

test('whoever reads the printed token becomes the first administrator and connects an account', async ({ page }) => {
  const token = /one-time token: (\S+)/.exec(standing.output())?.[1] ?? '';
  await page.goto(`${standing.url}/`);
  await expect(page).toHaveURL(/\/setup$/);
  await page.getByRole('button', { name: 'Create the administrator' }).click();
  await expect(page.getByLabel('One-time token')).toBeFocused();
  await expect(page.getByText('This takes at least 8 characters.')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('One-time token').fill('aaaaaa-bbbbbb-cccccc-dddddd');
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the administrator' }).click();
  await expect(page.getByText('This token is wrong or was used.')).toBeVisible();
  await page.getByLabel('One-time token').fill(token);
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/settings\/connections$/);
  await expect(page.getByText('No connection yet')).toBeVisible();
  await addConnection(page, 'Production', 'not-the-secret');
  await expect(page.getByText('refused the signature')).toBeVisible();
  await addConnection(page, 'Production', SECRET);
  await expect(page.getByText('Production works and is being read')).toBeVisible();
  await expect(page.getByLabel('Secret access key')).toHaveValue('');
  await expect(page.getByText('access key ending in 0001')).toBeVisible();
  await addConnection(page, 'Twice', SECRET);
  await expect(page.getByText('This account and Region is connected already, as "Production".')).toBeVisible();
  await expectAccessible(page);

  const answers = await Promise.all(
    ['/api/connections', '/api/session', '/api/setup', '/settings/connections'].map(async (path) =>
      (await page.request.get(standing.url + path)).text(),
    ),
  );
  expect(answers.join('\n') + standing.output()).not.toContain(SECRET);
});

test('signing in returns to the complete address, and an ended session too', async ({ page, context }) => {
  await page.goto(standing.url + DEEP);
  await expect(page).toHaveURL(/\/login\?next=/);
  await signIn(page, 'not the password');
  await expect(page.getByText('The e-mail address or the password is wrong.')).toBeVisible();
  await expectAccessible(page);
  await signIn(page);
  await expect(page).toHaveURL(standing.url + DEEP);

  await context.clearCookies();
  await page.reload();
  await expect(page).toHaveURL(/\/login\?next=/);
  await signIn(page);
  await expect(page).toHaveURL(standing.url + DEEP);
});

test('signing in never leads to another site', async ({ page }) => {
  await page.goto(`${standing.url}/login?next=${encodeURIComponent('//evil.example/')}`);
  await signIn(page);
  await expect(page).toHaveURL(`${standing.url}/`);
});

test('a connection is deleted after asking, and signing out ends the session', async ({ page, context }) => {
  await page.goto(`${standing.url}/login?next=/settings/connections`);
  await signIn(page);
  await page.getByRole('button', { name: 'Delete connection' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The history of its senders stays');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete connection' }).click();
  await expect(page.getByText('No connection yet')).toBeVisible();

  const [cookie] = await context.cookies();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login$/);
  const replayed = await page.request.get(`${standing.url}/api/connections`, {
    headers: { cookie: `${cookie?.name}=${cookie?.value}` },
  });
  expect(replayed.status()).toBe(401);
});
