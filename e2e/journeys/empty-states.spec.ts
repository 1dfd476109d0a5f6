import { pages } from '../../lib/domain/paths.ts';
import { expect, simulatorOf, untilSeen, watched as test } from '../fixtures/journey.ts';
import { startStanding } from '../fixtures/start-standing.ts';
import { withForeignSes } from '../fixtures/with-standing.ts';

/** Six empty states that must never look alike, and the page before any connection. */
const ONE = {
  ReputationEntityReference: 'arn:aws:ses:us-east-1:111122223333:tenant/only/tn-1',
  SendingStatusAggregate: 'ENABLED',
};

test('never synced: reading is under way, and nothing claims to be well', async ({ page }) => {
  await withForeignSes({ entities: [ONE], silent: true }, async ({ url }) => {
    await page.goto(`${url}/entities`);
    await expect(page.getByText('Not read yet')).toBeVisible();
    await page.goto(url);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No sender is known yet');
  });
});

test('AWS fails, then answers; a filter that hides all is cleared by one click', async ({ page }) => {
  await withForeignSes({ entities: [ONE], failing: true }, async ({ url }, ses) => {
    await page.goto(`${url}/entities`);
    await untilSeen(page, () => expect(page.getByText('AWS could not be read')).toBeVisible({ timeout: 1000 }));
    await expect(page.getByText(/^ses-/)).toBeVisible();
    ses.options.failing = false;
    await untilSeen(page, () =>
      expect(page.getByRole('row').filter({ hasText: 'only' })).toContainText('Enabled', { timeout: 1000 }),
    );

    await page.goto(url + pages.entities({ q: 'no-such-sender' }));
    await expect(page.getByText('No sender matches this filter')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'only' })).toBeVisible();
  });
});

test('none exist: said only after everything was read', async ({ page }) => {
  await withForeignSes({ entities: [] }, async ({ url }) => {
    await page.goto(`${url}/entities`);
    await untilSeen(page, () => expect(page.getByText('This account has no senders')).toBeVisible({ timeout: 1000 }));
  });
});

test('not permitted: names the IAM action', async ({ page }) => {
  await withForeignSes({ entities: [], listDenied: true }, async ({ url }) => {
    await page.goto(`${url}/entities`);
    await untilSeen(page, async () => {
      await expect(page.getByText('AWS does not permit listing senders')).toBeVisible({ timeout: 1000 });
      await expect(page.getByRole('main')).toContainText('ses:ListReputationEntities', { timeout: 1000 });
    });
  });
});

test('deleted: its page and history stay; an ARN nobody knows says that; no connection shows how to add one', async ({
  page,
}) => {
  const standing = await startStanding({
    demo: true,
    simulator: { tenants: 40 },
    environment: { STANDING_WATCH_INTERVAL_SECONDS: '2', STANDING_SES_RATE: '50' },
  });
  try {
    const { control } = simulatorOf(standing);
    await expect
      .poll(
        async () =>
          ((await (await page.request.get(`${standing.url}/api/overview`)).json()) as { total: number }).total,
      )
      .toBeGreaterThan(15);
    const { arn } = await control.setTenant({ act: 'delete', name: 'initech-alerts', region: 'us-east-1' });
    await page.goto(standing.url + pages.entity(arn));
    await untilSeen(page, () =>
      expect(page.getByText('SES no longer knows this entity')).toBeVisible({ timeout: 1000 }),
    );
    await expect(page.getByRole('region', { name: 'History' })).toContainText('First seen');
    await page.goto(standing.url + pages.entities({ q: 'initech-alerts' }));
    await expect(page.getByText('No sender matches this filter')).toBeVisible();
    await page.getByLabel('with deleted').check();
    await expect(page.getByRole('row').filter({ hasText: 'initech-alerts' })).toContainText('deleted, missing since');

    await page.goto(standing.url + pages.entity('arn:aws:ses:us-east-1:111122223333:tenant/nobody/tn-0'));
    await expect(page.getByText('SES knows no such entity')).toBeVisible();
    await page.goto(standing.url + pages.entity('arn:aws:ses:eu-north-1:999999999999:tenant/nobody/tn-0'));
    await expect(page.getByText('No connection reaches this account and Region')).toBeVisible();
    await page.goto(`${standing.url}/entity?arn=nonsense`);
    await expect(page.getByText('This is not an SES resource ARN')).toBeVisible();
  } finally {
    await standing.stop();
  }
});

test('no connection: every page says how to add the first', async ({ page }) => {
  const standing = await startStanding({ demo: true, ambient: false, simulator: null });
  try {
    for (const path of ['/', '/entities', '/triage', '/activity']) {
      await page.goto(standing.url + path);
      await expect(page.getByText('Connect your first AWS account')).toBeVisible();
    }
  } finally {
    await standing.stop();
  }
});
