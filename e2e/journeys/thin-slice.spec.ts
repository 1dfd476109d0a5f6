import type { Page } from '@playwright/test';
import { changeListSchema } from '../../lib/domain/change.ts';
import { entityListSchema } from '../../lib/domain/entity.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expect, SIGNED_OUT, signInByApi, simulatorOf, test, untilRead } from '../fixtures/journey.ts';
import { ADMINISTRATOR } from '../fixtures/start-standing.ts';
import { watchContext } from '../fixtures/watch-context.ts';

/** The whole mission once: no AWS environment, the first administrator from the environment, one stored key. */
test.use({ standingOptions: { ambient: false, simulator: { tenants: 80 } }, storageState: SIGNED_OUT });
test.describe.configure({ mode: 'serial' });

const REGION = 'ap-southeast-2';
const CAUSE = 'Paused after a complaint from a mailbox provider.';
const REASON = 'The list was cleaned; case 4711.';

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill(ADMINISTRATOR.email);
  await page.getByLabel('Password').fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function connect(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('Asia');
  await page.getByLabel('Region', { exact: true }).first().fill(REGION);
  await page.getByLabel('Access key id').fill('AKIASIM0000000000002');
  await page.getByLabel('Secret access key').fill('sim-secret-2');
  await page.getByRole('button', { name: 'Add connection' }).click();
  await expect(page.getByText('Asia works and is being read')).toBeVisible();
}

/** Makes one sender of the Region disabled by the customer record, with a finding open, and tells its name. */
async function disableOne(page: Page, control: ReturnType<typeof simulatorOf>['control']): Promise<string> {
  const enabled = async () => {
    const answer = await page.request.get(api.entities({ status: 'enabled' }));
    return entityListSchema.parse(await answer.json()).items;
  };
  // Disabled senders are read first.
  await expect.poll(async () => (await enabled()).length, { timeout: 20_000 }).toBeGreaterThan(0);
  const [chosen] = await enabled();
  if (chosen === undefined) throw new Error('No sender of the simulator is enabled.');
  await control.setFinding({ arn: chosen.arn, act: 'open', type: 'BOUNCE', impact: 'LOW', policyActs: false });
  await control.setEntity({ arn: chosen.arn, customer: { status: 'DISABLED', cause: CAUSE } });
  return chosen.name;
}

test('from an empty installation to a sender reinstated and a link sent', async ({ page, browser, standing }) => {
  const { control } = simulatorOf(standing);

  await page.goto('/');
  await expect(page).toHaveURL(/\/login\?next=/);
  await signIn(page);
  await expect(page.getByText('Connect your first AWS account')).toBeVisible();
  await page.getByRole('link', { name: 'Add a connection' }).click();
  await connect(page);

  await untilRead(page);
  const name = await disableOne(page, control);

  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Entities/ })
    .click();
  await expect(page.getByRole('table', { name: 'Senders' })).toBeVisible();
  await page.getByRole('searchbox').fill(name);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Disabled', { timeout: 15_000 });
  await expect(row).toContainText(CAUSE);
  await row.getByRole('link', { name }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('cannot send');
  for (const card of ['Sending, all in all', 'SES-managed record', 'Customer-managed record']) {
    await expect(page.getByRole('heading', { name: card })).toBeVisible();
  }
  const reputation = page.getByRole('region', { name: 'Reputation' });
  await expect(reputation).toContainText('Low impact');
  await expect(reputation).toContainText(/Standard|Strict|None/);
  await expect(page.getByText(`“${CAUSE}”`).first()).toBeVisible();

  await test.step('a signed-in colleague opens the link', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const [sentence = '', link = ''] = copied.split('\n');
    expect(sentence).toContain(name);
    expect(sentence).toContain('Disabled');
    expect(link).toContain('&at=');
    const context = await browser.newContext({ storageState: await signInByApi(standing.url, ADMINISTRATOR) });
    const said = await watchContext(context);
    const colleague = await context.newPage();
    await colleague.goto(link);
    await expect(colleague.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(colleague.getByText(/^Then \(/)).toBeVisible();
    await expect(colleague.getByRole('heading', { name: 'Sending, all in all' })).toBeVisible();
    await expect(colleague.getByText(`“${CAUSE}”`).first()).toBeVisible();
    expect(said).toEqual([]);
    await context.close();
  });

  await test.step('it is reinstated with a reason, and SES confirms', async () => {
    await page.getByRole('button', { name: 'Reinstate sending' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /sending$/ }).click();
    await expect(dialog.getByText('Takes a reason')).toBeVisible();
    await dialog.getByLabel('Reason').fill(REASON);
    const reinstate = dialog.getByRole('radio', { name: 'REINSTATED' });
    if ((await reinstate.count()) > 0) await reinstate.check();
    await dialog.getByRole('button', { name: 'Reinstate sending' }).click();
    await expect(dialog.getByText('Confirmed by SES')).toBeVisible({ timeout: 20_000 });
    await dialog.getByRole('button', { name: 'Close' }).first().click();
  });

  await test.step('the change stands in the history, with who and why', async () => {
    const history = page.getByRole('region', { name: 'History' });
    const line = history.getByRole('listitem').filter({ hasText: 'Customer record' }).filter({ hasText: REASON });
    await expect(line).toHaveCount(1);
    await expect(line).toContainText('Reinstated');
    await expect(line).toContainText(ADMINISTRATOR.email);
    await expect(page.getByRole('region', { name: 'Verdict' })).not.toContainText('cannot send');
    const arn = new URL(page.url()).searchParams.get('arn') ?? '';
    expect(page.url()).toContain(pages.entity(arn).slice(1));
    const { items } = changeListSchema.parse(await (await page.request.get(api.changes({ arn }))).json());
    const ours = items.filter(({ track, origin }) => track === 'customer' && origin.kind === 'ours');
    expect(ours).toHaveLength(1);
    expect(ours[0]).toMatchObject({
      old: { value: 'DISABLED', cause: CAUSE },
      new: { value: 'REINSTATED' },
      origin: { who: ADMINISTRATOR.email, why: REASON },
    });
  });
});
