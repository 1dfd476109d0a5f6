import type { Locator } from '@playwright/test';
import { pages } from '../../lib/domain/paths.ts';
import { expectAccessible } from '../fixtures/expect-accessible.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** What a sender sends, and with what: loaded when looked at, and every refusal said with what is missing. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });

const METRICS = 'BatchGetMetricData';

/** A section takes its own place once it is loaded, perhaps while it is scrolled to. */
async function comeNear(section: Locator): Promise<void> {
  await expect(async () => section.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass();
}

test('figures and resources are read when somebody comes near them, and tell what they rest on', async ({
  page,
  standing,
}) => {
  const { control } = simulatorOf(standing);
  await page.goto('/');
  await untilRead(page, 20);
  const { arn } = await control.setEntity({ name: 'acme-receipts', region: 'us-east-1' });
  const asked = async (operation: string) =>
    (await control.log()).filter((entry) => entry.operation === operation).length;
  await page.setViewportSize({ width: 1280, height: 400 });
  await page.goto(pages.entity(arn));
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toBeVisible();
  expect(await asked(METRICS)).toBe(0);

  const rates = page.getByRole('region', { name: 'Rates' });
  await comeNear(rates);
  await expect(rates).toContainText('not SES’s own');
  await expect(rates.locator('svg').first()).toBeVisible();
  await rates.getByText('The same as a table').click();
  await expect(rates.getByRole('row')).toHaveCount(31);
  await rates.getByRole('button', { name: '7 d' }).click();
  await expect(rates.getByRole('row')).toHaveCount(8);
  await expect(page).toHaveURL(/days=7/);
  expect(await asked(METRICS)).toBe(2);
  await expectAccessible(page, '#rates');

  const resources = page.getByRole('region', { name: 'Resources' });
  await comeNear(resources);
  await expect(resources).toContainText(/[Vv]erified for sending/);
  await expect(resources).toContainText('Sending on');
  await expect(resources.getByText(/Shared with \d+ other sender|No other sender uses it/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'What else can stop it' })).toContainText(/verified for sending/);
  await expectAccessible(page, '#resources');
});

test('what is refused, switched off or half answered is said in words', async ({ page, standing }) => {
  const { control } = simulatorOf(standing);
  await control.addFault({ fault: 'denied', operation: METRICS, count: 1 });
  await control.addFault({ fault: 'denied', operation: 'ListTenantResources', count: 1 });
  const { arn } = await control.setEntity({ name: 'globex-newsletter', region: 'us-east-1' });
  await page.goto(pages.entity(arn));
  const rates = page.getByRole('region', { name: 'Rates' });
  await comeNear(rates);
  await expect(rates).toContainText('AWS refused these figures');
  await expect(rates).toContainText('ses:BatchGetMetricData');
  const resources = page.getByRole('region', { name: 'Resources' });
  await comeNear(resources);
  await expect(resources).toContainText('ses:ListTenantResources');
  await expectAccessible(page, '#rates');
  await expectAccessible(page, '#resources');

  await control.clearFaults();
  await control.addFault({ fault: 'partial-metrics', operation: METRICS, count: 1 });
  await page.goto(pages.entity((await control.setEntity({ name: 'hooli-digest', region: 'us-east-1' })).arn));
  await comeNear(rates);
  await expect(rates).toContainText('No complaints: SES could not answer it: The query could not be processed.');

  await control.setAccount('111122223333', 'us-east-1', { VdmAttributes: { VdmEnabled: 'DISABLED' } });
  const off = pages.entity((await control.setEntity({ name: 'initech-alerts', region: 'us-east-1' })).arn);
  await expect(async () => {
    await page.goto(off);
    await comeNear(rates);
    await expect(rates).toContainText('Metrics are off', { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
});
