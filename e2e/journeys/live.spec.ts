import { changeListSchema } from '../../lib/domain/change.ts';
import { entityListSchema } from '../../lib/domain/entity.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expect, markPage, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** A status changes in SES, and every open page follows. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });

const NAME = 'northwind-traders';
const CAUSE = 'Sending was stopped after a phishing report.';

test('a change in SES reaches history and open pages, with both times, cause and origin', async ({
  page,
  context,
  standing,
}) => {
  const { control } = simulatorOf(standing);
  await untilRead(page, 20);
  const list = entityListSchema.parse(await (await page.request.get(api.entities({ q: NAME }))).json());
  const arn = list.items.find(({ name }) => name === NAME)?.arn ?? '';

  const tabs = {
    entity: page,
    list: await context.newPage(),
    overview: await context.newPage(),
    activity: await context.newPage(),
  };
  await tabs.entity.goto(pages.entity(arn));
  await tabs.list.goto(pages.entities({ q: NAME }));
  await tabs.overview.goto('/');
  await tabs.activity.goto('/activity');
  const row = tabs.list.getByRole('row').filter({ hasText: NAME });
  await expect(row).toContainText('Enabled');
  await expect(tabs.entity.getByRole('region', { name: 'Verdict' })).toContainText('does not stop');
  const stillThere = await Promise.all(Object.values(tabs).map(markPage));

  const before = Date.now();
  await control.setEntity({ name: NAME, region: 'us-east-1', aws: { status: 'DISABLED', cause: CAUSE } });
  const after = Date.now();

  const verdict = tabs.entity.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('cannot send', { timeout: 15_000 });
  await expect(verdict).toContainText('SES disabled it');
  const history = tabs.entity.getByRole('region', { name: 'History' });
  const line = history.getByRole('listitem').filter({ hasText: 'SES record' }).filter({ hasText: CAUSE });
  await expect(line).toHaveCount(1, { timeout: 15_000 });
  await expect(line).toContainText(/Enabled.*→.*Disabled/);
  await expect(line).toContainText('not by Standing');
  await expect(line).toContainText(/seen \d\d:\d\d:\d\d/);

  await expect(row).toContainText('Disabled by SES', { timeout: 25_000 });
  await expect(row).toContainText(CAUSE);
  const flips = tabs.overview.getByRole('region', { name: 'Changed in 24 hours' });
  await expect(flips.getByRole('listitem').filter({ hasText: NAME }).first()).toContainText('Disabled', {
    timeout: 25_000,
  });
  await expect(tabs.activity.getByRole('listitem').filter({ hasText: CAUSE }).first()).toContainText(NAME, {
    timeout: 25_000,
  });
  for (const check of stillThere) await check();

  const answer = await page.request.get(api.changes({ arn, track: 'aws' }));
  const { items } = changeListSchema.parse(await answer.json());
  const changed = items.filter(({ kind }) => kind !== 'baseline');
  expect(changed).toHaveLength(1);
  expect(changed[0]).toMatchObject({
    kind: 'changed',
    old: { value: 'ENABLED' },
    new: { value: 'DISABLED', cause: CAUSE },
    cause: CAUSE,
    origin: { kind: 'elsewhere', who: null, why: null },
  });
  const awsTime = Date.parse(changed[0]?.awsTime ?? '');
  expect(awsTime).toBeGreaterThanOrEqual(before - 1000);
  expect(awsTime).toBeLessThanOrEqual(after + 1000);
  expect(Date.parse(changed[0]?.seenAt ?? '')).toBeGreaterThanOrEqual(awsTime - 1000);
});

test('a page in the past says first what is true now, and acts are off', async ({ page, standing }) => {
  const { control } = simulatorOf(standing);
  await untilRead(page, 20);
  const name = 'initech-alerts';
  const { arn } = await control.setEntity({ name, region: 'us-east-1' });
  const before = new Date().toISOString();
  await control.setEntity({ arn, customer: { status: 'DISABLED', cause: 'Paused for the test.' } });
  await page.goto(pages.entity(arn));
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('cannot send', { timeout: 15_000 });
  await page.goto(pages.entity(arn, { at: before }));
  await expect(page.getByText(/^Then \(/)).toContainText(/Enabled.*now:.*Disabled/);
  const act = page.getByRole('button', { name: /^(Disable|Reinstate|Enable) sending$/ }).first();
  await expect(act).toBeDisabled();
  await expect(act).toHaveAttribute('aria-description', /past/);
  await page.keyboard.press('n');
  await expect(page).not.toHaveURL(/at=/);
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('cannot send');
});

test('open pages are told, keep their rows in place, and share one stream', async ({ page, standing, context }) => {
  const { control } = simulatorOf(standing);
  await untilRead(page, 20);
  const activity = await context.newPage();
  await activity.goto('/activity');
  await page.goto(pages.entities({ sort: 'name' }));
  const table = page.getByRole('table', { name: 'Senders' });
  await expect(table).toBeVisible();
  // One of the two holds the stream for both.
  for (const tab of [page, activity]) await expect(tab.getByText('· live')).toBeVisible();

  await test.step('a row shows its new value where it is', async () => {
    const moved = { status: 'DISABLED', cause: 'Moved under an open list.' };
    await control.setEntity({ name: 'acme-receipts', region: 'us-east-1', customer: moved });
    const row = table.getByRole('row').filter({ hasText: 'acme-receipts' });
    // Polling would need half a minute.
    await expect(row).toContainText(moved.cause, { timeout: 12_000 });
  });

  await test.step('what is new waits while somebody points at the list', async () => {
    await activity.bringToFront();
    const lines = activity.getByRole('listitem');
    const first = (await lines.first().textContent()) ?? '';
    await lines.first().hover();
    await control.setEntity({
      name: 'initech-alerts',
      region: 'us-east-1',
      customer: { status: 'DISABLED', cause: 'Told while somebody pointed.' },
    });
    const pill = activity.getByRole('button', { name: /^\d+ new · show$/ });
    await expect(pill).toBeVisible({ timeout: 12_000 });
    await expect(lines.first()).toHaveText(first);
    await pill.click();
    await expect(activity.getByText('Told while somebody pointed.').first()).toBeVisible();
    await expect(pill).toHaveCount(0);
  });

  await test.step('the tab that held the stream is closed, and the other goes on', async () => {
    await page.close();
    await control.setEntity({
      name: 'hooli-digest',
      region: 'us-east-1',
      aws: { status: 'DISABLED', cause: 'Told to who is left.' },
    });
    await activity.mouse.move(0, 0);
    await expect(activity.getByText('Told to who is left.').first()).toBeVisible({ timeout: 12_000 });
  });
});
