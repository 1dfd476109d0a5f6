import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { entityListSchema } from '../lib/domain/entity.ts';
import { api, pages } from '../lib/domain/paths.ts';
import { findBrowser } from './find-or-install-browser.ts';
import { type RunningStanding, startStanding } from '../e2e/fixtures/start-standing.ts';

/**
 * Takes the pictures of the README from the built product on the demo's world: `node scripts/take-pictures.ts` after
 * a build. Run it again whenever a page changes its look.
 */
const FOLDER = join(import.meta.dirname, '..', 'docs', 'pictures');
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const OTHERS = [
  {
    label: 'Production, Europe',
    region: 'eu-west-1',
    accessKeyId: 'AKIASIM0000000000001',
    secretAccessKey: 'sim-secret-1',
  },
  {
    label: 'Resellers, Sydney',
    region: 'ap-southeast-2',
    accessKeyId: 'AKIASIM0000000000002',
    secretAccessKey: 'sim-secret-2',
  },
];

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

/** Connects what the demo connects, and waits until everything was read and findings are known. */
async function fill({ url }: RunningStanding): Promise<void> {
  for (const connection of OTHERS) {
    const answer = await fetch(url + api.connections(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(connection),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  for (let waited = 0; waited < 60; waited++) {
    const { connections, total } = (await getJson(url + api.overview())) as {
      connections: { state: string }[];
      total: number;
    };
    if (total > 350 && connections.length === 3 && connections.every(({ state }) => state === 'reading')) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The fleet was not read in time.');
}

async function arnOf(url: string, name: string): Promise<string> {
  const { items } = entityListSchema.parse(await getJson(url + api.entities({ q: name, region: 'us-east-1' })));
  const found = items.find((item) => item.name === name);
  if (found === undefined) throw new Error(`${name} is not in the world.`);
  return found.arn;
}

interface Picture {
  file: string;
  path: string;
  size?: { width: number; height: number };
  dark?: boolean;
  settled: (page: Page) => Promise<void>;
}

async function take(browser: Browser, url: string, { file, path, size = DESK, dark = false, settled }: Picture) {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: size === PHONE ? 2 : 1,
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url + path);
  await settled(page);
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(FOLDER, file) });
  await context.close();
  console.log(file);
}

const history = (page: Page) =>
  page.getByRole('region', { name: 'History' }).getByRole('listitem').first().waitFor({ state: 'visible' });
const table = (page: Page) => page.getByRole('row').nth(5).waitFor({ state: 'visible' });
const named = (page: Page) => page.getByRole('link', { name: /\w/ }).nth(5).waitFor({ state: 'attached' });
const flips = (page: Page) => page.getByRole('region', { name: 'Changed in 24 hours' }).waitFor({ state: 'visible' });

mkdirSync(FOLDER, { recursive: true });
const standing = await startStanding({
  demo: true,
  simulator: { tenants: 400, life: 'demo' },
  environment: { STANDING_SES_RATE: '20', STANDING_WATCH_INTERVAL_SECONDS: '5' },
});
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await fill(standing);
  const { url } = standing;
  // Something should have happened before the pictures: the demo's world acts every 14 seconds.
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  const enforced = pages.entity(await arnOf(url, 'umbrella-health-reminders'));
  const lively = pages.entity(await arnOf(url, 'northwind-traders'));
  const pictures: Picture[] = [
    { file: 'entity.png', path: enforced, settled: history },
    { file: 'entity-dark.png', path: lively, dark: true, settled: history },
    { file: 'list.png', path: '/entities', settled: table },
    { file: 'list-dark.png', path: pages.entities({ status: 'DISABLED' }), dark: true, settled: table },
    { file: 'overview.png', path: '/', settled: flips },
    { file: 'triage.png', path: '/triage', settled: named },
    { file: 'phone-entity.png', path: enforced, size: PHONE, settled: history },
    { file: 'phone-list-dark.png', path: '/entities', size: PHONE, dark: true, settled: named },
  ];
  for (const picture of pictures) await take(browser, url, picture);
} finally {
  await browser.close();
  await standing.stop();
}
