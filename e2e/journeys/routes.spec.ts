import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { API_OPERATIONS } from '../../lib/domain/describe-api.ts';
import { problemSchema } from '../../lib/domain/problem.ts';
import { askRaw, type RawAnswer, type RawQuestion } from '../fixtures/ask-raw.ts';
import { expect, simulatorOf, test } from '../fixtures/journey.ts';
import type { RunningStanding } from '../fixtures/start-standing.ts';

/** Whatever is sent to any route: a refusal with its reason, one line in the log, and nothing broken. No browser here. */
test.use({ standingOptions: { simulator: { tenants: 24 } } });

const API = join(import.meta.dirname, '..', '..', 'app', 'api');
/** Every route there is, from the files themselves: a new one is tried without being named here. */
const routes = readdirSync(API, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts'))
  .map((file) => `/api/${file.replace(/\/?route\.ts$/, '')}`)
  .map((path) => path.replace(/\[+\.\.\.unknown\]+/, 'no-such-route').replace('[...all]', 'sign-in/email'))
  .map((path) => path.replaceAll(/\[\w+\]/g, 'unknown-id'))
  .sort();
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const headerOf = (answer: RawAnswer, name: string) => String(answer.headers[name] ?? '');

function expectOrdinaryHeaders(answer: RawAnswer): void {
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  });
  expect(headerOf(answer, 'content-security-policy')).toMatch(/^default-src 'none'/);
  expect(answer.headers).not.toHaveProperty('x-powered-by');
  expect(headerOf(answer, 'cache-control')).toMatch(/no-store|no-cache/);
}

/** Every line the log has about this request. */
async function linesOf(standing: RunningStanding, requestId: string): Promise<string[]> {
  const lines = () =>
    standing
      .output()
      .split('\n')
      .filter((line) => line.includes(requestId));
  // The line may be on its way through the pipe.
  for (let waited = 0; lines().length === 0 && waited < 40; waited++) await new Promise((go) => setTimeout(go, 25));
  return lines();
}

async function expectRefusal(standing: RunningStanding, answer: RawAnswer, method: string): Promise<void> {
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
  expect(answer.status, answer.text).toBeLessThan(500);
  expectOrdinaryHeaders(answer);
  expect(headerOf(answer, 'content-type')).toBe('application/problem+json');
  const requestId = headerOf(answer, 'x-request-id');
  if (method !== 'HEAD') {
    const problem = problemSchema.parse(JSON.parse(answer.text));
    expect(problem).toMatchObject({ status: answer.status, requestId });
    expect(problem.code).toMatch(/^[a-z-]+$/);
    expect(problem.detail.length).toBeGreaterThan(10);
  }
  expect(await linesOf(standing, requestId)).toHaveLength(1);
}

function asker(standing: RunningStanding, cookie: string) {
  return (path: string, { headers, ...rest }: RawQuestion = {}) =>
    askRaw(standing.url, path, { ...rest, headers: { cookie, ...headers } });
}
const cookieOf = (state: { cookies: { name: string; value: string }[] }) =>
  state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
const json = (value: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});

const hostile = fc.constantFrom(
  '',
  ' ',
  'null',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '\u202Egnp.exe',
  '\u0000',
  '%00',
  '%zz',
  '-1',
  '1e309',
  'NaN',
  '9'.repeat(40),
  '2026-02-30T00:00:00Z',
  '2026-11-22',
  'arn:aws:ses:us-east-1:111122223333:tenant/',
  'arn:aws:ses:us-east-1:111122223333:tenant/a b/tn-1',
  'arn:aws:s3:::bucket',
  'arn:aws:ses:us-east-1:111:tenant/a/tn-1',
  'arn:aws:ses:us-east-1@evil.example/:111122223333:tenant/a/tn-1',
  `arn:aws:ses:us-east-1:111122223333:tenant/${'a'.repeat(600)}/tn-1`,
  'arn:aws:ses:us-east-1:111122223333:tenant/a/tn-1\r\nx: y',
);
const text = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 300 }));
const NAMES = [
  'arn',
  'at',
  'refresh',
  'status',
  'impact',
  'q',
  'sort',
  'cursor',
  'limit',
  'deleted',
  'from',
  'to',
  'track',
];
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), text), text), { maxLength: 6 });
const body = fc.oneof(
  fc.json(),
  text,
  fc.constantFrom('{', '[]', 'null', '"text"', '{"__proto__":{"admin":true}}', '['.repeat(5000), '{"arns":"x"}'),
  fc
    .record({ arns: fc.array(text, { maxLength: 3 }), act: text, reason: text, idempotencyKey: text })
    .map((value) => JSON.stringify(value)),
  fc
    .record({ label: text, region: text, accessKeyId: text, secretAccessKey: text })
    .map((value) => JSON.stringify(value)),
);

test('every route refuses the methods it does not have, and answers the others without breaking', async ({
  standing,
  administrator,
}) => {
  const ask = asker(standing, cookieOf(administrator));
  expect(routes.length).toBeGreaterThan(12);
  for (const route of routes) {
    for (const method of METHODS) {
      const answer = await ask(route, { method });
      const what = `${method} ${route}: ${answer.status} ${answer.text.slice(0, 200)}`;
      expect(answer.status, what).toBeLessThan(500);
      if (answer.status >= 400) await expectRefusal(standing, answer, method);
      else expectOrdinaryHeaders(answer);
      if (answer.status === 405) expect(headerOf(answer, 'allow'), what).not.toContain(method);
    }
  }
});

test('without a session every route but the open ones answers 401, whatever is said about being inside', async ({
  standing,
}) => {
  const open = /^\/api\/(auth|health|session$|setup|join|shared|badge|no-such-route)/;
  for (const route of routes.filter((path) => !open.test(path))) {
    for (const headers of [
      {},
      { 'x-standing-principal': 'administrator', 'x-standing-client-address': '127.0.0.1' },
    ] as Record<string, string>[]) {
      const get = await askRaw(standing.url, route, { headers });
      expect([401, 405], `${route}: ${get.text}`).toContain(get.status);
      await expectRefusal(standing, get, 'GET');
      const post = await askRaw(standing.url, route, {
        ...json({}),
        method: 'POST',
        headers: { ...json({}).headers, ...headers },
      });
      expect([401, 405], `${route}: ${post.text}`).toContain(post.status);
    }
  }
});

test('any query whatever is answered or refused, never a failure', async ({ standing, administrator }) => {
  const ask = asker(standing, cookieOf(administrator));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), query, async (route, pairs) => {
      const encoded = pairs
        .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
        .join('&');
      const answer = await ask(`${route}?${encoded}`);
      expect(answer.status, answer.text).toBeLessThan(500);
      if (answer.status >= 400) await expectRefusal(standing, answer, 'GET');
    }),
    { numRuns: 400 },
  );
});

/** What these do needs no body, and what is sent beside is not read. */
const WITHOUT_BODY = new Set(
  Object.entries(API_OPERATIONS)
    .filter(([key, { body: takes }]) => takes === undefined && !key.includes('{'))
    .map(([key]) => key),
);

test('any body whatever is refused', async ({ standing, administrator }) => {
  const ask = asker(standing, cookieOf(administrator));
  const types = fc.constantFrom(
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'),
      types,
      body,
      async (route, method, type, sent) => {
        fc.pre(!WITHOUT_BODY.has(`${method} ${route}`));
        const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
        await expectRefusal(standing, await ask(route, { method, headers, body: sent }), method);
      },
    ),
    { numRuns: 400 },
  );
});

test('a malformed ARN is invalid-arn, an unknown one entity-not-found, one of nowhere connection-not-found', async ({
  standing,
  administrator,
}) => {
  const ask = asker(standing, cookieOf(administrator));
  const codeFor = async (arn: string) => {
    const answer = await ask(`/api/entity?arn=${encodeURIComponent(arn)}`);
    await expectRefusal(standing, answer, 'GET');
    return (JSON.parse(answer.text) as { code: string }).code;
  };
  expect(await codeFor('arn:aws:s3:::bucket')).toBe('invalid-arn');
  expect(await codeFor('arn:aws:ses:us-east-1:111122223333:tenant/no-such/tn-0')).toBe('entity-not-found');
  expect(await codeFor('arn:aws:ses:eu-north-1:999999999999:tenant/no-such/tn-0')).toBe('connection-not-found');
});

test('the door refuses what no route may see', async ({ standing, administrator }) => {
  const ask = asker(standing, cookieOf(administrator));
  const statusOf = async (path: string, question: RawQuestion) => {
    const answer = await ask(path, question);
    await expectRefusal(standing, answer, question.method ?? 'GET');
    return answer.status;
  };
  const large = Buffer.alloc(1024 * 1024 + 1, 'x');
  expect(await statusOf('/api/acts', { method: 'POST', ...json(''), body: large })).toBe(413);
  expect(await statusOf(`/api/entities?q=${'a'.repeat(9000)}`, {})).toBe(414);
  expect(await statusOf('/api/%zz', {})).toBe(400);
  expect(await statusOf('//evil.example/api/entities', {})).toBe(400);
  expect(await statusOf('/api/entities', { headers: { 'next-action': 'x' } })).toBe(400);
  expect(await statusOf('/api/entities', { headers: { 'x-middleware-subrequest': 'middleware' } })).toBe(400);
  expect(await statusOf('/', { method: 'POST', headers: { 'next-action': 'x' }, body: '[]' })).toBe(400);
  expect(await statusOf('/', { method: 'POST', body: 'x' })).toBe(405);
  expect(await statusOf('/api/entities', { method: 'PROPFIND' })).toBe(405);
  expect(await statusOf('/api/acts', { method: 'POST', body: Readable.from(['{}']) })).toBe(411);
  expect(await statusOf('/_next/image?url=%2Ficon.svg&w=64&q=75', {})).toBe(404);
  expect(await statusOf('/api/entities', { headers: { host: 'evil.example' } })).toBe(421);
  const upgraded = await ask('/api/stream', { headers: { connection: 'Upgrade', upgrade: 'websocket' } });
  expect(upgraded.status).toBe(400);
});

test('a write from another site is refused, and a request id from outside is not believed', async ({
  standing,
  administrator,
}) => {
  const ask = asker(standing, cookieOf(administrator));
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    const answer = await ask('/api/acts', { method: 'POST', body: '{}', headers: { ...json('').headers, ...headers } });
    expect(answer.status).toBe(403);
    await expectRefusal(standing, answer, 'POST');
  }
  const named = await ask('/api/overview', { headers: { 'x-request-id': 'mine', 'x-standing-request-id': 'mine' } });
  expect(headerOf(named, 'x-request-id')).not.toBe('mine');
});

test('pages and assets carry their policy; an answer that has not moved is 304', async ({
  standing,
  administrator,
}) => {
  const ask = asker(standing, cookieOf(administrator));
  const page = await ask('/entities');
  expect(headerOf(page, 'cache-control')).toBe('no-cache');
  const policy = headerOf(page, 'content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toMatch(/script-src 'self' 'sha256-/);
  expect(policy).not.toContain('unsafe');
  expect(page.headers).not.toHaveProperty('x-powered-by');
  const script = /\/_next\/static\/[^"']+\.js/.exec(page.text)?.[0] ?? '';
  expect(headerOf(await ask(script), 'cache-control')).toContain('immutable');

  await simulatorOf(standing).control.clearFaults();
  await expect
    .poll(async () => {
      const first = await ask('/api/entities?limit=5');
      const again = await ask('/api/entities?limit=5', { headers: { 'if-none-match': headerOf(first, 'etag') } });
      return again.status;
    })
    .toBe(304);
});
