import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { API_OPERATIONS } from '../../lib/domain/describe-api.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { askRaw, type RawQuestion } from '../fixtures/ask-raw.ts';
import { type Canary, filesBelow, findCanaries, inventSecret, type Place } from '../fixtures/canaries.ts';
import { expect, watched as test } from '../fixtures/journey.ts';
import { type RunningStanding, startStanding } from '../fixtures/start-standing.ts';
import { startSimulator } from '../ses-simulator/start.ts';

/**
 * Secrets that exist nowhere else are planted wherever Standing takes one, rightly and wrongly; then every byte that
 * came out of it is searched for them: answers, log, database, backup, build, and what the browser keeps.
 */
const ROOT = join(import.meta.dirname, '..', '..');
const EMAIL = 'ada@example.com';
const DATABASE = 'the data folder standing.sqlite';

interface Nest {
  canaries: Canary[];
  places: Place[];
  plant(name: string, value: string, ...allowed: string[]): string;
  /** Asks, and keeps every byte of the answer under `METHOD path #n`. */
  ask(
    path: string,
    question?: RawQuestion & { json?: unknown },
  ): Promise<{ status: number; text: string; place: string }>;
}

function nestFor(standing: () => RunningStanding): Nest {
  const canaries: Canary[] = [];
  const places: Place[] = [];
  return {
    canaries,
    places,
    plant(name, value, ...allowed) {
      canaries.push({ name, value, allowed });
      return value;
    },
    async ask(path, { json, ...question } = {}) {
      const sent =
        json === undefined
          ? question
          : {
              ...question,
              body: JSON.stringify(json),
              headers: { 'content-type': 'application/json', ...question.headers },
            };
      const { status, headers, text } = await askRaw(standing().url, path, sent);
      const place = `${sent.method ?? 'GET'} ${path.slice(0, 60)} #${places.length}`;
      places.push({ name: place, bytes: Buffer.from(`${status}\n${JSON.stringify(headers)}\n${text}`) });
      return { status, text, place };
    },
  };
}

/** A cookie's value, and the token before its signature, which the library keeps in its own table. */
function plantSession(nest: Nest, place: string): string {
  const answer = nest.places.find(({ name }) => name === place)?.bytes.toString() ?? '';
  const cookie = /standing\.session=([^;"]+)/.exec(answer)?.[1] ?? '';
  plantCookie(nest, cookie, place);
  return `standing.session=${cookie}`;
}

function plantCookie(nest: Nest, cookie: string, place: string): void {
  nest.plant('a session cookie', decodeURIComponent(cookie), place);
  nest.plant("a session token of the library's", cookie.split('.')[0] ?? '', place, DATABASE, 'the backup');
}

async function signIn(nest: Nest, password: string): Promise<string> {
  const answer = await nest.ask(api.auth('sign-in/email'), { method: 'POST', json: { email: EMAIL, password } });
  expect(answer.status, answer.text).toBe(200);
  return plantSession(nest, answer.place);
}

/** Every read there is, and every write with nothing in it; whatever they answer is kept. */
async function driveAll(nest: Nest, headers: Record<string, string>): Promise<void> {
  for (const key of Object.keys(API_OPERATIONS)) {
    const [method = '', path = ''] = key.split(' ');
    if (path.startsWith('/api/auth/') || key === 'DELETE /api/sessions') continue;
    const at = path.replaceAll(/\{\w+\}/g, 'unknown');
    const answer = await nest.ask(at, { method, headers, ...(method === 'GET' ? {} : { json: {} }) });
    expect(answer.status, `${key}: ${answer.text}`).not.toBe(500);
  }
}

/** Secrets in every place where somebody may put one by mistake. */
async function sendWrongly(nest: Nest, headers: Record<string, string>, token: string): Promise<void> {
  const secret = () => nest.plant('a secret in a request that is refused', inventSecret('text'));
  const key = () => nest.plant('a key that AWS refuses', inventSecret('aws-secret'));
  const post = (path: string, json: unknown) => nest.ask(path, { method: 'POST', headers, json });
  const refused = [
    await post(api.connections(), { label: 'x', region: 'us-east-1', accessKeyId: 'short', secretAccessKey: key() }),
    await post(api.connections(), {
      region: 'nowhere',
      accessKeyId: inventSecret('aws-key-id'),
      secretAccessKey: key(),
    }),
    await post(api.connections(), {
      label: 'Unknown to AWS',
      region: 'eu-west-1',
      accessKeyId: nest.plant('a key id', inventSecret('aws-key-id')),
      secretAccessKey: key(),
      sessionToken: secret(),
    }),
    await post(api.auth('sign-in/email'), { email: EMAIL, password: secret() }),
    await post(api.auth('sign-in/email'), { email: EMAIL, password: secret().repeat(9) }),
    await post(api.auth('sign-in/email'), { email: secret(), password: secret() }),
    await post(api.setUp(), { token: secret(), email: EMAIL, password: secret() }),
    await post(api.join(), { token: secret(), password: secret() }),
    await post(api.joinLook(), { token: secret() }),
    await post(api.tokens(), { name: 'x', role: secret(), expiresInDays: 1 }),
    await post(api.acts(), { reason: 1, arns: secret(), act: secret() }),
    await nest.ask(api.connections(), { method: 'POST', headers, body: `{"secretAccessKey":"${key()}",` }),
    await nest.ask(api.connections(), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: `{"secretAccessKey":"${key()}",`,
    }),
    await nest.ask(api.connections(), { method: 'POST', headers, body: key().padEnd(1024 * 1024 + 1, 'x') }),
    await nest.ask(`/no/such/page?password=${encodeURIComponent(secret())}`, { method: 'POST', headers }),
    await nest.ask(api.overview(), { headers: { authorization: `Bearer ${secret()}`, 'x-api-key': secret() } }),
    await nest.ask(api.overview(), { headers: { cookie: `standing.session=${encodeURIComponent(secret())}` } }),
    await nest.ask(api.token(token), { method: 'DELETE', headers }),
    // Nobody is signed in: that is counted for the audit, with the address that was asked.
    await nest.ask(api.token(token), { method: 'DELETE' }),
    await nest.ask(`/api/${token}`, { headers }),
  ];
  for (const { status, text, place } of refused) expect(status, `${place}: ${text}`).toBeGreaterThanOrEqual(400);
  await nest.ask(`${api.entities({ token })}&password=${encodeURIComponent(secret())}`, { headers });
}

/** What is shown once to whoever makes it, planted with that one answer allowed. */
async function makeOnceShown(
  nest: Nest,
  headers: Record<string, string>,
  password: string,
): Promise<{ token: string }> {
  const made = await nest.ask(api.tokens(), {
    method: 'POST',
    headers,
    json: { name: 'Canary', role: 'administrator', expiresInDays: 1 },
  });
  const { token, id } = JSON.parse(made.text) as { token: string; id: string };
  nest.plant('an API token', token, made.place);
  const invited = await nest.ask(api.users(), {
    method: 'POST',
    headers,
    json: { email: 'grace@example.com', role: 'viewer' },
  });
  const link = new URL((JSON.parse(invited.text) as { url: string }).url).hash.slice(1);
  nest.plant('the token of an invitation', link, invited.place);
  await makeShared(nest, headers);
  const enabled = await nest.ask(api.auth('two-factor/enable'), { method: 'POST', headers, json: { password } });
  const { uri, recoveryCodes } = JSON.parse(enabled.text) as { uri: string; recoveryCodes: string[] };
  nest.plant('the secret of a second factor', new URL(uri).searchParams.get('secret') ?? '', enabled.place);
  for (const code of recoveryCodes) nest.plant('a recovery code', code, enabled.place);
  expect(recoveryCodes.length).toBeGreaterThan(4);
  const used = await nest.ask(api.overview(), { headers: { authorization: `Bearer ${token}` } });
  expect(used.status, used.text).toBe(200);
  await driveAll(nest, { authorization: `Bearer ${token}` });
  const revoked = await nest.ask(api.token(id), { method: 'DELETE', headers });
  expect(revoked.status, revoked.text).toBe(204);
  expect((await nest.ask(api.overview(), { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  return { token };
}

/** A share link and a badge, each used as it is meant: the badge's token stands in an address. */
async function makeShared(nest: Nest, headers: Record<string, string>): Promise<void> {
  let arn: string | undefined;
  for (let tries = 0; arn === undefined && tries < 40; tries += 1) {
    const { text } = await nest.ask(api.entities({ limit: 1 }), { headers });
    arn = (JSON.parse(text) as { items: { arn: string }[] }).items[0]?.arn;
    if (arn === undefined) await new Promise((go) => setTimeout(go, 250));
  }
  const from = new Date(0).toISOString();
  for (const given of [{ kind: 'page', sections: ['verdict'], from }, { kind: 'badge' }]) {
    const made = await nest.ask(api.shareLinks(), {
      method: 'POST',
      headers,
      json: { ...given, arn, expiresInHours: 1 },
    });
    expect(made.status, made.text).toBe(201);
    const url = new URL((JSON.parse(made.text) as { url: string }).url);
    const token = url.searchParams.get('token') ?? url.hash.slice(1);
    nest.plant(`the code of a ${given.kind}'s token`, token.split('.')[2] ?? '', made.place);
    const asked =
      given.kind === 'badge'
        ? await nest.ask(api.badge(token))
        : await nest.ask(api.sharedView(), { headers: { authorization: `Share ${token}` } });
    expect(asked.status, asked.text).toBe(200);
    await nest.ask(api.token(token), { method: 'DELETE', headers });
  }
}

/** Signs in and connects as a person does, and keeps what the browser then holds. */
async function useBrowser(page: Page, nest: Nest, url: string, password: string): Promise<void> {
  const kept = async (name: string) => {
    const held = await page.evaluate(async () => ({
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      html: document.documentElement.outerHTML,
      state: JSON.stringify(history.state),
    }));
    nest.places.push({ name: `the browser at ${name}`, bytes: Buffer.from(JSON.stringify(held)) });
  };
  page.on('response', (response) => {
    if (!response.url().startsWith(url)) return;
    const name = `the browser's answer ${response.url().slice(url.length, url.length + 60)}`;
    void response.body().then(
      (bytes) => nest.places.push({ name, bytes }),
      () => undefined,
    );
  });
  await page.goto(url + pages.login());
  await page.getByLabel('E-mail address').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((at) => at.pathname !== pages.login());
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.includes('standing'));
  plantCookie(nest, cookie?.value ?? '', "the browser's answer /api/auth/");
  for (const path of [pages.overview(), pages.entities(), pages.connections(), pages.activity()]) {
    await page.goto(url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await kept(path);
  }
}

test('no secret comes out, by whatever way it went in', async ({ page }) => {
  test.setTimeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-canaries-'));
  const outside = mkdtempSync(join(tmpdir(), 'standing-canaries-backup-'));
  const simulator = await startSimulator({ tenants: 40 });
  let standing: RunningStanding | null = null;
  const nest = nestFor(() => standing as RunningStanding);
  const password = nest.plant('the password of the administrator', inventSecret('text'));
  const ambient = {
    accessKeyId: nest.plant('the key id of the environment', inventSecret('aws-key-id')),
    secretAccessKey: nest.plant('the key of the environment', inventSecret('aws-secret')),
  };
  const stored = {
    accessKeyId: nest.plant('a stored key id', inventSecret('aws-key-id')),
    secretAccessKey: nest.plant('a stored key', inventSecret('aws-secret')),
  };
  const rotated = {
    accessKeyId: nest.plant('a rotated key id', inventSecret('aws-key-id')),
    secretAccessKey: nest.plant('a rotated key', inventSecret('aws-secret')),
  };
  const environment = {
    STANDING_SECRET: nest.plant('STANDING_SECRET', inventSecret('text')),
    STANDING_ADMIN_EMAIL: EMAIL,
    STANDING_ADMIN_PASSWORD: password,
    AWS_ACCESS_KEY_ID: ambient.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ambient.secretAccessKey,
    STANDING_SES_RATE: '50',
    STANDING_WATCH_INTERVAL_SECONDS: '1',
    STANDING_LOG_LEVEL: 'debug',
  };
  const start = (over: Record<string, string> = {}) =>
    startStanding({ endpoint: simulator.url, dataDir, environment: { ...environment, ...over } });
  const keepOutput = () => void nest.places.push({ name: 'the log', bytes: Buffer.from(standing?.output() ?? '') });
  try {
    for (const key of [ambient, stored, rotated]) await simulator.control.setKey({ ...key, account: '111122223333' });
    standing = await start();
    const headers = { cookie: await signIn(nest, password) };
    const connected = await nest.ask(api.connections(), {
      method: 'POST',
      headers,
      json: { label: 'Second', region: 'eu-west-1', ...stored },
    });
    expect(connected.status, connected.text).toBe(201);
    const { id } = JSON.parse(connected.text) as { id: string };
    const renewed = await nest.ask(`${api.connection(id)}/rotate`, { method: 'POST', headers, json: rotated });
    expect(renewed.status, renewed.text).toBe(200);
    const tested = await nest.ask(`${api.connection(id)}/test`, { method: 'POST', headers });
    expect(tested.status, tested.text).toBe(200);
    const { token } = await makeOnceShown(nest, headers, password);
    for (const fault of ['error-500', 'denied', 'expired-token', 'html-200'] as const) {
      await simulator.control.addFault({ fault });
      await driveAll(nest, headers);
      await nest.ask(`${api.connection(id)}/test`, { method: 'POST', headers });
      await simulator.control.clearFaults();
    }
    await sendWrongly(nest, headers, token);
    await useBrowser(page, nest, standing.url, password);

    const backup = spawnSync(
      process.execPath,
      [
        '--conditions=react-server',
        '--disable-warning=ExperimentalWarning',
        'scripts/standing.ts',
        'backup',
        join(outside, 'copy'),
      ],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...environment, STANDING_DATA_DIR: dataDir } },
    );
    expect(backup.status, backup.stderr).toBe(0);
    nest.places.push({ name: 'what the backup said', bytes: Buffer.from(backup.stdout + backup.stderr) });
    nest.places.push(...filesBelow(outside, 'the backup'), ...filesBelow(dataDir, 'the data folder'));
    keepOutput();
    await standing.kill('SIGKILL');
    // Another secret: stored credentials no longer open, which is said at start and at every read.
    standing = await start({ STANDING_SECRET: nest.plant('another STANDING_SECRET', inventSecret('text')) });
    await driveAll(nest, {});
    keepOutput();
    await standing.kill('SIGTERM');
    nest.places.push(
      ...filesBelow(dataDir, 'the data folder'),
      ...['server', 'static'].flatMap((part) => filesBelow(join(ROOT, '.next', part), `the build's ${part}`)),
    );

    expect(nest.canaries.length).toBeGreaterThan(40);
    expect(nest.places.length).toBeGreaterThan(300);
    expect(findCanaries(nest.canaries, nest.places)).toEqual([]);
    expect(findCanaries([{ name: 'the search itself', value: 'eu-west-1', allowed: [] }], nest.places)).not.toEqual([]);
  } finally {
    await standing?.stop();
    await simulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(outside, { recursive: true, force: true });
  }
});
