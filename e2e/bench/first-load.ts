import { gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright';
import { startStanding } from '../fixtures/start-standing.ts';
import { isSwept } from './fleet.ts';
import { buildHelloWorld, startHelloWorld } from './hello-world.ts';
import { openBrowser } from './open-browser.ts';
import { until } from './process-figures.ts';
import { report } from './report.ts';

/** A script that the browser loaded, in the order it came. */
interface Loaded {
  name: string;
  gzipBytes: number;
}

interface Scripts {
  /** Named by the page's HTML: without them nothing happens. */
  first: Loaded[];
  /** Asked for by those, and there before the page showed what it is for. Next's fetching ahead of linked pages is among them. */
  untilShown: Loaded[];
  later: Loaded[];
}

const total = (scripts: readonly Loaded[]) => scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1024;

function print(title: string, scripts: readonly Loaded[]): void {
  console.log(`    ${title}`);
  for (const { name, gzipBytes } of scripts)
    console.log(`    ${(gzipBytes / 1024).toFixed(1).padStart(7)} KiB  ${name}`);
}

/**
 * What a browser with an empty cache loads of `url`: until `shown` stands on the page, and then until the network rests.
 * Bytes are counted as gzip at level 9, whatever the server chose.
 */
async function scriptsOf(browser: Browser, url: string, shown: string): Promise<Scripts> {
  const html = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
  const tags = html.matchAll(/<script\b[^>]*\bsrc="([^"?]+)[^>]*>/g);
  const named = new Set([...tags].map(([, source]) => source));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const answers: Promise<Loaded>[] = [];
  page.on('response', (response: Response) => {
    if (!new URL(response.url()).pathname.endsWith('.js')) return;
    answers.push(
      response.body().then((body) => ({
        name: new URL(response.url()).pathname,
        gzipBytes: gzipSync(body, { level: 9 }).length,
      })),
    );
  });
  try {
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForSelector(shown);
    const atFirst = answers.length;
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    const all = await Promise.all(answers);
    return {
      first: all.filter(({ name }) => named.has(name)),
      untilShown: all.slice(0, atFirst).filter(({ name }) => !named.has(name)),
      later: all.slice(atFirst).filter(({ name }) => !named.has(name)),
    };
  } finally {
    await page.close();
  }
}

/** JavaScript of the pages until they show what they are for, beside a Next page that says hello. */
export default async function benchFirstLoad(): Promise<void> {
  buildHelloWorld();
  const browser = await openBrowser();
  const hello = await startHelloWorld();
  const standing = await startStanding({ simulator: { tenants: 12 }, demo: true });
  try {
    await until('a full first sweep', () => isSwept(standing.url));
    const list = (await (await fetch(`${standing.url}/api/entities?limit=1`)).json()) as { items: { arn: string }[] };
    const arn = encodeURIComponent(list.items[0]?.arn ?? '');
    const control = await scriptsOf(browser, hello.url, 'p');
    const helloTotal = total(control.first);
    for (const [path, shown, goal] of [
      [`/entity?arn=${arn}`, '[aria-label=Reputation]', 1.5],
      ['/entities', '[data-row]', undefined],
      ['/', 'h1', undefined],
    ] as const) {
      const { first, untilShown, later } = await scriptsOf(browser, `${standing.url}${path}`, shown);
      const name = path.split('?')[0] ?? path;
      print(`${name}: first load`, first);
      print(`${name}: lazily, before it showed what it is for`, untilShown);
      print(`${name}: afterwards`, later);
      report({
        name: `first-load JavaScript of ${name}, gzip`,
        value: total(first),
        unit: 'KiB',
        control: helloTotal,
        ...(goal === undefined ? {} : { goal }),
      });
      const all = total([...first, ...untilShown, ...later]);
      report({ name: `with every lazy chunk and what is fetched ahead`, value: all, unit: 'KiB', control: helloTotal });
    }
  } finally {
    await standing.stop();
    await hello.stop();
    await browser.close();
  }
}
