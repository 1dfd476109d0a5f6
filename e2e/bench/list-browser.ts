import type { Browser, Page } from 'playwright';
import { type Fleet, startFleet } from './fleet.ts';
import { openBrowser } from './open-browser.ts';
import { quantile, report } from './report.ts';
import { createStallMeter, startIdleProcess } from './stalls.ts';

const MANY = 100_000;
const FEW = 100;
const LOADS = 9;
const VIEWPORT = { width: 1440, height: 900 };
const SEARCHES = ['acme rec', 'northwind', 'complaint', 'paused by', 'newsletter', '1111222233', 'zqxj'];

/** The list with 100,000 senders in Chromium, beside the same list with 100. */
export default async function benchListInBrowser(): Promise<void> {
  const meter = createStallMeter();
  const idle = await startIdleProcess();
  const browser = await openBrowser();
  const few = await startFleet(FEW, {});
  try {
    const many = await startFleet(MANY, meter.environment);
    try {
      await benchFirstRows(browser, many, few);
      await benchScrolling(browser, many, few);
      await meter.read(many.pid);
      await idle.stall();
      await benchKeystrokes(browser, many, few);
      await searchServer(many);
      const [served, control] = await Promise.all([meter.read(many.pid), idle.stall()]);
      const name = `longest stall of the server while ${MANY} are searched`;
      report({ name, value: served.longest, unit: 'ms', goal: 20 });
      report({ name: 'the same of a process that does nothing, meanwhile', value: control.longest, unit: 'ms' });
      report({ name: 'most CPU of the server’s loop between two ticks', value: served.mostCpu, unit: 'ms', goal: 20 });
    } finally {
      await many.stop();
    }
  } finally {
    await few.stop();
    await browser.close();
    idle.stop();
    meter.remove();
  }
}

/** Milliseconds from the start of the navigation to the frame that shows the first row. */
async function firstRowsMs(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.addInitScript(() => {
      const look = () => {
        const row = document.querySelector('[data-row]');
        if (row === null || row.textContent === '') return void requestAnimationFrame(look);
        requestAnimationFrame(() => {
          // After the frame in which the row was painted.
          setTimeout(() => Object.assign(window, { firstRows: performance.now() }), 0);
        });
      };
      requestAnimationFrame(look);
    });
    await page.goto(`${url}/entities`);
    const handle = await page.waitForFunction(() => (window as { firstRows?: number }).firstRows);
    return (await handle.jsonValue()) ?? Number.NaN;
  } finally {
    await page.close();
  }
}

async function benchFirstRows(browser: Browser, many: Fleet, few: Fleet): Promise<void> {
  const value: number[] = [];
  const control: number[] = [];
  for (const fleet of [many, few]) await firstRowsMs(browser, fleet.url);
  for (let round = 0; round < LOADS; round += 1) {
    value.push(await firstRowsMs(browser, many.url));
    control.push(await firstRowsMs(browser, few.url));
  }
  report({
    name: `first rows painted with ${MANY} senders, beside ${FEW}`,
    value: quantile(value, 0.5),
    unit: 'ms',
    control: quantile(control, 0.5),
    goal: 1.3,
  });
}

interface Scrolled {
  frames: number[];
  mostRows: number;
  heapMiB: number;
}

/** Scrolls with the wheel for three seconds of even steps, and counts frames and rows meanwhile. */
async function scroll(browser: Browser, url: string): Promise<Scrolled> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(`${url}/entities`);
    await page.waitForSelector('[data-row]');
    await page.mouse.move(700, 600);
    await page.evaluate(() => {
      const seen = { frames: [] as number[], mostRows: 0 };
      let last = performance.now();
      const tick = (now: number) => {
        seen.frames.push(now - last);
        last = now;
        seen.mostRows = Math.max(seen.mostRows, document.querySelectorAll('[data-row]').length);
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      Object.assign(window, { seen });
    });
    for (let step = 0; step < 180; step += 1) {
      await page.mouse.wheel(0, 120);
      await page.waitForTimeout(12);
    }
    const seen = await page.evaluate(() => (window as unknown as { seen: Omit<Scrolled, 'heapMiB'> }).seen);
    return { ...seen, heapMiB: await heapMiB(page) };
  } finally {
    await page.close();
  }
}

/** What is left of the JavaScript heap after a collection. */
async function heapMiB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}

async function benchScrolling(browser: Browser, many: Fleet, few: Fleet): Promise<void> {
  const value = await scroll(browser, many.url);
  const control = await scroll(browser, few.url);
  report({ name: 'scrolling, p95 frame', value: quantile(value.frames, 0.95), unit: 'ms', goal: 20 });
  report({ name: `the same with ${FEW} senders`, value: quantile(control.frames, 0.95), unit: 'ms' });
  report({ name: 'row nodes in the page, most while scrolling', value: value.mostRows, unit: 'rows', goal: 60 });
  report({ name: 'JavaScript heap after scrolling', value: value.heapMiB, unit: 'MiB', goal: 40 });
  report({ name: `the same with ${FEW} senders`, value: control.heapMiB, unit: 'MiB' });
}

async function totalOf(url: string, q: string): Promise<number> {
  const response = await fetch(`${url}/api/entities?limit=1&q=${encodeURIComponent(q)}`);
  return ((await response.json()) as { total: number }).total;
}

/** From a key until the frame in which the list is that of the text: answered, and nothing is dimmed. */
async function keystrokes(browser: Browser, url: string): Promise<number[]> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  const samples: number[] = [];
  try {
    await page.goto(`${url}/entities`);
    await page.waitForSelector('[data-row]');
    const box = page.getByRole('searchbox');
    for (const text of SEARCHES) {
      await box.fill('');
      await page.waitForTimeout(400);
      for (let length = 1; length <= text.length; length += 1) {
        // The server answers this text for the first time.
        const shown = page.evaluate(waitForList, text.slice(0, length));
        await box.press(text[length - 1] ?? '');
        samples.push(await shown);
      }
    }
    return samples;
  } finally {
    await page.close();
  }
}

async function benchKeystrokes(browser: Browser, many: Fleet, few: Fleet): Promise<void> {
  const q = SEARCHES[0] ?? '';
  const value = await keystrokes(browser, many.url);
  if ((await totalOf(many.url, q)) === 0) throw new Error(`Nothing matches "${q}": the searches measure nothing.`);
  const control = await keystrokes(browser, few.url);
  const name = `a key in the search box until its list is painted, of ${MANY}`;
  report({ name: `${name}, median of ${value.length}`, value: quantile(value, 0.5), unit: 'ms' });
  report({ name: `${name}, p95`, value: quantile(value, 0.95), unit: 'ms', goal: 100 });
  report({ name: `the same of ${FEW}, median`, value: quantile(control, 0.5), unit: 'ms' });
  report({ name: `the same of ${FEW}, p95`, value: quantile(control, 0.95), unit: 'ms' });
}

/** In the page: milliseconds from the next key to the frame after the answer to `q` has been painted. */
function waitForList(q: string): Promise<number> {
  return new Promise((resolve) => {
    window.addEventListener(
      'keydown',
      (event) => {
        const answered = () =>
          performance.getEntriesByType('resource').some((entry) => {
            const url = new URL(entry.name);
            const isList = url.pathname === '/api/entities' && url.searchParams.get('q') === q;
            return isList && (entry as PerformanceResourceTiming).responseEnd > 0 && entry.startTime >= event.timeStamp;
          });
        const look = () => {
          const dimmed = document.querySelector('[role=rowgroup].opacity-60') !== null;
          if (!answered() || dimmed) return void requestAnimationFrame(look);
          setTimeout(() => resolve(performance.now() - event.timeStamp), 0);
        };
        requestAnimationFrame(look);
      },
      { once: true, capture: true },
    );
  });
}

/** Searches of every kind, one after another, for a few seconds: one letter, rare words, nothing, deep pages. */
async function searchServer(many: Fleet): Promise<void> {
  const words = ['a', 'e', 'tn-', 'bounce', 'enforced', 'high', 'eu-west', 'arn:aws:ses', 'qqqq', 'ne', 'receipts'];
  for (let round = 0; round < 3; round += 1) {
    for (const word of words) {
      for (const sort of ['worst', 'name', '-since']) {
        const q = encodeURIComponent(round === 0 ? word : `${word}${round}`);
        const response = await fetch(`${many.url}/api/entities?limit=100&sort=${sort}&q=${q}`);
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`A search for "${word}" answered ${response.status}`);
      }
    }
  }
}
