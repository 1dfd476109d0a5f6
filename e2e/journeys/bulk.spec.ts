import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { entityListSchema } from '../../lib/domain/entity.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expectAccessible, expectFits } from '../fixtures/expect-accessible.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';
import type { RunningStanding } from '../fixtures/start-standing.ts';

/** Two hundred at once: by keyboard alone, and by touch on a phone. */
test.use({
  standingOptions: { simulator: { tenants: 440 }, environment: { STANDING_SES_RATE: '300' } },
});
test.setTimeout(120_000);

const COUNT = 200;
const THREE_REFUSED = {
  fault: 'error',
  operation: 'UpdateReputationEntityCustomerManagedStatus',
  count: 3,
  type: 'BadRequestException',
  status: 400,
  message: 'Not now.',
} as const;

/** Exactly so many senders of the ambient connection are stopped, and can be lifted. */
async function stop(page: Page, standing: RunningStanding): Promise<string[]> {
  const { control } = simulatorOf(standing);
  await untilRead(page, COUNT);
  const all = entityListSchema.parse(await (await page.request.get(api.entities({ limit: 500 }))).json()).items;
  const plain = all.filter(({ sendingStatusAggregate }) => sendingStatusAggregate !== null).map(({ arn }) => arn);
  const chosen = plain.slice(0, COUNT);
  for (const arn of plain) {
    const isChosen = chosen.includes(arn);
    const customer = isChosen ? { status: 'DISABLED', cause: 'High bounce rate.' } : { status: 'ENABLED', cause: null };
    await control.setEntity({ arn, impact: null, customer, aws: { status: 'ENABLED' } });
  }
  const stopped = async () => {
    const answer = await page.request.get(api.entities({ status: 'DISABLED', limit: 1 }));
    return entityListSchema.parse(await answer.json()).total;
  };
  await expect.poll(stopped, { timeout: 30_000 }).toBe(COUNT);
  return chosen;
}

/** A phone in the hands of somebody signed in. */
function openPhone(
  browser: Browser,
  { url }: RunningStanding,
  storageState: BrowserContextOptions['storageState'],
): Promise<BrowserContext> {
  return browser.newContext({ baseURL: url, storageState, viewport: { width: 390, height: 844 }, hasTouch: true });
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 50 });
  }).toPass({ timeout: 15_000, intervals: [0] });
}

test('reinstate two hundred with three failures, try them again, undo: by keyboard', async ({ page, standing }) => {
  test.setTimeout(300_000);
  const { control } = simulatorOf(standing);
  await stop(page, standing);
  await page.goto(pages.entities({ status: 'DISABLED' }));
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('J');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('*');
  await expect(page.getByText(`${COUNT} selected`)).toBeVisible();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Will change')).toBeVisible();
  await expectAccessible(page);

  await control.addFault(THREE_REFUSED);
  await tabTo(page, dialog.getByRole('textbox', { name: 'Reason' }));
  await page.keyboard.type('Lists were cleaned.');
  await tabTo(page, dialog.getByRole('textbox', { name: `Type ${COUNT} to confirm` }));
  await page.keyboard.type(String(COUNT));
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Confirmed by SES' })).toContainText(`${COUNT - 3}`);
  await tabTo(page, dialog.getByRole('link', { name: 'Every sender and how it ended' }));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reinstate');
  await expectAccessible(page);
  await tabTo(page, page.getByRole('button', { name: 'Refused 3' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Senders' }).getByRole('listitem')).toHaveCount(3);
  const first = page.url();
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, page.getByRole('button', { name: 'Try 3 failed again' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('Finished')).toBeVisible({ timeout: 20_000 });
  await expect(page).not.toHaveURL(first);
  await expect(page.getByRole('button', { name: 'Confirmed 3' })).toBeVisible();

  await page.goto(first);
  await tabTo(page, page.getByRole('button', { name: `Undo ${COUNT - 3}` }));
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: `Undo ${COUNT - 3}` }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'another act' })).toBeVisible();
  await expect(page.getByRole('main').getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: `Confirmed ${COUNT - 3}` })).toBeVisible();
  await page.goto(pages.acts());
  await expect(page.getByRole('listitem').filter({ hasText: 'Undo of: Lists were cleaned.' })).toBeVisible();
  await page.goto(pages.guardRails());
  await expect(page.getByRole('button', { name: 'Save guard rails' })).toBeVisible();
  await expectAccessible(page);
});

test('reinstate two hundred with three failures, try them again, undo: by touch on a phone', async ({
  browser,
  page,
  standing,
  administrator,
}) => {
  test.setTimeout(300_000);
  await stop(page, standing);
  const phone = await openPhone(browser, standing, administrator);
  const touched = await phone.newPage();
  const main = touched.getByRole('main');
  const dialog = touched.getByRole('dialog');
  await touched.goto(pages.entities({ status: 'DISABLED' }));
  await touched
    .getByRole('checkbox', { name: /^Select / })
    .first()
    .tap();
  const bar = touched.getByRole('region', { name: 'Selected senders' });
  await bar.getByRole('button', { name: `Select all ${COUNT}` }).tap();
  await expect(bar).toContainText(`${COUNT} selected`);
  await bar.getByRole('button', { name: 'Reinstate' }).tap();
  await expect(dialog.getByText('Will change')).toBeVisible();

  await simulatorOf(standing).control.addFault(THREE_REFUSED);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Lists were cleaned.');
  await dialog.getByRole('textbox', { name: `Type ${COUNT} to confirm` }).fill(String(COUNT));
  await dialog.getByRole('button', { name: /^Reinstate sending of / }).tap();
  await expect(dialog.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('link', { name: 'Every sender and how it ended' }).tap();
  await touched.getByRole('button', { name: 'Refused 3' }).tap();
  await expect(touched.getByRole('list', { name: 'Senders' }).getByRole('listitem')).toHaveCount(3);
  const first = touched.url();
  await expectFits(touched, [390]);
  await touched.getByRole('button', { name: 'Try 3 failed again' }).tap();
  await expect(touched).not.toHaveURL(first);
  await expect(main.getByText('Finished')).toBeVisible({ timeout: 20_000 });
  await expect(touched.getByRole('button', { name: 'Confirmed 3' })).toBeVisible();

  await touched.goto(first);
  await touched.getByRole('button', { name: `Undo ${COUNT - 3}` }).tap();
  await dialog.getByRole('button', { name: `Undo ${COUNT - 3}` }).tap();
  await expect(touched.getByRole('link', { name: 'another act' })).toBeVisible();
  await expect(main.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await expect(touched.getByRole('button', { name: `Confirmed ${COUNT - 3}` })).toBeVisible();
  await phone.close();
});

test('disable some by touch on a phone, and take it back', async ({ browser, page, standing, administrator }) => {
  await untilRead(page, COUNT);
  const phone = await openPhone(browser, standing, administrator);
  const touched = await phone.newPage();
  await touched.goto(pages.entities({ status: 'ENABLED,REINSTATED' }));
  const boxes = touched.getByRole('checkbox', { name: /^Select / });
  await expect(boxes.nth(2)).toBeVisible();
  for (const index of [0, 1, 2]) await boxes.nth(index).tap();
  const bar = touched.getByRole('region', { name: 'Selected senders' });
  await expect(bar).toContainText('3 selected');
  await bar.getByRole('button', { name: 'Disable' }).tap();
  const dialog = touched.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Phishing reported.');
  await dialog.getByRole('button', { name: /^Disable sending of / }).tap();
  await expect(dialog.getByText('Finished')).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('link', { name: 'Every sender and how it ended' }).tap();
  await expect(touched.getByRole('list', { name: 'Senders' }).getByRole('listitem')).toHaveCount(3);
  await expectFits(touched, [390]);
  await touched.getByRole('button', { name: /^Undo / }).tap();
  await dialog.getByRole('button', { name: /^Undo / }).tap();
  await expect(touched.getByRole('link', { name: 'another act' })).toBeVisible();
  await expect(touched.getByRole('main').getByText('Finished')).toBeVisible({ timeout: 30_000 });
  await phone.close();
});
