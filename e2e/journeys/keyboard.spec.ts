import { expectAccessible } from '../fixtures/expect-accessible.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** The whole way by keyboard alone; the pointer is never used. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });

test('find, move, open, step, copy, act and leave', async ({ page, context, standing }) => {
  await untilRead(page, 20);
  await simulatorOf(standing).control.setEntity({
    name: 'acme-receipts',
    region: 'us-east-1',
    customer: { status: 'DISABLED', cause: 'Paused.' },
    aws: { status: 'ENABLED' },
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Changed in 24 hours' })).toBeVisible();

  await test.step('the skip link comes first and leads to the content', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('slash searches; escape leaves the field; j and k move; Enter opens', async () => {
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox');
    await expect(search).toBeFocused();
    await page.keyboard.type('us-east');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/entities\?q=us-east/);
    await page.keyboard.press('Escape');
    await expect(search).not.toBeFocused();
    const rows = page.getByRole('row');
    await expect(rows.nth(2)).toBeVisible();
    await page.keyboard.press('j');
    await expect(page).toHaveURL(/selected=/);
    const first = new URL(page.url()).searchParams.get('selected');
    await page.keyboard.press('j');
    await expect.poll(() => new URL(page.url()).searchParams.get('selected')).not.toBe(first);
    const second = new URL(page.url()).searchParams.get('selected');
    await page.keyboard.press('k');
    await expect.poll(() => new URL(page.url()).searchParams.get('selected')).toBe(first);
    await page.keyboard.press('.');
    await expect.poll(clipboard).toBe(first);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/entity\?arn=/);
    expect(new URL(page.url()).searchParams.get('arn')).toBe(first);
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
    await page.keyboard.press(']');
    await expect.poll(() => new URL(page.url()).searchParams.get('arn')).toBe(second);
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
    await page.keyboard.press('[');
    await expect.poll(() => new URL(page.url()).searchParams.get('arn')).toBe(first);
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
  });

  await test.step('c copies a sentence and the link, announced; ? tells the keys', async () => {
    await page.keyboard.press('c');
    await expect.poll(clipboard).toMatch(/\nhttp:\/\/.*\/entity\?arn=.*&at=/);
    await expect(page.getByText('Link to this moment copied').first()).toBeAttached();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(help).toContainText('Copy link');
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await expect(help).toHaveCount(0);
  });

  await test.step('an act: focus goes into the dialog, stays there, and comes back', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('acme-receipts');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row').filter({ hasText: 'acme-receipts' }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await expect(page).toHaveURL(/selected=/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'acme-receipts' })).toBeVisible();
    const button = page.getByRole('button', { name: 'Reinstate sending' });
    await expect(button).toBeEnabled();
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Reason').focus();
    await page.keyboard.type('By keyboard. It says c and ? and / too.');
    await dialog.getByRole('button', { name: /^(Reinstate|Enable) sending$/ }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(/Confirmed by SES|Settled/)).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'History' })).toContainText(
      'By keyboard. It says c and ? and / too.',
    );
  });
});

test('single keys can be switched off', async ({ page }) => {
  await untilRead(page, 20);
  await page.goto('/entities');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Single keys are on' }).press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/selected=/);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Sender, ARN, page or action' })).toBeFocused();
});

test('the palette goes anywhere and does what can be done, by keyboard alone', async ({ page, context, standing }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await untilRead(page, 20);
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Changed in 24 hours' })).toBeVisible();
  const palette = page.getByRole('dialog');
  const selected = palette.getByRole('option', { selected: true });

  await test.step('to a sender by a part of its name', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('northwind');
    await expect(selected).toContainText('northwind-traders');
    await expect(palette.locator('output')).toHaveText(/^\d+ results?$/);
    await expectAccessible(page, '[role="dialog"]');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'northwind-traders' })).toBeVisible();
  });

  await test.step('acts of the page, and what they are as a command', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('aws cli disable');
    await expect(selected).toContainText('Copy as AWS CLI: Disable sending');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toContain('update-reputation-entity-customer-managed-status');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('disable sending');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByLabel('Reason')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('to a page, to a pasted ARN, and back to who was looked at', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('activity');
    await expect(selected).toContainText('Activity');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/activity/);
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('group', { name: 'Recent' })).toContainText('northwind-traders');
    const { arn } = await simulatorOf(standing).control.setEntity({ name: 'initech-alerts', region: 'us-east-1' });
    await page.keyboard.insertText(arn);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'initech-alerts' })).toBeVisible();
  });
});
