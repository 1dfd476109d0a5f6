import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { entityListSchema } from '../lib/domain/entity.ts';
import { api, pages } from '../lib/domain/paths.ts';
import { findBrowser } from './find-or-install-browser.ts';

/**
 * Takes the pictures of the README from the built product on the demo's world: `node scripts/take-pictures.ts` after
 * a build. Run it again whenever a page changes its look.
 */
const FOLDER = join(import.meta.dirname, '..', 'docs', 'pictures');
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Starts `npm run demo`, whose world the pictures show, and waits until its ninety days are there. */
async function startDemo(): Promise<{ url: string; stop(): void }> {
  const program = join(import.meta.dirname, 'demo.ts');
  const child = spawn(process.execPath, ['--conditions=react-server', program], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  for (let waited = 0; waited < 240; waited++) {
    const url = /without sign-in: open (http:\S+)/.exec(said)?.[1];
    if (url !== undefined && said.includes('events imported')) return { url, stop: () => void child.kill('SIGTERM') };
    await setTimeout(500);
  }
  child.kill('SIGTERM');
  throw new Error(`The demo was not ready in time: ${said}`);
}

async function arnOf(url: string, name: string): Promise<string> {
  const answer: unknown = await (await fetch(url + api.entities({ q: name }))).json();
  const found = entityListSchema.parse(answer).items.find((item) => item.name === name);
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

const queue = (page: Page) => page.getByRole('region', { name: 'You can lift these' }).waitFor({ state: 'visible' });
const strip = (page: Page) => page.getByText('The same as a table').waitFor({ state: 'visible' });

/** The history alone, with its picture drawn. */
async function atHistory(page: Page): Promise<void> {
  await history(page);
  await page.getByRole('region', { name: 'History' }).evaluate((section) => section.scrollIntoView({ block: 'start' }));
}

/** Before an act: what it will do, what stays, what SES does not say. */
async function atPreview(page: Page): Promise<void> {
  await history(page);
  await page.getByRole('button', { name: 'Reinstate sending' }).click();
  await page.getByRole('dialog').getByRole('region', { name: 'What it would do' }).waitFor({ state: 'visible' });
}

async function atSelection(page: Page): Promise<void> {
  await table(page);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('*');
  await page.keyboard.press('a');
  await page.getByRole('dialog').getByText('Will change').waitFor({ state: 'visible' });
}

mkdirSync(FOLDER, { recursive: true });
const demo = await startDemo();
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const { url } = demo;
  // Something should have happened before the pictures: the demo's world acts every 14 seconds.
  await setTimeout(60_000);
  const enforced = pages.entity(await arnOf(url, 'umbrella-health-reminders'));
  const flapping = pages.entity(await arnOf(url, 'story-flapping-sender'));
  const liftable = pages.entity(await arnOf(url, 'story-relapse'));
  const yesterday = new Date(Date.now() - 30 * 3_600_000).toISOString();
  const pictures: Picture[] = [
    { file: 'entity.png', path: enforced, settled: history },
    { file: 'history.png', path: flapping, settled: atHistory },
    { file: 'history-dark.png', path: flapping, dark: true, settled: atHistory },
    { file: 'act.png', path: liftable, settled: atPreview },
    { file: 'bulk-dark.png', path: pages.entities({ status: 'DISABLED' }), dark: true, settled: atSelection },
    { file: 'list.png', path: '/entities', settled: table },
    { file: 'past.png', path: pages.entities({ at: yesterday, known: 'now' }), settled: table },
    { file: 'overview.png', path: '/', settled: flips },
    { file: 'triage.png', path: '/triage', settled: queue },
    { file: 'triage-dark.png', path: '/triage', dark: true, settled: queue },
    { file: 'fleet.png', path: '/fleet', settled: strip },
    { file: 'phone-entity.png', path: enforced, size: PHONE, settled: history },
    { file: 'phone-list-dark.png', path: '/entities', size: PHONE, dark: true, settled: named },
    { file: 'phone-triage.png', path: '/triage', size: PHONE, settled: queue },
  ];
  for (const picture of pictures) await take(browser, url, picture);
} finally {
  await browser.close();
  demo.stop();
}
