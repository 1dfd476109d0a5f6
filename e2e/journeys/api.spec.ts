import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { IssuedToken } from '../../lib/domain/api-token.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expectAccessible, expectFits } from '../fixtures/expect-accessible.ts';
import { expect, test, untilRead } from '../fixtures/journey.ts';

test.use({ standingOptions: { simulator: { tenants: 24 } } });
const run = promisify(execFile);

interface Described {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
}

/** Patterns of JSON Schema are Unicode's; zod reads them without its flag, so those that need it say nothing here. */
function readable(schema: object): z.core.JSONSchema.JSONSchema {
  const text = JSON.stringify(schema, (name, value: unknown) =>
    name === 'pattern' && String(value).includes('\\P{') ? undefined : value,
  );
  return JSON.parse(text) as z.core.JSONSchema.JSONSchema;
}

test('live answers are what the description says, asked with a token', async ({ page, standing }) => {
  await page.goto(pages.overview());
  await untilRead(page, 10);
  const made = await page.request.post(api.tokens(), {
    data: { name: 'Reader', role: 'administrator', expiresInDays: 1 },
  });
  expect(made.status()).toBe(201);
  const { token } = (await made.json()) as IssuedToken;
  const described = (await (await page.request.get(api.openapi())).json()) as Described;
  const list = (await (await page.request.get(api.entities({ limit: 5 }))).json()) as { items: { arn: string }[] };
  const connections = (await (await page.request.get(api.connections())).json()) as { items: { id: string }[] };
  const arn = encodeURIComponent(list.items[0]?.arn ?? '');
  const dayAgo = new Date(Date.now() - 86_400_000).toISOString();
  const queries: Record<string, string> = {
    '/api/fleet': `?from=${dayAgo}`,
    '/api/diff': `?from=${dayAgo}`,
    '/api/triage/report': `?since=${dayAgo}`,
    '/api/case': `?arn=${arn}`,
    '/api/entity': `?arn=${arn}`,
    '/api/entity/raw': `?arn=${arn}`,
    '/api/findings': `?arn=${arn}`,
    '/api/changes': `?arn=${arn}&limit=50`,
    '/api/history': `?arn=${arn}`,
    '/api/rates': `?arn=${arn}`,
    '/api/resources': `?arn=${arn}`,
    '/api/entities': '?limit=24',
    '/api/entities/by-resource': '?resource=example.com',
  };
  let validated = 0;
  for (const [path, { get }] of Object.entries(described.paths)) {
    const schema = get?.responses['200']?.content?.['application/json']?.schema;
    if (schema === undefined || path.includes('/acts/') || path === '/api/sessions') continue;
    // Takes a share link; sharing.spec.ts holds it against its schema.
    if (path === '/api/shared-view') continue;
    const at = path.replace('{id}', connections.items[0]?.id ?? '') + (queries[path] ?? '');
    const byPerson = path === '/api/tokens' || path === '/api/users';
    const answer = byPerson
      ? await page.request.get(at)
      : await fetch(standing.url + at, { headers: { authorization: `Bearer ${token}` } });
    const status = typeof answer.status === 'function' ? answer.status() : answer.status;
    expect(status, at).toBe(200);
    const parsed = z.fromJSONSchema(readable(schema)).safeParse(await answer.json());
    expect(parsed.error?.issues ?? [], at).toEqual([]);
    validated += 1;
  }
  expect(validated).toBeGreaterThan(14);

  const problem = await fetch(`${standing.url}/api/users`, { headers: { authorization: `Bearer ${token}` } });
  expect([problem.status, ((await problem.json()) as { code: string }).code]).toEqual([403, 'not-permitted']);
});

test('every example of docs/api.md runs as it is written', async ({ page, standing }) => {
  await page.goto(pages.overview());
  await untilRead(page, 10);
  const made = await page.request.post(api.tokens(), { data: { name: 'Docs', role: 'operator', expiresInDays: 1 } });
  const { token } = (await made.json()) as IssuedToken;
  const list = (await (await page.request.get(api.entities({ limit: 1 }))).json()) as { items: { arn: string }[] };
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'api.md'), 'utf8');
  const examples = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, example]) => example ?? '');
  expect(examples.length).toBeGreaterThan(6);
  for (const example of examples) {
    const { stdout } = await run('sh', ['-c', `${example.trim()} -w '\\n%{http_code}'`], {
      env: {
        NODE_ENV: 'test',
        PATH: process.env['PATH'],
        STANDING_URL: standing.url,
        STANDING_TOKEN: token,
        STANDING_ARN: list.items[0]?.arn,
      },
    });
    const status = stdout.slice(stdout.lastIndexOf('\n') + 1);
    const expected = example.includes('st_wrong') ? '401' : example.includes('-X POST') ? '202' : '200';
    expect(status, `${example}\n${stdout.slice(0, 500)}`).toBe(expected);
  }
});

test('a token is made, shown once, used and revoked in the page', async ({ page, standing }) => {
  await page.goto(pages.tokens());
  await page.getByLabel('Name').fill('Nightly report');
  await page.getByLabel('Days until it ends').fill('900');
  await page.getByRole('button', { name: 'Make token' }).click();
  await expect(page.getByText('This takes a number of days from 1 to 366.')).toBeVisible();
  await page.getByLabel('Days until it ends').fill('30');
  await page.getByRole('button', { name: 'Make token' }).click();
  const token = await page.locator('code', { hasText: /^st_[\w-]{43}$/ }).innerText();
  const ask = () => fetch(`${standing.url}/api/overview`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(200);
  await page.reload();
  await expect(page.getByRole('heading', { name: /Nightly report/ })).toBeVisible();
  await expect(page.getByText(/last used/).first()).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
  await expect(page.getByRole('heading', { name: /Nightly report.*revoked/ })).toBeVisible();
  expect((await ask()).status).toBe(401);
});

test('the pages for programs are accessible in both themes, also on a phone', async ({ page }) => {
  for (const path of [pages.tokens(), pages.apiReference()]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    if (path === pages.apiReference()) await page.locator('summary', { hasText: '/api/acts' }).first().click();
    await expectFits(page);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page);
    }
  }
});
