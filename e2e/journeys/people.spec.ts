import type { Browser, Page } from '@playwright/test';
import { expectAccessible, expectFits } from '../fixtures/expect-accessible.ts';
import { expect, watched as test } from '../fixtures/journey.ts';
import { ADMINISTRATOR, type RunningStanding, startStanding } from '../fixtures/start-standing.ts';
import { totpOf } from '../fixtures/totp.ts';

let standing: RunningStanding;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  standing = await startStanding({ simulator: { tenants: 12 } });
});
test.afterAll(() => standing.stop());

const GRACE = { email: 'grace@example.com', password: 'another long password' };

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function expectWellMade(page: Page): Promise<void> {
  await expectFits(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 900 });
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function stranger(browser: Browser): Promise<Page> {
  return await (await browser.newContext()).newPage();
}

test('an administrator invites somebody, who chooses a password and reads, and no more', async ({ page, browser }) => {
  await page.goto(`${standing.url}/settings/people`);
  await signIn(page, ADMINISTRATOR);
  await expect(page).toHaveURL(/\/settings\/people$/);
  await expect(page.getByText(`${ADMINISTRATOR.email} · administrator`)).toBeVisible();
  await page.getByLabel('E-mail address').fill(GRACE.email);
  await page.getByLabel('All, also those added later').uncheck();
  await page.getByLabel(/Ambient/).check();
  await page.getByRole('button', { name: 'Make invitation' }).click();
  const link = (await page.getByText(/\/join#/).textContent()) ?? '';
  expect(link).toMatch(/^http:\/\/.*\/join#[a-z0-9-]{27}$/);
  await expect(page.getByText('invited as viewer')).toBeVisible();
  await expectWellMade(page);

  const grace = await stranger(browser);
  await grace.goto(link);
  await expect(grace.getByText(GRACE.email)).toBeVisible();
  await expectWellMade(grace);
  await grace.getByLabel('Name').fill('Grace');
  await grace.getByLabel('Password').fill(GRACE.password);
  await grace.getByRole('button', { name: 'Set password and sign in' }).click();
  await expect(grace).toHaveURL(`${standing.url}/`);
  await grace.goto(`${standing.url}/settings/people`);
  await expect(grace.getByText('This needs the role administrator.')).toBeVisible();
  await grace.goto(link);
  await expect(grace.getByText('This link is wrong, was used, or is too old.')).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: `Change access of ${GRACE.email}` }).click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('operator');
  await expectWellMade(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Change access' }).click();
  await expect(page.getByText(`${GRACE.email} · operator`)).toBeVisible();
  const deep = `${standing.url}/entities?q=acme&sort=name`;
  await grace.goto(deep);
  await expect(grace).toHaveURL(/\/login\?next=/);
  await signIn(grace, GRACE);
  await expect(grace).toHaveURL(deep);
});

test('a second factor is set up, asked for, and a recovery code opens once', async ({ page, browser }) => {
  await page.goto(`${standing.url}/settings/account`);
  await signIn(page, ADMINISTRATOR);
  await page.getByLabel('Your password').fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Set up second factor' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const key = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
  const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  await expectWellMade(page);
  const code = (steps: number) => totpOf(`otpauth://totp/Standing?secret=${key}`, steps);
  await page.getByLabel('Code from the app').fill('000000');
  await page.getByRole('button', { name: 'Turn second factor on' }).click();
  await expect(page.getByText('The code is wrong')).toBeVisible();
  await page.getByLabel('Code from the app').fill(code(-1));
  await page.getByRole('button', { name: 'Turn second factor on' }).click();
  await expect(page.getByText('A second factor is on.')).toBeVisible();
  await expectWellMade(page);

  const elsewhere = await stranger(browser);
  await elsewhere.goto(`${standing.url}/entities?q=acme#x`);
  await signIn(elsewhere, ADMINISTRATOR);
  await expect(elsewhere.getByLabel('Code')).toBeFocused();
  await expectWellMade(elsewhere);
  await elsewhere.getByLabel('Code').fill(code(0));
  await elsewhere.keyboard.press('Enter');
  await expect(elsewhere).toHaveURL(`${standing.url}/entities?q=acme#x`);

  const third = await stranger(browser);
  await third.goto(`${standing.url}/settings/account`);
  await signIn(third, ADMINISTRATOR);
  await third.getByLabel('Code').fill(codes[0] ?? '');
  await third.keyboard.press('Enter');
  await expect(third.getByText('· this one')).toBeVisible();
  await third.getByRole('button', { name: 'End all other sessions' }).click();
  await expect(third.getByRole('button', { name: 'End all other sessions' })).toBeHidden();
  await elsewhere.goto(`${standing.url}/entities`);
  await expect(elsewhere).toHaveURL(/\/login\?next=%2Fentities$/);
});
