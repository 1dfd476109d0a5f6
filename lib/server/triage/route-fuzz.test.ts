import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import * as undoRoute from '../../../app/api/acts/[id]/undo/route.ts';
import * as actRoute from '../../../app/api/acts/[id]/route.ts';
import * as actsRoute from '../../../app/api/acts/route.ts';
import * as changesRoute from '../../../app/api/changes/route.ts';
import * as exportRoute from '../../../app/api/entities/export/route.ts';
import * as entitiesRoute from '../../../app/api/entities/route.ts';
import * as rawRoute from '../../../app/api/entity/raw/route.ts';
import * as entityRoute from '../../../app/api/entity/route.ts';
import * as findingsRoute from '../../../app/api/findings/route.ts';
import * as overviewRoute from '../../../app/api/overview/route.ts';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import { problemSchema } from '../../domain/problem.ts';
import { OPERATOR, type World, openWorld } from '../entities/testing/open-world.ts';
import type { RouteHandler } from '../http/route.ts';
import { createLog } from '../log.ts';
import { type Standing, putStanding } from '../standing.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { stopRuns } from './begin-run.ts';

type Routes = { GET: RouteHandler; POST: RouteHandler; PATCH: RouteHandler };
const READS: Record<string, Routes> = {
  '/api/entities': entitiesRoute,
  '/api/entities/export': exportRoute,
  '/api/entity': entityRoute,
  '/api/entity/raw': rawRoute,
  '/api/changes': changesRoute,
  '/api/findings': findingsRoute,
  '/api/overview': overviewRoute,
};

let world: World;
let stored: string;
const lines: string[] = [];
let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 12, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

/** Never a 5xx; a refusal is a problem of ours with one line in the log, and says nothing of our insides. */
async function holds(response: Response): Promise<void> {
  expect(response.status).toBeLessThan(500);
  const text = await response.text();
  if (response.status < 400) return;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(JSON.parse(text));
  expect(lines.filter((line) => line.includes(problem.requestId))).toHaveLength(1);
  expect(text).not.toMatch(/select |insert |node_modules|at .*\.ts:\d/i);
}

const ACCOUNT_ARN = 'arn:aws:ses:us-east-1:111122223333:tenant/';
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '',
    '\0',
    "' or 1=1 --",
    '%00',
    '-1',
    '1e9',
    'NaN',
    '[]',
    '{}',
    '2026-02-30T00:00:00Z',
    '2026-11-23T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    'DISABLED',
    'constructor,__proto__',
    '"',
    '"*" OR NEAR(',
    ACCOUNT_ARN,
    `${ACCOUNT_ARN}a/../../b`,
    `${ACCOUNT_ARN}${'x'.repeat(600)}`,
    `${ACCOUNT_ARN}\u{202E}nat/tn-1`,
    'arn:aws:ses:us-east-1:999999999999:tenant/a/tn-1',
    'arn:aws:s3:::bucket',
    Buffer.from('[1,"entities worst",null]').toString('base64url'),
    Buffer.from('[1,"entities worst",1e400,"a",{}]').toString('base64url'),
  ),
);
const name = fc.oneof(
  fc.constantFrom('arn', 'at', 'refresh', 'status', 'impact', 'policy', 'connection', 'q', 'sort', 'cursor', 'limit'),
  fc.constantFrom('track', 'from', 'to', 'region', 'account', 'deleted', '__proto__', 'toString'),
  fc.string({ maxLength: 10 }),
);

withStores('routes', ({ open }) => {
  beforeEach(async () => {
    lines.length = 0;
    const log = createLog('info', { write: (line) => void lines.push(line) });
    world = await openWorld(await open(), simulator.keys.first);
    stored = (await world.sweep())[0] ?? '';
    putStanding({
      refusals: { note: () => undefined },
      config: { url: 'https://standing.example.com', sesRate: 1, sesShare: 0.5 },
      log,
      sessions: { principalOf: async () => OPERATOR },
      watcher: { report: () => null },
      contextFor: (_: unknown, from: object) => ({ ...world.context, log, ...from }),
    } as unknown as Standing);
  });
  afterEach(async () => {
    putStanding(undefined);
    await stopRuns(world.context.store);
    await world.close();
  });

  it('every read answers hostile queries with data or a problem', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.entries(READS)),
        fc.array(fc.tuple(name, fc.oneof(hostile, fc.constant('STORED'))), { maxLength: 5 }),
        async ([path, routes], parameters) => {
          const query = new URLSearchParams(
            parameters.map(([key, value]) => [key, value === 'STORED' ? stored : value]),
          );
          await holds(await routes.GET(new Request(`http://127.0.0.1${path}?${query}`), none()));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('acts answer hostile bodies with a problem, and nothing is written', async () => {
    const valid = { arns: [stored], act: 'enable', reason: 'x', idempotencyKey: 'fuzz-key-1' };
    const body = fc.oneof(
      fc.json(),
      hostile,
      fc
        .tuple(fc.constantFrom('arns', 'act', 'reason', 'idempotencyKey'), fc.oneof(fc.jsonValue(), fc.array(hostile)))
        .map(([key, value]) => JSON.stringify({ ...valid, [key]: value === 'enable' ? null : value })),
    );
    const isValid = (text: string) => /"idempotencyKey":"[^"]{8,}"/.test(text) && text.includes('"act":"enable"');
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', ''),
        async (text, type) => {
          fc.pre(!(isValid(text) && text.includes(stored)));
          const response = await actsRoute.POST(post('/api/acts', text, type), none());
          expect(response.status).toBeGreaterThanOrEqual(400);
          await holds(response);
        },
      ),
      { numRuns: 300 },
    );
    const acts = await world.context.store.read.selectFrom('acts').selectAll().execute();
    expect(acts).toEqual([]);
  });

  it('ids of acts, undo and other methods are refused in the same words', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom('application/json', ''), async (id, type) => {
        const params = () => ({ params: Promise.resolve({ id }) });
        await holds(await actRoute.GET(new Request('http://127.0.0.1/api/acts/x'), params()));
        await holds(await undoRoute.POST(post('/api/acts/x/undo', id, type), params()));
        await holds(await entityRoute.PATCH(new Request('http://127.0.0.1/api/entity', { method: 'PATCH' }), none()));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps texts with NUL away from the database', async () => {
    const body = { arns: [stored], act: 'enable', reason: 'a\0b', idempotencyKey: 'fuzz-key-2' };
    const refused = await actsRoute.POST(post('/api/acts', JSON.stringify(body), 'application/json'), none());
    expect(refused.status).toBe(400);
    await holds(refused);
  });
});

function post(path: string, body: string, type: string): Request {
  const headers = { 'sec-fetch-site': 'same-origin', ...(type === '' ? {} : { 'content-type': type }) };
  return new Request(`http://127.0.0.1${path}`, { method: 'POST', body: new TextEncoder().encode(body), headers });
}

function none() {
  return { params: Promise.resolve({}) };
}
