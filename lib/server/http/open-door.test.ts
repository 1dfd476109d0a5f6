import { connect } from 'node:net';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from './inside-headers.ts';
import { type Door, type Inside, openDoor } from './open-door.ts';

let door: Door;
const seen: { url: string | undefined; headers: Record<string, unknown> }[] = [];
const refused: object[] = [];

const inside: Inside = {
  handle: async (request, response) => {
    seen.push({ url: request.url, headers: { ...request.headers } });
    if (request.url === '/api/stream') {
      response.setHeader('content-type', 'text/event-stream');
      response.write(': hello\n\n');
      return;
    }
    if (request.url === '/fails') throw new Error('inside');
    response.setHeader('cache-control', 's-maxage=31536000');
    response.end('ok');
  },
  policyOf: (path, status) => `policy of ${path} ${status}`,
  onFailure: () => undefined,
  onRefusal: (fields) => refused.push(fields),
};

beforeEach(async () => {
  seen.length = 0;
  refused.length = 0;
  door = await openDoor({
    host: '127.0.0.1',
    port: 0,
    publicHost: 'standing.example.com',
    secure: true,
    trustedProxyCount: 1,
  });
});
afterEach(() => door.close(100));

/** With headers that fetch would not let through. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const outgoing = httpRequest({ host: '127.0.0.1', port: door.port, path, method, headers, agent: false });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const body = (await response.toArray()).join('');
  return { status: response.statusCode, headers: response.headers, body };
}
const codeOf = (body: string) => (JSON.parse(body) as { code: string }).code;

it('says that it is starting, then lets in', async () => {
  expect(await ask('/')).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  door.open(inside);
  expect(await ask('/')).toMatchObject({ status: 200, body: 'ok' });
});

describe('open', () => {
  beforeEach(() => door.open(inside));

  it('puts the policy of the page and no year-long caching on every page', async () => {
    expect((await ask('/entities?q=1')).headers).toMatchObject({
      'content-security-policy': 'policy of /entities 200',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
    });
    expect((await ask('/api/x')).headers['content-security-policy']).toMatch(/^default-src 'none'/);
  });

  it('removes what only proxies and Next may say, and tells routes the address itself', async () => {
    await ask('/api/x', {
      'x-forwarded-for': '6.6.6.6, 10.1.2.3',
      'x-forwarded-host': 'evil.example',
      'x-invoke-path': '/x',
      [REQUEST_ID_HEADER]: 'chosen',
      [CLIENT_ADDRESS_HEADER]: '1.1.1.1',
      forwarded: 'for=1.1.1.1',
      cookie: 'kept=1',
    });
    const headers = seen[0]?.headers ?? {};
    expect(Object.keys(headers).filter((name) => /forward|invoke/.test(name))).toEqual([]);
    expect(headers).toMatchObject({ cookie: 'kept=1', [CLIENT_ADDRESS_HEADER]: '10.1.2.3' });
    expect(headers[REQUEST_ID_HEADER]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['a server action', '/', { 'next-action': 'x' }, 'GET', 400, 'invalid-input'],
    ['a forged middleware', '/', { 'x-middleware-subrequest': 'middleware' }, 'GET', 400, 'invalid-input'],
    ['an upgrade without a connection header', '/api/x', { upgrade: 'h2c' }, 'GET', 400, 'invalid-input'],
    ['a long address', `/${'a'.repeat(9000)}`, {}, 'GET', 414, 'uri-too-long'],
    ['a broken escape', '/%ff', {}, 'GET', 400, 'invalid-input'],
    ['another host in the path', '//evil.example/', {}, 'GET', 400, 'invalid-input'],
    ['a write to a page', '/entities', {}, 'POST', 405, 'method-not-allowed'],
    ['an odd method', '/api/x', {}, 'PROPFIND', 405, 'method-not-allowed'],
    ['a long body', '/api/x', { 'content-length': '1048577' }, 'POST', 413, 'body-too-large'],
    ['a body of unknown length', '/api/x', { 'transfer-encoding': 'chunked' }, 'POST', 411, 'length-required'],
    ['a rebound name', '/', { host: 'evil.example' }, 'GET', 421, 'misdirected-request'],
    ['the image optimiser', '/_next/image?url=x', {}, 'GET', 404, 'not-found'],
    ["Next's failure page", '/_global-error', {}, 'GET', 404, 'not-found'],
  ] as const)('refuses %s with problem+json and one line', async (_, path, headers, method, status, code) => {
    const answer = await ask(path, headers, method);
    expect([answer.status, answer.headers['content-type'], codeOf(answer.body)]).toEqual([
      status,
      'application/problem+json',
      code,
    ]);
    expect([seen.length, refused.length]).toEqual([0, 1]);
  });

  it('answers its own names on loopback', async () => {
    for (const host of ['localhost:3000', '[::1]:3000', 'standing.example.com', '127.0.0.1']) {
      expect((await ask('/', { host })).status, host).toBe(200);
    }
  });

  it('turns a failure inside into one fixed sentence', async () => {
    const answer = await ask('/fails');
    expect([answer.status, codeOf(answer.body)]).toEqual([500, 'internal']);
    expect(answer.body).not.toContain('inside');
  });

  it.each([
    [
      'an upgrade',
      'GET /api/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      400,
    ],
    ['long headers', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['no HTTP', 'hello\r\n\r\n', 400],
  ])('refuses %s', async (_, text, status) => {
    const socket = connect(door.port, '127.0.0.1');
    socket.write(text);
    const [data] = (await once(socket, 'data')) as [Buffer];
    expect(data.toString()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    socket.destroy();
  });

  it('closes with a stream open', async () => {
    const outgoing = httpRequest({ host: '127.0.0.1', port: door.port, path: '/api/stream', agent: false });
    outgoing.end();
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const failed = once(response, 'error') as Promise<[NodeJS.ErrnoException]>;
    response.resume();
    // Long enough that only ending the stream, not the cut after the grace, lets the test pass.
    await door.close(60_000);
    expect((await failed)[0].code).toBe('ECONNRESET');
  });
});

it('stops at once where the port is taken', async () => {
  const second = openDoor({
    host: '127.0.0.1',
    port: door.port,
    publicHost: null,
    secure: false,
    trustedProxyCount: 0,
  });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it.each([
  ['9.9.9.9', '1.1.1.1', 0, '9.9.9.9'],
  ['9.9.9.9', undefined, 2, '9.9.9.9'],
  ['9.9.9.9', '1.1.1.1, 2.2.2.2, 3.3.3.3', 1, '3.3.3.3'],
  ['9.9.9.9', '1.1.1.1, 2.2.2.2, 3.3.3.3', 2, '2.2.2.2'],
  ['9.9.9.9', '1.1.1.1', 3, '1.1.1.1'],
  ['9.9.9.9', '<script>', 1, '9.9.9.9'],
  ['::ffff:10.0.0.1', undefined, 0, '10.0.0.1'],
])('knows the client: socket %s, header %s, %s proxies', (socket, header, count, address) => {
  expect(clientAddress(socket, header, count)).toBe(address);
});
