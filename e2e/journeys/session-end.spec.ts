import { pages } from '../../lib/domain/paths.ts';
import { expect, SIGNED_OUT, signInByApi, test, untilRead } from '../fixtures/journey.ts';
import { ADMINISTRATOR } from '../fixtures/start-standing.ts';

test.use({ standingOptions: { simulator: { tenants: 60 } }, storageState: SIGNED_OUT });

test('a session that ends under an open page returns to the complete address', async ({ page, context, standing }) => {
  const { cookies } = await signInByApi(standing.url, ADMINISTRATOR);
  await context.addCookies(cookies);
  await untilRead(page, 20);
  const address = `${pages.entities({ status: 'disabled,disabled-by-ses', q: 'a', sort: '-name' })}#content`;
  await page.goto(address);
  await expect(page.getByRole('table', { name: 'Senders' })).toBeVisible();

  await expect(page.getByText('· live')).toBeVisible();
  // Ended elsewhere: the page is not told and keeps its cookie.
  const ended = await context.request.post('/api/auth/sign-out', { data: {} });
  expect(ended.ok(), await ended.text()).toBe(true);
  await context.addCookies(cookies);
  // It is not looked at again and polls nothing meanwhile: the stream that it held was closed.
  await expect(page).toHaveURL(/\/login\?next=/, { timeout: 9_000 });

  await page.getByLabel('E-mail address').fill(ADMINISTRATOR.email);
  await page.getByLabel('Password').fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(standing.url + address);
  await expect(page.getByRole('table', { name: 'Senders' })).toBeVisible();
});
