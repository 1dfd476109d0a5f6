import * as z from 'zod/mini';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entityArnSchema } from '../../domain/arn.ts';
import { problemSchema } from '../../domain/problem.ts';
import type { Principal } from '../context.ts';
import { StandingError } from '../errors.ts';
import { createLog } from '../log.ts';
import { putStanding, type Standing } from '../standing.ts';
import { methods } from './methods.ts';
import { route, type RouteHandler } from './route.ts';

const lines: string[] = [];
const admin: Principal = { kind: 'demo', role: 'administrator' };
let principal: Principal = admin;

beforeEach(() => {
  lines.length = 0;
  principal = admin;
  putStanding({
    refusals: { note: () => undefined },
    config: { url: 'https://standing.example.com' },
    log: createLog('info', { write: (line) => lines.push(line) }),
    sessions: { principalOf: async () => principal },
    contextFor: (who: Principal, from: object) => ({ principal: who, ...from }),
  } as unknown as Standing);
});
afterEach(() => putStanding(undefined));

const none = { params: Promise.resolve({}) };
function ask(handler: RouteHandler, path = '/api/x', init: RequestInit = {}) {
  return handler(new Request(`http://127.0.0.1:3000${path}`, init), none);
}
async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  return problem;
}
const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
});

describe('reading', () => {
  const handler = route({ access: 'signed-in', query: z.object({ q: z.optional(z.string()) }) }, ({ query }) => ({
    json: { q: query.q },
  }));

  it('answers JSON with an entity tag, and 304 to who has it', async () => {
    const first = await ask(handler, '/api/x?q=a');
    expect(await first.json()).toEqual({ q: 'a' });
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag') ?? '';
    const second = await ask(handler, '/api/x?q=a', { headers: { 'if-none-match': `"other", ${etag}` } });
    expect([second.status, await second.text()]).toEqual([304, '']);
    expect((await ask(handler, '/api/x?q=b', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('refuses a name given twice and a malformed ARN by name', async () => {
    expect(await problemOf(await ask(handler, '/api/x?q=a&q=b'))).toMatchObject({ code: 'invalid-input', status: 400 });
    const byArn = route({ access: 'signed-in', query: z.object({ arn: entityArnSchema }) }, () => ({ json: 1 }));
    const problem = await problemOf(await ask(byArn, '/api/x?arn=__proto__'));
    expect(problem).toMatchObject({ code: 'invalid-arn', status: 400, fields: [{ field: 'arn' }] });
  });

  it('asks for a sign-in unless the route is for anyone', async () => {
    principal = { kind: 'anonymous' };
    expect(await problemOf(await ask(handler))).toMatchObject({ code: 'not-signed-in', status: 401 });
    expect((await ask(route({ access: 'anyone' }, () => ({ json: 1 })))).status).toBe(200);
  });
});

describe('writing', () => {
  const handler = route({ access: 'signed-in', body: z.object({ n: z.number() }) }, ({ body }) => ({
    json: body,
    status: 202,
  }));

  it('takes JSON from its own pages and from programs', async () => {
    const response = await ask(handler, '/api/x', post('{"n":1}'));
    expect([response.status, await response.json(), response.headers.get('cache-control')]).toEqual([
      202,
      { n: 1 },
      'no-store',
    ]);
    const program = { method: 'POST', body: '{"n":1}', headers: { 'content-type': 'application/json' } };
    expect((await ask(handler, '/api/x', program)).status).toBe(202);
  });

  it.each([
    ['another site', post('{"n":1}', { 'sec-fetch-site': 'cross-site' }), 'cross-origin', 403],
    ['a sibling site', post('{"n":1}', { 'sec-fetch-site': 'same-site' }), 'cross-origin', 403],
    ['a form', post('n=1', { 'content-type': 'application/x-www-form-urlencoded' }), 'unsupported-media-type', 415],
    ['broken JSON', post('{"n":'), 'invalid-input', 400],
    ['a wrong type', post('{"n":"1"}'), 'invalid-input', 400],
    ['too much', post(`{"n":"${'x'.repeat(1024 * 1024)}"}`), 'body-too-large', 413],
  ])('refuses %s', async (_, init, code, status) => {
    expect(await problemOf(await ask(handler, '/api/x', init))).toMatchObject({ code, status });
    expect(lines).toHaveLength(1);
  });

  it('compares Origin where the browser sends no Sec-Fetch-Site', async () => {
    const from = (origin: string) => {
      const request = new Request('http://127.0.0.1:3000/api/x', { method: 'POST', body: '{"n":1}' });
      const headers = new Headers({ 'content-type': 'application/json', host: '10.0.0.5:3000', origin });
      return handler(Object.defineProperty(request, 'headers', { value: headers }), none);
    };
    expect((await from('https://standing.example.com')).status).toBe(202);
    expect((await from('http://10.0.0.5:3000')).status).toBe(202);
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('null')).status).toBe(403);
  });
});

describe('a request with a token', () => {
  const token: Principal = {
    kind: 'token',
    id: 't',
    name: 'CI',
    userId: 'u',
    email: 'ada@example.com',
    role: 'administrator',
    connectionIds: null,
  };
  const handler = route({ access: 'entities.read' }, () => ({ json: 1 }));
  const from = (headers: Record<string, string>) =>
    ask(handler, '/api/x', {
      method: 'POST',
      headers: { authorization: 'Bearer x', origin: 'https://a.example', ...headers },
    });

  it('may come from anywhere, unless it brings cookies too', async () => {
    principal = token;
    expect((await from({})).status).toBe(200);
    expect(await problemOf(await from({ cookie: 'standing.session=x' }))).toMatchObject({ code: 'cross-origin' });
  });

  it('does nothing that concerns a session', async () => {
    principal = token;
    const own = route({ access: 'signed-in' }, () => ({ json: 1 }));
    expect(await problemOf(await ask(own))).toMatchObject({ code: 'not-permitted', status: 403 });
  });
});

describe('failing', () => {
  it('says a known failure with its code, and when to come back', async () => {
    const handler = route({ access: 'signed-in' }, () => {
      throw new StandingError('ses-throttled', 'SES asks us to wait.', { retryAfterSeconds: 2.2 });
    });
    const response = await ask(handler);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await problemOf(response)).toMatchObject({ code: 'ses-throttled', status: 503, retryAfterSeconds: 2.2 });
  });

  it('hides an unknown failure and logs it once under the request id', async () => {
    const handler = route({ access: 'signed-in' }, () => {
      throw new Error('SELECT password FROM users');
    });
    const problem = await problemOf(await ask(handler, '/api/x?q=private'));
    expect(problem).toMatchObject({ code: 'internal', status: 500 });
    expect(problem.detail).not.toContain('SELECT');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: problem.requestId, err: { type: 'Error' } });
    expect(lines[0]).not.toContain('private');
  });

  it('answers other methods with 405 and Allow, HEAD without a body', async () => {
    const all = methods({ GET: route({ access: 'signed-in' }, () => ({ json: 1 })) });
    const refused = await ask(all.DELETE, '/api/x', { method: 'DELETE' });
    expect(refused.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(await problemOf(refused)).toMatchObject({ code: 'method-not-allowed', status: 405 });
    const head = await ask(all.HEAD, '/api/x', { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.has('etag')]).toEqual([200, '', true]);
    expect((await ask(all.OPTIONS, '/api/x', { method: 'OPTIONS' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });
});
