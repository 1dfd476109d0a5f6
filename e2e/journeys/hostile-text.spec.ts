import { pages } from '../../lib/domain/paths.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** What others wrote is shown as they wrote it, does nothing, and pushes nothing off the page. */
test.use({ standingOptions: { simulator: { tenants: 60 } } });

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
