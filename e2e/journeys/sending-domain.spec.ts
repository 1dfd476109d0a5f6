import { pages } from '../../lib/domain/paths.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** A sender is often known by its domain alone: one request to SES on Enter, and a link that shows the same. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });

const DOMAIN = 'hooli-digest.example.com';

test('a domain leads to its sender, and its link to the same', async ({ page, standing }) => {
  const { control } = simulatorOf(standing);
  const asked = async () => (await control.log()).filter(({ operation }) => operation === 'ListResourceTenants').length;
  await page.goto('/');
  await untilRead(page, 20);
  await page.getByRole('searchbox').fill(DOMAIN);
  await page.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(pages.entities({ resource: DOMAIN }));
  await expect(page.getByRole('row').filter({ hasText: 'hooli-digest' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(`1 found; SES was asked for ${DOMAIN}`);
  expect(await asked()).toBe(1);

  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: 'hooli-digest' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('SES was not asked');
  expect(await asked()).toBe(1);

  await page.getByRole('button', { name: `uses ${DOMAIN}` }).click();
  await expect(page).toHaveURL(pages.entities());
});

test('none is found: says what was asked and where; not permitted: names the IAM action', async ({
  page,
  standing,
}) => {
  const { control } = simulatorOf(standing);
  await page.goto(pages.entities({ resource: 'ada@nobody.example' }));
  await expect(page.getByRole('heading', { name: 'No sender uses ada@nobody.example' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('us-east-1, 111122223333');
  await expect(page.getByRole('main')).toContainText('asked for ada@nobody.example, then nobody.example');

  await control.addFault({ fault: 'denied', operation: 'ListResourceTenants' });
  await page.getByRole('searchbox').fill('denied.example');
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('heading', { name: 'No sender is known to use denied.example' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('ses:ListResourceTenants');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});
