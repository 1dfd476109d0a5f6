import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, simulatorOf, test } from '../fixtures/journey.ts';
import { STANDARD_KEYS, STANDARD_ROLE } from '../ses-simulator/keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'standing-profile-'));
const credentials = join(folder, 'credentials');
const { second, reader } = STANDARD_KEYS;
writeFileSync(
  credentials,
  `[resellers]\naws_access_key_id = ${second.accessKeyId}\naws_secret_access_key = ${second.secretAccessKey}\n`,
);
test.use({
  standingOptions: {
    ambient: false,
    simulator: { tenants: 60 },
    environment: { AWS_SHARED_CREDENTIALS_FILE: credentials, AWS_CONFIG_FILE: join(folder, 'config') },
  },
});
test.describe.configure({ mode: 'serial' });
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const item = (page: Page, label: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: label, exact: true }) });

async function name(page: Page, label: string, region: string): Promise<void> {
  await page.goto('/settings/connections');
  await page.getByLabel('Name', { exact: true }).fill(label);
  await page.locator('input[name=region]').fill(region);
}

async function add(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add connection' }).click();
  await expect(page.getByText('works and is being read')).toBeVisible();
}

async function expectRead(page: Page, region: string, account: string): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await page.request.get(`/api/entities?region=${region}&account=${account}&limit=1`);
      return ((await answer.json()) as { total: number }).total;
    })
    .toBeGreaterThan(0);
}

test('a key that may only read is tested: what is denied is named, and rotated without a restart', async ({
  page,
  standing,
}) => {
  await name(page, 'Production', 'us-east-1, eu-west-1');
  await page.getByLabel('Access key id').fill(reader.accessKeyId);
  await page.getByLabel('Secret access key').fill(reader.secretAccessKey);
  await add(page);
  await expectRead(page, 'us-east-1', reader.account);
  await expectRead(page, 'eu-west-1', reader.account);

  const production = item(page, 'Production us-east-1');
  await production.getByRole('button', { name: 'Test connection' }).click();
  const denied = production.getByRole('row').filter({ hasText: 'Denied' });
  await expect(denied).toHaveCount(2);
  await expect(denied.first()).toContainText('ses:UpdateReputationEntityCustomerManagedStatus');

  const renewed = { accessKeyId: 'AKIASIM00000000000E1', secretAccessKey: 'sim-secret-e1' };
  const { control } = simulatorOf(standing);
  await control.setKey({ ...renewed, account: reader.account });
  await production.getByRole('button', { name: 'Rotate credential' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('us-east-1, eu-west-1');
  await dialog.getByLabel('Access key id').fill(renewed.accessKeyId);
  await dialog.getByLabel('Secret access key').fill(renewed.secretAccessKey);
  await dialog.getByRole('button', { name: 'Rotate credential' }).click();
  await expect(dialog).toBeHidden();
  await expect(production).toContainText('00E1');
  await control.clearLog();
  await expect
    .poll(async () =>
      [...new Set((await control.log()).map(({ region, accessKeyId }) => `${region} ${accessKeyId}`))].sort(),
    )
    .toEqual([`eu-west-1 ${renewed.accessKeyId}`, `us-east-1 ${renewed.accessKeyId}`]);
  await production.getByRole('button', { name: 'Test connection' }).click();
  await expect(production.getByText('Allowed for this pattern')).toHaveCount(2);
});

test('a role in another account is assumed with the ExternalId that Standing made', async ({ page, standing }) => {
  await name(page, 'By role', 'ap-southeast-2');
  await page.getByLabel('Access key id').fill(STANDARD_KEYS.first.accessKeyId);
  await page.getByLabel('Secret access key').fill(STANDARD_KEYS.first.secretAccessKey);
  await page.getByLabel('Assume a role with it').check();
  await page.getByLabel('Role', { exact: true }).fill(STANDARD_ROLE.arn);
  await page.getByRole('button', { name: 'Add connection' }).click();
  await expect(page.getByText('Its trust policy must name them')).toBeVisible();

  const externalId = (await page.locator('input[name=externalId]').inputValue()) ?? '';
  expect(externalId).toMatch(/^standing-/);
  await simulatorOf(standing).control.setRole({ ...STANDARD_ROLE, externalId });
  await add(page);
  await expectRead(page, 'ap-southeast-2', STANDARD_ROLE.account);
  const role = item(page, 'By role');
  await expect(role).toContainText(externalId);
  await role.getByRole('button', { name: 'Test connection' }).click();
  await expect(role.getByText('The role demands its ExternalId.')).toBeVisible();
  await expect(role.getByText('assumed-role/StandingReader/standing')).toBeVisible();
});

test('the same account and Region is refused with what to do; deleted, it comes back by a profile', async ({
  page,
}) => {
  await name(page, 'Resellers', 'ap-southeast-2');
  await page.getByLabel('Named profile').check();
  await page.getByLabel('Profile', { exact: true }).fill('resellers');
  await page.getByRole('button', { name: 'Add connection' }).click();
  await expect(page.getByText('rotate its credential to reach it with another')).toBeVisible();

  await item(page, 'By role').getByRole('button', { name: 'Delete connection' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete connection' }).click();
  await expect(item(page, 'By role')).toBeHidden();
  await add(page);
  await expect(item(page, 'Resellers')).toContainText('profile resellers');
  await expect(item(page, 'Resellers').getByText('Reading', { exact: true })).toBeVisible();
});

test('pausing stops the requests and says so; resuming reads again', async ({ page, standing }) => {
  await page.goto('/settings/connections');
  const resellers = item(page, 'Resellers');
  await resellers.getByRole('button', { name: 'Pause reading' }).click();
  await expect(resellers.getByText('Paused', { exact: true })).toBeVisible();
  const asked = async () =>
    (await simulatorOf(standing).control.log()).filter(({ region }) => region === 'ap-southeast-2').length;
  // The last request may still be under way when the answer comes.
  await page.waitForTimeout(500);
  const before = await asked();
  await page.waitForTimeout(1_500);
  expect(await asked()).toBe(before);
  await resellers.getByRole('button', { name: 'Resume reading' }).click();
  await expect(resellers.getByText('Reading', { exact: true })).toBeVisible();
});
