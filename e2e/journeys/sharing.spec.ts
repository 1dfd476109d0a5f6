import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { api, pages } from '../../lib/domain/paths.ts';
import { SHARE_SECTIONS } from '../../lib/domain/share-link.ts';
import { sharedViewSchema } from '../../lib/domain/shared-view.ts';
import { expectAccessible, expectFits } from '../fixtures/expect-accessible.ts';
import { expect, SIGNED_OUT, simulatorOf, test, untilRead } from '../fixtures/journey.ts';
import { ADMINISTRATOR, type RunningStanding } from '../fixtures/start-standing.ts';
import { watchContext } from '../fixtures/watch-context.ts';

test.use({ standingOptions: { simulator: { tenants: 60 } } });
test.setTimeout(240_000);
const run = promisify(execFile);
const NAME = 'hooli-digest';

async function arnOf(standing: RunningStanding): Promise<string> {
  return (await simulatorOf(standing).control.setEntity({ name: NAME, region: 'us-east-1' })).arn;
}

interface Stranger {
  page: Page;
  /** Every byte that came, and every address that was asked. */
  bytes(): Promise<string>;
  addresses: string[];
  complaints: string[];
  close(): Promise<void>;
}

/** Somebody else's browser: no session, nothing stored. */
async function stranger(browser: Browser, width = 1440): Promise<Stranger> {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ storageState: SIGNED_OUT, viewport, reducedMotion: 'reduce' });
  const complaints = await watchContext(context);
  const page = await context.newPage();
  const addresses: string[] = [];
  const bodies: Promise<string>[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('response', (response) => {
    const headers = JSON.stringify(response.headers());
    const known = response.body().then(
      (body) => `${headers}\n${body.toString('latin1')}\n${body.toString('utf8')}`,
      () => headers,
    );
    // Our own scripts are the same for everybody.
    if (!response.url().includes('/_next/static/')) bodies.push(known);
  });
  return {
    page,
    addresses,
    complaints,
    bytes: async () => (await Promise.all(bodies)).join('\n'),
    close: () => context.close(),
  };
}

async function openMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

test('a link opens its sender in another browser, hides what was asked, and ends when it is revoked', async ({
  page,
  browser,
  standing,
}) => {
  await untilRead(page, 20);
  const arn = await arnOf(standing);
  const { account, tenantId, connectionId, siblings } = (await (await page.request.get(api.entity(arn))).json()) as {
    account: string;
    tenantId: string;
    connectionId: string;
    siblings: { arn: string }[];
  };
  await page.goto(pages.entity(arn));
  await openMenu(page, 'Share link…');
  const dialog = page.getByRole('dialog', { name: 'Share link' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('How it is known').check();
  await dialog.getByLabel('Hide names and ids').check();
  await dialog.getByLabel('Say on the page that I shared it').uncheck();
  await dialog.getByLabel('Note').fill('A note that nobody else sees');
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const link = await dialog.locator('code', { hasText: '/share#' }).innerText();

  const other = await stranger(browser);
  await other.page.goto(link);
  await expect(other.page.getByRole('heading', { level: 1 })).toHaveText('A sender in Amazon SES');
  await expect(other.page.getByRole('region', { name: 'Verdict' })).toContainText(
    'This sender (us-east-1, account hidden)',
  );
  await expect(other.page.getByRole('region', { name: 'History' })).toBeVisible();
  await expectAccessible(other.page);
  const bytes = await other.bytes();
  const fleet = (await (await page.request.get(api.entities({ limit: 100 }))).json()) as { items: { name: string }[] };
  const secrets = [arn, account, tenantId, connectionId, ADMINISTRATOR.email, 'A note that nobody else sees', NAME];
  const names = fleet.items.map(({ name }) => name).filter((name) => name.length > 5);
  expect(names.length).toBeGreaterThan(10);
  const found = [...secrets, ...siblings.map((sibling) => sibling.arn), ...names].filter((text) =>
    bytes.includes(text),
  );
  expect(found, 'what must not reach a holder').toEqual([]);
  const token = new URL(link).hash.slice(1);
  expect(other.addresses.filter((address) => new URL(address).hash === '' && address.includes(token))).toEqual([]);
  expect(other.addresses.filter((address) => address.includes('/api/')).map((at) => new URL(at).pathname)).toEqual(
    Array(other.addresses.filter((address) => address.includes('/api/')).length).fill('/api/shared-view'),
  );
  expect(await other.page.context().cookies()).toEqual([]);
  expect(standing.output()).not.toContain(token.slice(20, 60));

  await page.goto(pages.shareLinks());
  const item = page.getByRole('listitem').filter({ hasText: 'A note that nobody else sees' });
  await expect(item).toContainText(/read \d+ times? from 1 network/);
  await expectAccessible(page);
  await item.getByRole('button', { name: `Revoke the link to ${NAME}` }).click();
  await expect(page.getByText(/Links that ended/)).toBeVisible();
  await other.page.reload();
  await expect(other.page.getByRole('heading', { name: 'This link opens nothing' })).toBeVisible();
  await expect(other.page.getByText('This link is wrong, has ended, or was revoked.')).toBeVisible();
  await other.page.goto(`${link.slice(0, -4)}0000`);
  await expect(other.page.getByText('This link is wrong, has ended, or was revoked.')).toBeVisible();
  expect(other.complaints).toEqual([]);
  await other.close();
});

test('an open link shows what was chosen and who shared it, also on a phone and when the session is another’s', async ({
  page,
  browser,
  standing,
}) => {
  await untilRead(page, 20);
  const arn = await arnOf(standing);
  const from = new Date(Date.now() - 86_400_000).toISOString();
  const made = await page.request.post(api.shareLinks(), {
    data: { kind: 'page', arn, sections: [...SHARE_SECTIONS], from, expiresInHours: 1 },
  });
  const { url } = (await made.json()) as { url: string };
  const authorization = `Share ${new URL(url).hash.slice(1)}`;
  const answer = await fetch(standing.url + api.sharedView(), { headers: { authorization } });
  sharedViewSchema.parse(await answer.json());
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(answer.headers.get('x-robots-tag')).toContain('noindex');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  for (const path of [api.overview(), api.entity(arn), api.shareLinks(), api.audit({})]) {
    // With an administrator's cookie beside it: the link is judged alone.
    expect((await page.request.get(path, { headers: { authorization } })).status(), path).toBe(403);
  }
  const other = await stranger(browser, 390);
  await other.page.goto(url);
  await expect(other.page.getByRole('heading', { level: 1 })).toHaveText(NAME);
  await expect(other.page.getByText(ADMINISTRATOR.email)).toBeVisible();
  await expect(other.page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toBeVisible();
  await expectFits(other.page, [390, 320]);
  await expectAccessible(other.page);
  expect(other.complaints).toEqual([]);
  await other.close();
});

test('a badge shows on any page, says when it has ended, and opens nothing else', async ({
  page,
  browser,
  standing,
}) => {
  await untilRead(page, 20);
  await page.goto(pages.entity(await arnOf(standing)));
  await openMenu(page, 'Status badge…');
  await page.getByRole('button', { name: 'Make badge' }).click();
  const url = await page.getByRole('dialog').locator('code', { hasText: '/api/badge' }).innerText();
  await expect(page.getByRole('img', { name: 'SES sending status' })).toBeVisible();
  await expectAccessible(page);

  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toContain('image/svg+xml');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*style-src 'sha256-[\w+/=]+'$/);
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
  expect(answer.headers.get('set-cookie')).toBeNull();
  const svg = await answer.text();
  expect(svg).toMatch(/SES sending: disabled/);
  expect(svg).not.toContain(NAME);
  const token = new URL(url).searchParams.get('token') ?? '';
  const asPage = await fetch(standing.url + api.sharedView(), { headers: { authorization: `Share ${token}` } });
  expect(asPage.status).toBe(403);
  expect((await fetch(standing.url + api.badge('nonsense'))).headers.get('content-type')).toBe(
    'application/problem+json',
  );
  expect(standing.output()).not.toContain(token.slice(20, 60));

  const other = await stranger(browser);
  await other.page.setContent(
    `<img id="ours" src="${url}"><img id="wrong" src="${standing.url}${api.badge('nonsense')}">`,
  );
  const width = (id: string) => other.page.locator(id).evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(() => width('#ours')).toBeGreaterThan(100);
  await expect.poll(() => width('#wrong')).toBeGreaterThan(100);
  await other.page.goto(url);
  expect(other.complaints, 'its own styles are admitted').toEqual([]);
  await other.close();
});

test('an evidence pack verifies where it was issued, until something in it is changed; a history is a file', async ({
  page,
  standing,
}, testInfo) => {
  await untilRead(page, 20);
  await page.goto(pages.entity(await arnOf(standing)));
  await openMenu(page, 'Evidence pack');
  await expect(page.getByText(/SHA-256 [0-9a-f]{64}/)).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save JSON' }).click();
  const file = testInfo.outputPath('evidence.json');
  await (await saved).saveAs(file);
  const { sha256 } = (JSON.parse(readFileSync(file, 'utf8')) as { integrity: { sha256: string } }).integrity;
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(page.getByRole('contentinfo')).toContainText(sha256);

  const verify = (path: string) =>
    run(
      process.execPath,
      [
        '--conditions=react-server',
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, '..', '..', 'scripts', 'standing.ts'),
        'evidence',
        'verify',
        path,
      ],
      { env: { NODE_ENV: 'test', PATH: process.env['PATH'], STANDING_DATA_DIR: standing.dataDir, INIT_CWD: '/' } },
    ).then(
      ({ stdout }) => stdout,
      (error: { code: number; stderr: string }) => `${error.code}: ${error.stderr}`,
    );
  expect(await verify(file)).toContain('Issued by this installation and not altered');
  const changed = testInfo.outputPath('changed.json');
  writeFileSync(changed, readFileSync(file, 'utf8').replaceAll('DISABLED', 'ENABLED'));
  expect(await verify(changed)).toContain('1: The content does not fit its hash');

  await page.emulateMedia({ media: null });
  await page.goto(pages.entity(await arnOf(standing)));
  const history = page.waitForEvent('download');
  await openMenu(page, 'History as CSV');
  const csv = await history;
  expect(csv.suggestedFilename()).toMatch(/^history-[\d-]{10}\.csv$/);
  await csv.saveAs(testInfo.outputPath('history.csv'));
  expect(readFileSync(testInfo.outputPath('history.csv'), 'utf8')).toMatch(/^at,seenAt,awsTime,[^\n]*\r\n.*aggregate/s);
});
