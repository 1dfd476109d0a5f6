import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../domain/access.ts';
import type { Context, Principal } from '../context.ts';
import { createLog } from '../log.ts';
import { putStanding, type Standing } from '../standing.ts';
import type { RouteHandler } from './route.ts';

/** Every route file there is; a new one is here by itself. */
const modules = import.meta.glob<Record<string, RouteHandler>>('../../../app/api/**/route.ts', { eager: true });
const files = Object.entries(modules).map(([file, module]) => ({
  path: file.replace('../../../app', '').replace(/\/route\.ts$/, ''),
  module,
}));
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Who may, by the least role. `person`: somebody signed in, whatever the role, and no token. */
type Who = 'anyone' | 'person' | 'own tokens' | Role | 'whole operator' | 'whole administrator' | 'people';

/**
 * Written out, not computed: what the routes declare and what lib/domain/access.ts says are what is under test. Whoever
 * adds a route adds a line.
 */
const EXPECTED: Record<string, Who> = {
  'GET /api/[[...unknown]]': 'anyone',
  'POST /api/[[...unknown]]': 'anyone',
  'PUT /api/[[...unknown]]': 'anyone',
  'PATCH /api/[[...unknown]]': 'anyone',
  'DELETE /api/[[...unknown]]': 'anyone',
  'DELETE /api/access-links/[id]': 'people',
  'GET /api/acts/[id]': 'viewer',
  'GET /api/acts/[id]/export': 'viewer',
  'POST /api/acts/[id]/approval': 'operator',
  'POST /api/acts/[id]/cancel': 'operator',
  'POST /api/acts/[id]/pause': 'operator',
  'POST /api/acts/[id]/resume': 'operator',
  'POST /api/acts/[id]/retry': 'operator',
  'POST /api/acts/[id]/undo': 'operator',
  'POST /api/acts/preview': 'operator',
  'GET /api/acts': 'viewer',
  'POST /api/acts': 'operator',
  'GET /api/audit/export': 'whole operator',
  'GET /api/audit': 'whole operator',
  'GET /api/auth/[...all]': 'anyone',
  'POST /api/auth/[...all]': 'anyone',
  'GET /api/badge': 'anyone',
  'GET /api/case': 'viewer',
  'GET /api/cases': 'viewer',
  'POST /api/cases': 'operator',
  'GET /api/changes': 'viewer',
  'GET /api/changes/export': 'viewer',
  'POST /api/connections/[id]/rotate': 'whole administrator',
  'GET /api/connections/[id]': 'viewer',
  'PATCH /api/connections/[id]': 'whole administrator',
  'DELETE /api/connections/[id]': 'whole administrator',
  'POST /api/connections/[id]/test': 'whole administrator',
  'POST /api/connections/external-id': 'whole administrator',
  'GET /api/connections': 'viewer',
  'POST /api/connections': 'whole administrator',
  'GET /api/diff': 'viewer',
  'GET /api/entities/by-resource': 'viewer',
  'GET /api/entities/export': 'viewer',
  'GET /api/entities': 'viewer',
  'GET /api/entity/raw': 'viewer',
  'GET /api/entity': 'viewer',
  'POST /api/evidence': 'viewer',
  'GET /api/findings': 'viewer',
  'GET /api/guard-rails': 'viewer',
  'PUT /api/guard-rails': 'whole administrator',
  'GET /api/fleet': 'viewer',
  'GET /api/health/live': 'anyone',
  'GET /api/health/ready': 'anyone',
  'GET /api/health/watch': 'anyone',
  'GET /api/history': 'viewer',
  'POST /api/imports/[id]/finish': 'whole administrator',
  'POST /api/imports/[id]/lines': 'whole administrator',
  'GET /api/imports': 'whole administrator',
  'POST /api/imports': 'whole administrator',
  'POST /api/join/look': 'anyone',
  'POST /api/join': 'anyone',
  'POST /api/labels': 'operator',
  'DELETE /api/notifications': 'whole administrator',
  'GET /api/notifications': 'whole administrator',
  'PUT /api/notifications': 'whole administrator',
  'POST /api/notifications/test': 'whole administrator',
  'GET /api/openapi.json': 'viewer',
  'GET /api/overview': 'viewer',
  'GET /api/patterns': 'viewer',
  'GET /api/people': 'operator',
  'POST /api/protection': 'operator',
  'GET /api/reason-templates': 'viewer',
  'PUT /api/reason-templates': 'operator',
  'GET /api/rates': 'viewer',
  'GET /api/resources': 'viewer',
  'GET /api/session': 'anyone',
  'DELETE /api/sessions/[id]': 'person',
  'GET /api/sessions': 'person',
  'DELETE /api/sessions': 'person',
  'POST /api/setup': 'anyone',
  'GET /api/shared-view': 'anyone',
  'DELETE /api/share-links/[id]': 'operator',
  'GET /api/share-links': 'operator',
  'POST /api/share-links': 'operator',
  'GET /api/stream': 'viewer',
  'DELETE /api/tokens/[id]': 'own tokens',
  'GET /api/tokens': 'own tokens',
  'POST /api/tokens': 'own tokens',
  'POST /api/users/[id]/reset': 'people',
  'PATCH /api/users/[id]': 'people',
  'GET /api/triage': 'viewer',
  'GET /api/triage/report': 'viewer',
  'GET /api/views': 'viewer',
  'POST /api/views': 'viewer',
  'DELETE /api/views/[id]': 'viewer',
  'GET /api/users': 'people',
  'POST /api/users': 'people',
};

const ARN = 'arn:aws:ses:us-east-1:111122223333:tenant/a/tn-1';
/** Enough that the verb is reached, which asks for itself. */
const BODIES: Record<string, unknown> = {
  '/api/acts': { arns: [ARN], act: 'enable', reason: 'x', idempotencyKey: 'matrix-key-1' },
  '/api/notifications': { url: 'https://hooks.example.com/' },
  '/api/acts/preview': { arns: [ARN], act: 'enable' },
  '/api/acts/[id]/approval': { decision: 'approve' },
  '/api/guard-rails': {
    readOnly: null,
    typedAbove: null,
    approvalAbove: null,
    approvalHours: 24,
    freezes: [],
    coolDownMinutes: 0,
  },
  '/api/reason-templates': { items: [] },
  '/api/views': { name: 'x', page: '/triage', query: '', shared: false },
  '/api/cases': { arns: [ARN], change: { acknowledged: true } },
  '/api/users': { email: 'new@example.com', role: 'viewer' },
  '/api/users/[id]': { role: 'viewer' },
  '/api/evidence': { arn: ARN, from: '2026-11-01T00:00:00Z' },
  '/api/share-links': { kind: 'badge', arn: ARN, expiresInHours: 1 },
  '/api/tokens': { name: 'x', role: 'viewer', expiresInDays: 30 },
};

const LEAST: Record<Exclude<Who, 'anyone' | 'person' | 'own tokens'>, Role> = {
  viewer: 'viewer',
  operator: 'operator',
  administrator: 'administrator',
  'whole operator': 'operator',
  'whole administrator': 'administrator',
  people: 'administrator',
};

interface Asker {
  kind: 'user' | 'token' | 'anonymous';
  role: Role;
  limited: boolean;
}

function may(who: Who, { kind, role, limited }: Asker): boolean {
  if (who === 'anyone') return true;
  if (kind === 'anonymous') return false;
  if (who === 'person' || who === 'own tokens') return kind === 'user';
  if (who === 'people' && kind === 'token') return false;
  if (limited && (who.startsWith('whole') || who === 'people')) return false;
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST[who]);
}

const ASKERS: Asker[] = [
  { kind: 'anonymous', role: 'viewer', limited: false },
  ...(['user', 'token'] as const).flatMap((kind) =>
    ROLES.flatMap((role) => [false, true].map((limited) => ({ kind, role, limited }))),
  ),
];

function principalOf({ kind, role, limited }: Asker): Principal {
  const access = { role, connectionIds: limited ? ['c1'] : null };
  const person = { id: 'u1', email: 'a@example.com', name: 'A' };
  if (kind === 'anonymous') return { kind };
  if (kind === 'user') return { kind, ...person, ...access, sessionId: 's1' };
  return { kind, ...person, ...access, userId: 'u1' };
}

/** Whatever a verb reaches for once it was admitted fails, and that is an answer of 500. */
const unreachable = new Proxy<Record<string | symbol, unknown>>(
  {},
  {
    get: (_, key) => {
      if (typeof key === 'symbol') return undefined;
      throw new Error('reached');
    },
  },
);
let asking: Principal;

beforeEach(() => {
  const log = createLog('silent');
  const reached = () => {
    throw new Error('reached');
  };
  putStanding({
    config: { url: null, sesRate: 1, sesShare: 0.5 },
    log,
    sessions: {
      principalOf: async () => asking,
      baseUrl: 'http://127.0.0.1',
      state: reached,
      handle: reached,
      setUp: reached,
      lookAtLink: reached,
      join: reached,
      forget: reached,
    },
    refusals: { note: () => undefined },
    watcher: { report: () => null, healthy: () => true, connectionsChanged: () => undefined },
    contextFor: (principal: Principal) =>
      ({
        principal,
        store: unreachable,
        gateway: unreachable,
        vault: unreachable,
        clock: { now: Date.now },
        log,
        requestId: 'r',
        clientAddress: null,
      }) as unknown as Context,
  } as unknown as Standing);
});
afterEach(() => putStanding(undefined));

async function ask(path: string, method: string, handler: RouteHandler): Promise<Response> {
  const url = new URL(path.replaceAll(/\[+\.*(\w+)\]+/g, 'x1'), 'http://127.0.0.1');
  if (method === 'GET') url.searchParams.set('arn', ARN);
  if (path === '/api/entities' || path === '/api/overview') url.search = '';
  const body = BODIES[path] ?? {};
  const init =
    method === 'GET' || method === 'HEAD'
      ? {}
      : {
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
          body: JSON.stringify(body),
        };
  const params = Promise.resolve({ id: 'x1', all: ['x1'], unknown: ['x1'] });
  return await handler(new Request(url, { method, ...init }), { params });
}

describe('routes', () => {
  const served = files.flatMap(({ path, module }) =>
    METHODS.flatMap((method) => (module[method]?.access === undefined ? [] : [`${method} ${path}`])),
  );

  it('are all in the table, and the table names no other', () => {
    expect(served.toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
    expect(served.length).toBeGreaterThan(40);
  });

  it('export nothing that answers without saying who may ask', async () => {
    asking = { kind: 'anonymous' };
    for (const { path, module } of files) {
      for (const [name, handler] of Object.entries(module)) {
        if (typeof handler !== 'function' || handler.access !== undefined) continue;
        const status = await ask(path, name, handler).then((answer) => answer.status);
        const isHeadOrOptions = name === 'HEAD' || name === 'OPTIONS';
        const expected = isHeadOrOptions ? [200, 204, 401, 403, 404, 405, 500, 503] : [405];
        expect(expected, `${name} ${path}`).toContain(status);
      }
    }
  });
});

describe.each(files)('$path', ({ path, module }) => {
  const methods = METHODS.filter((method) => module[method]?.access !== undefined);
  const cells = methods.flatMap((method) => ASKERS.map((asker) => ({ method, ...asker })));

  it.each(cells)('$method by $kind, $role, limited: $limited', async ({ method, ...asker }) => {
    asking = principalOf(asker);
    const answer = await ask(path, method, module[method] as RouteHandler);
    const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
    const status = asker.kind === 'anonymous' ? 401 : 403;
    const refused = answer.status === status && (code === 'not-permitted' || code === 'not-signed-in');
    expect(refused, `${answer.status} ${code}`).toBe(!may(EXPECTED[`${method} ${path}`] ?? 'people', asker));
  });
});
