import { readFileSync } from 'node:fs';
import { entityListSchema } from '../../lib/domain/entity.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expect, test, untilRead } from '../fixtures/journey.ts';

/** What the list shows is in its address, and what is in its address is what leaves as CSV. */
test.use({ standingOptions: { simulator: { tenants: 200 } } });

test('filter, sort and search live in the address, and Back takes them away again', async ({ page }) => {
  await untilRead(page, 80);
  await page.goto('/');
  await page
    .getByRole('list', { name: 'Senders by standing' })
    .getByRole('link', { name: /disabled by SES$/ })
    .click();
  await expect(page).toHaveURL(/status=disabled-by-ses/);
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  await expect(rows.first()).toContainText('Disabled by SES');
  await expect(rows.filter({ hasText: 'Enabled' })).toHaveCount(0);

  await page.getByRole('columnheader', { name: 'Sender' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=name/);
  await page.getByRole('searchbox').fill('umbrella');
  await expect(page).toHaveURL(/q=umbrella/);
  await expect(rows).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('umbrella');
  await expect(rows).toHaveCount(1);

  await rows.first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'umbrella-health-reminders' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/q=umbrella/);
  await expect(rows).toHaveCount(1);
});

test('worst come first, words of the console find their senders, and only rows in view exist', async ({ page }) => {
  await untilRead(page, 80);
  await page.goto('/entities');
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  await expect(rows.first()).toContainText('Disabled twice');
  expect(await rows.count()).toBeLessThanOrEqual(60);
  await page.getByRole('searchbox').fill('Enforced');
  await expect(rows.filter({ hasText: 'umbrella-health-reminders' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'northwind-traders' })).toHaveCount(0);
});

test('the CSV holds the filter, every row of it, and no formula', async ({ page }) => {
  await untilRead(page, 80);
  const query = { status: 'DISABLED' };
  const { total } = entityListSchema.parse(await (await page.request.get(api.entities(query))).json());
  await page.goto(pages.entities(query));
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'export CSV' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect((await download).suggestedFilename()).toMatch(/^senders-\d{4}-\d\d-\d\d\.csv$/);
  const records = csv.split('\r\n').filter((line) => line !== '');
  expect(records).toHaveLength(total + 1);
  expect(csv).toContain('umbrella-health-reminders');
  expect(records.filter((line) => /(^|,)"?[=+@]/.test(line))).toEqual([]);
});
