import { diffSchema } from '../../lib/domain/diff.ts';
import { entityListSchema } from '../../lib/domain/entity.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** The fleet as it was: the list and the overview at a moment, what differs since, and the fleet over time by keyboard. */
test.use({ standingOptions: { simulator: { tenants: 40 } } });

test('looks back at a moment before a pause, asks what changed, and walks the fleet view by keyboard', async ({
  page,
  standing,
}) => {
  await untilRead(page, 20);
  const { control } = simulatorOf(standing);
  const list = entityListSchema.parse(await (await page.request.get(api.entities({ status: 'enabled' }))).json());
  const [chosen] = list.items;
  if (chosen === undefined) throw new Error('No sender of the simulator is enabled.');
  const before = new Date().toISOString();
  await control.setEntity({ arn: chosen.arn, customer: { status: 'DISABLED', cause: 'Abuse reported by phone.' } });
  await expect
    .poll(async () => {
      const answer = await page.request.get(api.diff({ from: before, arn: chosen.arn }));
      return diffSchema.parse(await answer.json()).items[0]?.kinds[0];
    })
    .toBe('disabled');

  await page.goto(pages.entities({ q: chosen.name, at: before }));
  await expect(page.getByText('The past, as it was known then')).toBeVisible();
  await expect(page.getByText('The search looks at names')).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: chosen.name }).first();
  await expect(row).toContainText('Enabled');
  await page.getByRole('link', { name: chosen.name }).first().click();
  await expect(page).toHaveURL(/at=/);
  await expect(page.getByText(/^Then \(/)).toBeVisible();
  await page.goBack();
  await expect(page.getByText('The past, as it was known then')).toBeVisible();
  await page.locator('main').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('n');
  await expect(page).not.toHaveURL(/at=/);
  await expect(page.getByRole('row').filter({ hasText: chosen.name }).first()).toContainText('Disabled');

  await page.goto(`/?at=${before}`);
  await expect(page.getByText(/now: \d+ of \d+ cannot send · then: \d+ of \d+ cannot send/)).toBeVisible();

  await page.goto(pages.diff({ from: before }));
  const line = page.getByRole('listitem').filter({ hasText: chosen.name }).first();
  await expect(line).toContainText('became disabled');
  await expect(line).toContainText('Abuse reported by phone.');

  await page.goto(pages.fleet({ range: '1d' }));
  const grid = page.getByRole('grid', { name: 'Senders by time' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  const current = grid.locator('[data-heat][tabindex="0"]');
  await current.focus();
  const first = await current.getAttribute('data-heat');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => grid.locator('[data-heat]:focus').getAttribute('data-heat')).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => grid.locator('[data-heat]:focus').getAttribute('data-heat')).toBe(first);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/entity\?arn=.*&at=/);
});
