import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { entityListSchema } from '../../lib/domain/entity.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { triageQueueSchema } from '../../lib/domain/triage-queue.ts';
import { expect, simulatorOf, test, untilRead, untilSeen } from '../fixtures/journey.ts';
import type { RunningStanding } from '../fixtures/start-standing.ts';

/** Ten senders are stopped at once; who works on them never touches the mouse, or has nothing but a finger. */
test.use({ standingOptions: { simulator: { tenants: 120 } } });

const BURST = 'Paused after a complaint from a mailbox provider.';
const REASON = 'The list was cleaned; case 4711.';

/** Stops ten enabled senders: six alike, four each for a reason of its own. @returns their names. */
async function stopTen(page: Page, standing: RunningStanding, from: number): Promise<string[]> {
  await untilRead(page, 20);
  const answer = await page.request.get(api.entities({ status: 'enabled', impact: 'none', sort: 'name', limit: 60 }));
  const { items } = entityListSchema.parse(await answer.json());
  const ten = items.filter(({ customerManagedStatus }) => customerManagedStatus !== null).slice(from, from + 10);
  expect(ten).toHaveLength(10);
  const reasons = ['Asked to.', 'Contract ended.', 'Wrong list.', 'Stolen password.'];
  for (const [index, { arn }] of ten.entries()) {
    const cause = index < 6 ? BURST : (reasons[index - 6] ?? '');
    await simulatorOf(standing).control.setEntity({ arn, customer: { status: 'DISABLED', cause } });
  }
  await expect
    .poll(
      async () => {
        const queue = triageQueueSchema.parse(await (await page.request.get(api.triage())).json());
        const arns = queue.groups.flatMap(({ rows }) => rows.flatMap((row) => row.arns));
        return ten.filter(({ arn }) => arns.includes(arn)).length;
      },
      { timeout: 20_000, intervals: [300] },
    )
    .toBe(10);
  return ten.map(({ name }) => name);
}

/** Tab, and nothing else, until it has the focus. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  await expect(goal).toBeVisible();
  for (let pressed = 0; pressed < 250; pressed++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(goal).toBeFocused();
}

test('ten are triaged by keyboard alone', async ({ page, standing }) => {
  test.setTimeout(120_000);
  const names = await stopTen(page, standing, 0);
  await page.goto(pages.triage());
  const group = page.getByRole('region', { name: 'You can lift these' });
  const fold = group.getByRole('listitem', { name: /^6 senders/ });
  const row = (name: string) => group.getByRole('listitem', { name, exact: true });
  await expect(fold).toBeVisible();
  await expect(page).toHaveTitle(/^\(\d+\) Triage/);
  await expect(fold.getByRole('list', { name: 'What they share' })).toContainText(BURST);

  await test.step('six that were stopped alike are one row, opened and acknowledged as one, and taken back', async () => {
    await page.keyboard.press('j');
    await expect(fold).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(fold.getByRole('list', { name: 'All 6' }).getByRole('listitem', { name: names[0]! })).toBeVisible();
    await page.keyboard.press('a');
    await expect(fold).toHaveCount(0);
    await expect(page.locator('[data-row]:focus')).toHaveCount(1);
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    await page.keyboard.press('u');
    await expect(fold).toBeVisible();
    await page.keyboard.press('k');
    await expect(fold).toBeFocused();
    await page.keyboard.press('a');
    await expect(fold).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Acknowledged 6' })).toBeVisible();
  });

  await test.step('one is put off until something changes; the next is taken', async () => {
    const asleep = row(names[6]!);
    await tabTo(page, asleep.getByRole('button', { name: 'Snooze' }));
    await page.keyboard.press('Enter');
    await expect(asleep.getByRole('menuitem', { name: 'Until something changes', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(asleep).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Snoozed 1' })).toBeVisible();
    const mine = row(names[7]!);
    await tabTo(page, mine.getByRole('button', { name: 'Assign' }));
    await page.keyboard.press('Enter');
    await expect(mine.getByRole('menuitem', { name: 'To me' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Given to /).first()).toBeVisible();
  });

  await test.step('a note on its case', async () => {
    await tabTo(page, row(names[7]!).getByRole('link', { name: names[7]! }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: names[7]! })).toBeVisible();
    const section = page.getByRole('region', { name: 'Case' });
    await expect(section.getByRole('list', { name: 'Steps of the case' })).toContainText('gave it to');
    await page.keyboard.press('w');
    await expect(section.getByLabel('Note')).toBeFocused();
    await page.keyboard.type('**Called** them. <img src=x> ![spy](https://example.com/x.png)');
    await page.keyboard.press('Control+Enter');
    const note = section.getByRole('listitem').filter({ hasText: 'noted' });
    await expect(note.locator('strong')).toHaveText('Called');
    await expect(note).toContainText('<img src=x>');
    await expect(note.locator('img')).toHaveCount(0);
    await expect(section.getByLabel('Note')).toHaveValue('');
  });

  await test.step('it is lifted, with a reason', async () => {
    await page.goto(pages.triage());
    await tabTo(page, row(names[7]!).getByRole('button', { name: 'Lift' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByLabel('Reason', { exact: true }));
    await page.keyboard.type(REASON);
    const start = dialog.getByRole('button', { name: /^Reinstate sending/ });
    await expect(start).not.toHaveAttribute('aria-disabled');
    await tabTo(page, start);
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Every sender and how it ended')).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press('Escape');
    await untilSeen(page, () => expect(row(names[7]!)).toHaveCount(0, { timeout: 1000 }));
  });

  await test.step('and handed over', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Hand over' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Hand over' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'New stops' })).toContainText(names[6]!);
    await expect(page.getByRole('region', { name: 'Lifted' })).toContainText(names[7]!);
    await expect(page.getByRole('region', { name: 'Still open' })).toContainText(names[8]!);
    await expect(page.getByRole('region', { name: 'Acts' })).toContainText(REASON);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tabTo(page, page.getByRole('button', { name: 'Copy as Markdown' }));
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('## New stops (10)');
  });

  await test.step('a sender that is stopped again is back, whatever was acknowledged', async () => {
    const { control } = simulatorOf(standing);
    const place = (await page.request.get(api.entities({ q: names[0]! }))).json();
    const arn = entityListSchema.parse(await place).items.find(({ name }) => name === names[0])!.arn;
    await control.setEntity({ arn, customer: { status: 'ENABLED', cause: 'Lifted.' } });
    const standingNow = async () =>
      entityListSchema.parse(await (await page.request.get(api.entities({ q: names[0]! }))).json()).items[0]?.standing;
    await expect.poll(standingNow, { timeout: 15_000 }).toBe('enabled');
    await control.setEntity({ arn, customer: { status: 'DISABLED', cause: BURST } });
    await page.goto(pages.triage());
    await untilSeen(page, () => expect(row(names[0]!)).toBeVisible({ timeout: 1000 }));
  });
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('ten are triaged on a phone', async ({ page, standing }) => {
    test.setTimeout(90_000);
    const names = await stopTen(page, standing, 0);
    await page.goto(pages.triage());
    const group = page.getByRole('region', { name: 'You can lift these' });
    const row = (name: string) => group.getByRole('listitem', { name, exact: true });
    const fold = group.getByRole('listitem', { name: /^\d+ senders/ }).first();
    await fold.getByRole('button', { name: 'Acknowledge' }).tap();
    await page.getByRole('button', { name: /^Undo/ }).tap();
    await expect(page.getByText('Taken back').first()).toBeAttached();
    await expect(fold).toBeVisible();
    const [last = ''] = names.slice(-1);
    await row(last).getByRole('button', { name: 'Snooze' }).tap();
    await row(last).getByRole('menuitem', { name: '4 hours' }).tap();
    await expect(row(last)).toHaveCount(0);
    await row(names[8]!).getByRole('link', { name: names[8]! }).tap();
    const section = page.getByRole('region', { name: 'Case' });
    await section.getByLabel('Note').fill('Seen on the way.');
    await section.getByRole('button', { name: 'Add note' }).tap();
    await expect(section.getByRole('listitem').filter({ hasText: 'Seen on the way.' })).toBeVisible();
    await section.getByLabel('State').selectOption('Waiting on the sender');
    await expect(section.getByRole('list', { name: 'Steps of the case' })).toContainText('Waiting on the sender');
    await section.getByRole('button', { name: 'Draft a notice to the sender' }).tap();
    await expect(page.getByRole('dialog').getByLabel('Text')).toHaveValue(/is disabled/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'scrolls sideways').toBe(false);

    await page.goto(pages.triage());
    await page.getByRole('link', { name: 'Hand over' }).tap();
    await expect(page.getByRole('heading', { level: 1, name: 'Hand over' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Still open' })).toContainText(names[8]!);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download Markdown' }).tap();
    expect(await readFile(await (await download).path(), 'utf8')).toContain('## New stops');
  });
});
