import { pages } from '../../lib/domain/paths.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** What others wrote is shown as they wrote it, does nothing, and pushes nothing off the page. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });

const LONG_NAME = 'the-worshipful-company-of-extraordinarily-long-tenant-names-0064';
const ODD = ['markup-in-cause', 'right-to-left-cause', 'long-cause', 'unknown-status', 'only-a-reference', LONG_NAME];
const WIDTHS = [1440, 1024, 390, 320];
const SETTINGS = ['', '/connections', '/guard-rails', '/notifications', '/import', '/share-links'].map(
  (page) => `/settings${page}`,
);

test('markup in a cause is text', async ({ page, standing }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'markup-in-cause', region: 'us-east-1' });
  const text = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted"';
  await page.goto(pages.entity(arn));
  await expect(page.getByText(`“${text}”`).first()).toBeVisible();
  await page.goto(pages.entities({ q: '<script>' }));
  await expect(page.getByRole('row').filter({ hasText: 'markup-in-cause' })).toContainText(text);
  await page.goto(pages.triage({ show: 'before' }));
  await expect(page.getByRole('listitem').filter({ hasText: 'markup-in-cause' })).toContainText(text);
  expect(await page.locator('main img, main script').count()).toBe(0);
  expect(dialogs).toEqual([]);
});

test('an override of direction turns nothing around', async ({ page, standing }) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'right-to-left-cause', region: 'us-east-1' });
  await page.goto(pages.entity(arn));
  await expect(page.getByText('[U+202E]').first()).toBeVisible();
  const content = (await page.getByRole('main').textContent()) ?? '';
  expect(content).toContain('review');
  expect(content).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
});

test('512 characters are all there', async ({ page, standing }) => {
  await untilRead(page, 20);
  const { arn } = await simulatorOf(standing).control.setEntity({ name: 'long-cause', region: 'us-east-1' });
  await page.goto(pages.entity(arn));
  const card = page.getByText(/^“Sending was paused by Amazon SES because mail from this tenant/).first();
  await expect(card).toBeVisible();
  expect(((await card.textContent()) ?? '').replace(/[“”]/g, '')).toHaveLength(512);
});

test('at no width does a page scroll sideways', async ({ page, standing }) => {
  await untilRead(page, 20);
  const { control } = simulatorOf(standing);
  const paths = ['/', '/entities', pages.entities({ q: LONG_NAME }), '/fleet', '/diff', '/activity', '/no-such-page'];
  paths.push('/triage', pages.triage({ show: 'before' }), pages.handOver(), '/triage/acts');
  paths.push(...SETTINGS);
  for (const name of ODD) paths.push(pages.entity((await control.setEntity({ name, region: 'us-east-1' })).arn));
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading').first()).toBeAttached();
    if (path.startsWith('/entity?')) await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
    if (path === '/entities') await expect(page.getByText(/\d+ senders/).first()).toBeVisible();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.soft(async () => expect(await overflow()).toBeLessThanOrEqual(0), `${path} at ${width} px`).toPass();
    }
  }
});
