import type { Browser, Page } from 'playwright';
import { startStanding } from '../fixtures/start-standing.ts';
import { writeLongHistory } from '../fixtures/long-history.ts';
import { isSwept } from './fleet.ts';
import { openBrowser } from './open-browser.ts';
import { until } from './process-figures.ts';
import { quantile, report } from './report.ts';

const MANY = 10_000;
const FEW = 100;
const LOADS = 7;
const VIEWPORT = { width: 1440, height: 1000 };

/** The picture of a history of 10,000 changes in Chromium, beside one of 100. */
export default async function benchTimeline(): Promise<void> {
  const browser = await openBrowser();
  const standing = await startStanding({ simulator: { tenants: 12, life: 'off' }, demo: true });
  try {
    await until('a full first sweep', () => isSwept(standing.url));
    const list = (await (await fetch(`${standing.url}/api/entities?limit=2`)).json()) as { items: { arn: string }[] };
    const [many = '', few = ''] = list.items.map(({ arn }) => arn);
    writeLongHistory(standing.dataDir, many, MANY);
    writeLongHistory(standing.dataDir, few, FEW);
    const pageOf = (arn: string) => `${standing.url}/entity?arn=${encodeURIComponent(arn)}&range=all`;

    const server = await answers(`${standing.url}/api/history?arn=${encodeURIComponent(many)}`);
    report({ name: `GET /api/history of ${MANY} changes, median`, value: server.ms, unit: 'ms' });
    report({ name: 'its size', value: server.bytes / 1024, unit: 'KiB' });

    const [value, control] = [[] as number[], [] as number[]];
    for (const arn of [many, few]) await firstPaintMs(browser, pageOf(arn));
    for (let round = 0; round < LOADS; round += 1) {
      value.push(await firstPaintMs(browser, pageOf(many)));
      control.push(await firstPaintMs(browser, pageOf(few)));
    }
    const name = `picture of ${MANY} changes painted after its data, median`;
    report({ name, value: quantile(value, 0.5), unit: 'ms', goal: 100 });
    report({ name: `the same of ${FEW}`, value: quantile(control, 0.5), unit: 'ms' });

    for (const gesture of ['zoom', 'pan'] as const) {
      const long = await frames(browser, pageOf(many), gesture);
      const short = await frames(browser, pageOf(few), gesture);
      const idle = await frames(browser, pageOf(many), 'nothing');
      report({ name: `${gesture}, p95 frame with ${MANY} changes`, value: quantile(long, 0.95), unit: 'ms', goal: 20 });
      report({ name: `the same with ${FEW}`, value: quantile(short, 0.95), unit: 'ms' });
      report({ name: 'the same while nothing is done', value: quantile(idle, 0.95), unit: 'ms' });
    }
  } finally {
    await standing.stop();
    await browser.close();
  }
}

async function answers(url: string): Promise<{ ms: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < 15; round += 1) {
    const start = performance.now();
    const body = await (await fetch(url)).arrayBuffer();
    times.push(performance.now() - start);
    bytes = body.byteLength;
  }
  return { ms: quantile(times, 0.5), bytes };
}

/** From the end of the answer of the history to after the frame that shows its picture. */
async function firstPaintMs(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.addInitScript(() => {
      const look = () => {
        if (document.querySelector('[aria-label="History"] svg rect') === null) return void requestAnimationFrame(look);
        requestAnimationFrame(() => {
          setTimeout(() => Object.assign(window, { painted: performance.now() }), 0);
        });
      };
      requestAnimationFrame(look);
    });
    await page.goto(url);
    await page.waitForFunction(() => 'painted' in window);
    return await page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const answer = entries.find((entry) => new URL(entry.name).pathname === '/api/history');
      // The code that draws it may come after it; it is then what was waited for.
      const code = entries.filter(
        ({ name, responseEnd }) =>
          name.endsWith('.js') && responseEnd < (window as unknown as { painted: number }).painted,
      );
      const ready = Math.max(answer?.responseEnd ?? 0, ...code.map(({ responseEnd }) => responseEnd));
      return (window as unknown as { painted: number }).painted - ready;
    });
  } finally {
    await page.close();
  }
}

/** Milliseconds between frames while the wheel turns for two seconds over the picture. */
async function frames(browser: Browser, url: string, gesture: 'zoom' | 'pan' | 'nothing'): Promise<number[]> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(url);
    const picture = page.locator('[aria-label="History"] svg[role=group]');
    await picture.waitFor();
    await picture.scrollIntoViewIfNeeded();
    await page.waitForTimeout(1500);
    await zoomIn(page, 4);
    return await picture.evaluate(turnWheel, gesture);
  } finally {
    await page.close();
  }
}

/** So that there is something to move over. */
async function zoomIn(page: Page, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.waitForTimeout(800);
}

/** In the page: the wheel as the browser would give it, one event a frame, in and out or to and fro. */
function turnWheel(element: SVGElement | HTMLElement, gesture: string): Promise<number[]> {
  return new Promise((resolve) => {
    const box = element.getBoundingClientRect();
    const deltas: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      deltas.push(now - last);
      last = now;
      if (deltas.length > 120) return resolve(deltas.slice(1));
      const direction = deltas.length % 40 < 20 ? 1 : -1;
      if (gesture !== 'nothing') {
        element.dispatchEvent(
          new WheelEvent('wheel', {
            bubbles: true,
            cancelable: true,
            ctrlKey: gesture === 'zoom',
            shiftKey: gesture === 'pan',
            clientX: box.left + box.width * 0.6,
            clientY: box.top + 40,
            deltaY: 40 * direction,
          }),
        );
      }
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}
