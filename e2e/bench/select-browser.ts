import type { Page } from 'playwright';
import { startFleet } from './fleet.ts';
import { openBrowser } from './open-browser.ts';
import { quantile, report } from './report.ts';

const MANY = 100_000;
const ROUNDS = 7;

/** From a key until the frame in which what it shows has been painted, milliseconds. */
async function keyUntil(page: Page, key: string, words: string): Promise<number> {
  await page.evaluate((wanted) => {
    Object.assign(window, { paintedAt: undefined, pressedAt: undefined });
    document.addEventListener('keydown', () => Object.assign(window, { pressedAt: performance.now() }), {
      once: true,
      capture: true,
    });
    const look = () => {
      if (!document.body.innerText.includes(wanted)) return void requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => Object.assign(window, { paintedAt: performance.now() }), 0));
    };
    requestAnimationFrame(look);
  }, words);
  await page.keyboard.press(key);
  await page.waitForFunction(() => (window as { paintedAt?: number }).paintedAt, undefined, { timeout: 20_000 });
  return await page.evaluate(() => {
    const { paintedAt = 0, pressedAt = 0 } = window as { paintedAt?: number; pressedAt?: number };
    return paintedAt - pressedAt;
  });
}

/** Choosing all of 100,000 and looking at what an act on them would do. */
export default async function benchSelecting(): Promise<void> {
  const browser = await openBrowser();
  const fleet = await startFleet(MANY, {});
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const [selected, previewed, moved]: [number[], number[], number[]] = [[], [], []];
    await page.goto(`${fleet.url}/entities`);
    await page.waitForSelector('[data-row]');
    for (let round = 0; round < ROUNDS; round += 1) {
      selected.push(await keyUntil(page, '*', ' selected'));
      previewed.push(await keyUntil(page, 'a', 'Will change'));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await page.getByText(/\d selected/).waitFor({ state: 'detached' });
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      moved.push(await keyUntil(page, 'J', '2 selected'));
      await page.keyboard.press('Escape');
      await page.getByText(/\d selected/).waitFor({ state: 'detached' });
    }
    // The first opening also loads the dialog's code.
    const goal = 200;
    report({
      name: `selecting all of ${MANY}, until painted, median`,
      value: quantile(selected, 0.5),
      unit: 'ms',
      goal,
    });
    report({ name: 'previewing an act on them, median', value: quantile(previewed.slice(1), 0.5), unit: 'ms', goal });
    report({ name: 'the first time, with the code of the dialog', value: previewed[0] ?? Number.NaN, unit: 'ms' });
    report({ name: 'extending a selection by a row, median', value: quantile(moved, 0.5), unit: 'ms', goal });
  } finally {
    await browser.close();
    await fleet.stop();
  }
}
