import { pages } from '../../lib/domain/paths.ts';
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

test('the picture by arrow keys', async ({ page, standing }) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'acme-receipts', region: 'us-east-1' });
  await page.goto(pages.entity(arn));
  const picture = page.getByRole('group', { name: /arrow keys walk/ });
  await expect(picture.locator('[tabindex="0"]')).toHaveCount(1);
  await picture.locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  const focused = picture.locator(':focus');
  await expect(focused).toHaveAccessibleName(/^SES record: /);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/&at=.*&change=/);
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
  await page.getByRole('checkbox', { name: 'Cause' }).uncheck();
  await page.getByRole('radio', { name: 'Compact' }).check();
  await expect(page.getByRole('columnheader', { name: 'Cause' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Impact' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Cause' })).toHaveCount(0);
});
