import { expect, test } from '@playwright/test';
import { type RunningStanding, startStanding } from '../fixtures/start-standing.ts';

/** That no page breaks a rule of its policy is held by every journey (watch-context.ts); here rules are broken on purpose. */
let standing: RunningStanding | undefined;
test.beforeAll(async () => {
  standing = await startStanding({ demo: true, simulator: { tenants: 40 } });
});
test.afterAll(() => standing?.stop());

test('markup and foreign scripts are refused by the browser itself', async ({ page }) => {
  await page.goto(standing?.url ?? '');
  const outcome = await page.evaluate(() => {
    const tried = (act: () => void) => {
      try {
        act();
        return 'allowed';
      } catch {
        return 'refused';
      }
    };
    const script = document.createElement('script');
    return {
      markup: tried(() => (document.body.innerHTML = '<i>x</i>')),
      foreign: tried(() => (script.src = 'https://example.com/x.js')),
      ownApi: tried(() => (script.src = '/api/session')),
      text: tried(() => (script.text = 'x()')),
      chunk: tried(() => (script.src = '/_next/static/chunks/x.js')),
    };
  });
  expect(outcome).toEqual({
    markup: 'refused',
    foreign: 'refused',
    ownApi: 'refused',
    text: 'refused',
    chunk: 'allowed',
  });
});
