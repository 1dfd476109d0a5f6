import { api, pages } from '../../lib/domain/paths.ts';
import { writeLongHistory } from '../fixtures/long-history.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** What an operator reaches for on the page of a sender: exact times, the case for AWS, the policy, the picture, the menu. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });

const CAUSE = 'Paused by Trust & Safety.';

test('exact times on focus, copied on click', async ({ page, context, standing }) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'acme-receipts', region: 'us-east-1' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(pages.entity(arn));
  const time = page
    .getByRole('button')
    .filter({ has: page.locator('time') })
    .first();
  await expect(time).toBeVisible();
  const iso = (await time.locator('time').getAttribute('datetime')) ?? '';

  await time.hover();
  await expect(page.getByRole('tooltip')).toContainText(iso);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await time.focus();
  await expect(page.getByRole('tooltip')).toContainText(iso);
  await expect(time).toHaveAccessibleDescription(new RegExp(iso.replaceAll('.', '\\.')));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(iso);
  await expect(page.getByText('Exact time copied').first()).toBeAttached();
});

test('the text for AWS, where only AWS can lift it', async ({ page, context, standing }) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({
    name: 'acme-receipts',
    region: 'us-east-1',
    aws: { status: 'DISABLED', cause: CAUSE },
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(pages.entity(arn));
  await page.getByRole('button', { name: 'AWS case text' }).click({ timeout: 30_000 });
  const dialog = page.getByRole('dialog', { name: 'AWS case text' });
  const text = dialog.getByRole('textbox');
  await expect(text).toHaveValue(new RegExp(CAUSE));
  await text.press('End');
  await text.pressSequentially('Ours: ');
  await dialog.getByRole('button', { name: 'Copy text' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(arn);
  expect(copied).toContain('Ours: ');
});

test('another policy, with a reason', async ({ page, standing }) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({
    name: 'acme-receipts',
    region: 'us-east-1',
    policy: 'arn:aws:ses:us-east-1:aws:reputation-policy/standard',
  });
  await page.goto(pages.entity(arn));
  await page.getByRole('button', { name: 'Change policy' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change policy' });
  await expect(dialog.getByRole('radio', { name: /^Standard/ })).toBeDisabled();
  await dialog.getByRole('radio', { name: /^Strict/ }).check();
  await dialog.getByLabel('Reason').fill('New sender, ticket 12.');
  await dialog.getByRole('button', { name: 'Change policy' }).click();
  await expect(dialog.getByText('Confirmed by SES')).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('region', { name: 'Reputation' })).toContainText('Strict');
  const line = page.getByRole('region', { name: 'History' }).getByRole('listitem').filter({ hasText: 'ticket 12' });
  await expect(line).toContainText('Strict');
});

test('the picture by keys: from change to change, nearer, and opened', async ({ page, standing }) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'acme-receipts', region: 'us-east-1' });
  await page.goto(pages.entity(arn));
  const picture = page.getByRole('group', { name: /arrow keys walk/ });
  await expect(picture.locator('[tabindex="0"]')).toHaveCount(1);
  await picture.locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  const focused = picture.locator(':focus');
  await expect(focused).toHaveAccessibleName(/^SES record: /);
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/range=20/);
  await expect(focused).toHaveAccessibleName(/^SES record: /);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/&at=.*&change=/);
  await expect(page.getByRole('region', { name: 'Selected change' })).toContainText('SES record');
});

test('a history of thousands: range, filters and selection are the link, in any browser', async ({
  page,
  browser,
  standing,
  administrator,
}) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'globex-newsletter', region: 'us-east-1' });
  await expect.poll(async () => (await page.request.get(api.history(arn))).status()).toBe(200);
  writeLongHistory(standing.dataDir, arn, 3000);
  await page.goto(pages.entity(arn, { range: 'all' }));
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText(/3,00\d entries/);

  await test.step('the picture is told in words, and no wider than it is', async () => {
    const story = history.locator('[data-story]');
    await expect(story).toContainText(/changes, .*, among them Disabled/);
    expect(await history.locator('svg rect').count()).toBeLessThan(400);
  });

  await test.step('a range in words, narrowed by the server', async () => {
    const field = history.getByRole('textbox', { name: 'Range in words' });
    await field.fill('soon');
    await field.press('Enter');
    await expect(history.getByRole('alert')).toContainText('is not a range');
    await field.fill('5d');
    await field.press('Enter');
    await expect(page).toHaveURL(/range=5d/);
    await history.getByRole('button', { name: /^track/ }).click();
    await history.getByRole('checkbox', { name: 'SES record' }).check();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/track=aws/);
    const lines = history.locator('ol > li');
    await expect(lines.filter({ hasText: 'SES record' }).nth(5)).toBeVisible();
    await expect(lines.filter({ hasText: 'Customer record' })).toHaveCount(0);
  });

  await test.step('one change, opened from its line, and the same in another profile', async () => {
    await history.locator('ol > li').nth(3).getByRole('link').first().click();
    await expect(page).toHaveURL(/change=\d+/);
    const selected = await page.getByRole('region', { name: 'Selected change' }).innerText();
    expect(selected).toContain('Turn');
    const other = await browser.newContext({ storageState: administrator, timezoneId: 'Asia/Tokyo' });
    const same = await other.newPage();
    await same.goto(page.url());
    await expect(same.getByRole('region', { name: 'Selected change' })).toContainText(selected.split('\n')[0] ?? '');
    const story = (at: typeof page) => at.locator('[data-story] p').innerText();
    await expect.poll(() => story(same)).toBe(await story(page));
    await other.close();
  });
});

test('coming from the list, the cards stand at once', async ({ page }) => {
  await untilRead(page, 20);
  await page.goto(pages.entities({ q: 'us-east-1' }));
  const name = page.getByRole('row').nth(1).getByRole('link');
  await expect(name).toBeVisible();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/entity?*', async (route) => {
    await held;
    await route.continue();
  });
  await name.click();
  // The answer is still on its way.
  await expect(page.getByRole('region', { name: 'Reputation' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('us-east-1');
  await expect(page.getByRole('region', { name: 'Reputation' })).toContainText('not read yet');
  release();
  await expect(page.getByRole('button', { name: 'Show working' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Reputation' })).not.toContainText('not read yet');
});

test('the menu of a phone holds the focus and gives it back', async ({ page }) => {
  await untilRead(page, 20);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/entities');
  const button = page.getByRole('button', { name: 'Menu' });
  await button.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog', { name: 'Menu' });
  await expect(menu.getByRole('link', { name: /^Entities/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await menu.getByRole('link', { name: 'Activity' }).click();
  await expect(page).toHaveURL(/\/activity/);
  await expect(menu).toHaveCount(0);
});

test('columns and density are remembered', async ({ page }) => {
  await untilRead(page, 20);
  await page.goto('/entities');
  await page.getByRole('button', { name: 'columns' }).click();
  await page.getByRole('checkbox', { name: 'Cause', exact: true }).uncheck();
  await page.getByRole('radio', { name: 'Compact' }).check();
  await expect(page.getByRole('columnheader', { name: 'Cause' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Impact' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Cause' })).toHaveCount(0);
});
