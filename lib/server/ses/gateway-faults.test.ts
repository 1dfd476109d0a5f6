import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../e2e/ses-simulator/faults.ts';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { EntityArn } from '../../domain/arn.ts';
import type { ErrorCode, StandingError } from '../errors.ts';
import { createLog } from '../log.ts';
import type { SesConnection, SesCredential, SesGateway } from './gateway.ts';
import { openGateway } from './open-gateway.ts';

const person = { lane: 'open-entity' } as const;
const writer = { lane: 'act', operator: 'operator-1' } as const;

let simulator: Awaited<ReturnType<typeof startInProcess>>;
let gateway: SesGateway;
let connection: SesConnection;
let arn: EntityArn;

const keys = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }): SesCredential => ({
  source: 'static-keys',
  accessKeyId,
  secretAccessKey,
});
const newGateway = (config = { ratePerSecond: 1000, share: 1 }) =>
  openGateway({ config, clock: Date, log: createLog('silent'), deadlines: { requestMilliseconds: 400 } });
const openWith = (credential: SesCredential, id = 'other', of = gateway) =>
  of.open({ id, region: 'us-east-1', account: null, credential });
const pointAt = (url: string) => {
  process.env.AWS_ENDPOINT_URL_SESV2 = url;
  process.env.AWS_ENDPOINT_URL_STS = url;
};
const errorOf = (promise: Promise<unknown>): Promise<StandingError> =>
  promise.then(
    () => Promise.reject(new Error('It was expected to fail and did not')),
    (error: StandingError) => error,
  );

beforeAll(async () => {
  simulator = await startInProcess({ tenants: 60, seed: 7 });
  pointAt(simulator.url);
  gateway = newGateway();
  connection = openWith(keys(simulator.keys.first), 'one');
  arn = (await connection.listEntities({}, null, person)).value.entities[0]!.arn as EntityArn;
});
afterEach(async () => {
  await simulator.control.clearFaults();
  await simulator.control.clearLog();
});
afterAll(async () => {
  await gateway.close();
  await simulator.stop();
});

describe('every fault is one of our own errors, and ends with it', () => {
  it.each<[Fault, ErrorCode, RegExp]>([
    [{ fault: 'slow', milliseconds: 3000 }, 'ses-unreachable', /in time/],
    [{ fault: 'reset' }, 'ses-unreachable', /broke off/],
    [{ fault: 'half' }, 'ses-unreachable', /broke off/],
    [{ fault: 'empty' }, 'ses-unreachable', /not an answer/],
    [{ fault: 'error-500' }, 'ses-fault', /HTTP 500/],
    [{ fault: 'error-503' }, 'ses-fault', /HTTP 503/],
    [{ fault: 'html-200' }, 'ses-unreachable', /web page/],
    [{ fault: 'html-502' }, 'ses-unreachable', /web page/],
    [{ fault: 'expired-token' }, 'ses-credentials-expired', /new credentials/],
    [{ fault: 'denied' }, 'ses-access-denied', /ses:GetReputationEntity/],
    [{ fault: 'throttle' }, 'ses-throttled', /quota/],
  ])('%j under a read', async (fault, code, words) => {
    const fresh = newGateway();
    try {
      const read = () => openWith(keys(simulator.keys.first), 'fresh', fresh).getEntity(arn, person);
      await simulator.control.addFault({ ...fault, operation: 'GetReputationEntity' });
      const error = await errorOf(read());
      expect(error.code).toBe(code);
      expect(error.message).toMatch(words);
      await simulator.control.clearFaults();
      expect((await read()).value.arn).toBe(arn);
    } finally {
      await fresh.close();
    }
  });

  it.each<[Fault, ErrorCode, boolean]>([
    [{ fault: 'slow', milliseconds: 3000 }, 'ses-unreachable', true],
    [{ fault: 'reset' }, 'ses-unreachable', true],
    [{ fault: 'error-500' }, 'ses-fault', true],
    [{ fault: 'html-200' }, 'ses-unreachable', true],
    [{ fault: 'denied' }, 'ses-access-denied', false],
    [{ fault: 'expired-token' }, 'ses-credentials-expired', false],
  ])('%j under a write leaves no false certainty, and it is not sent twice', async (fault, code, doubt) => {
    const operation = 'UpdateReputationEntityPolicy';
    await simulator.control.addFault({ ...fault, operation });
    const error = await errorOf(connection.setPolicy(arn, 'standard', writer));
    expect(error.code).toBe(code);
    expect(/not known/.test(error.message)).toBe(doubt);
    expect((await simulator.control.log()).filter((entry) => entry.operation === operation)).toHaveLength(1);
  });

  it.each(['InvalidSignatureException', 'SignatureDoesNotMatch', 'RequestExpired'] as const)(
    'a wrong clock, as %s, is told apart, and the next request is signed by the time of AWS',
    async (clockSkewError) => {
      await simulator.control.setSwitches({ clockSkewError });
      const fresh = openWith(keys(simulator.keys.first), clockSkewError);
      await simulator.control.addFault({ fault: 'wrong-clock', offsetSeconds: 1800 });
      expect((await fresh.getEntity(arn, person)).value.arn).toBe(arn);
      const log = await simulator.control.log();
      expect(log.map((entry) => entry.status === 200)).toEqual([false, true]);
    },
  );

  it('a broken connection under a read is asked again once', async () => {
    await simulator.control.addFault({ fault: 'reset', count: 1 });
    expect((await connection.getEntity(arn, person)).value.arn).toBe(arn);
  });

  it('a short throttle is waited out, for a read and for a write', async () => {
    const own = openWith(keys(simulator.keys.first), 'throttled');
    await simulator.control.addFault({ fault: 'throttle', count: 2 });
    expect((await own.getEntity(arn, person)).value.arn).toBe(arn);
    await simulator.control.addFault({ fault: 'throttle', count: 2 });
    expect((await own.setCustomerStatus(arn, 'ENABLED', writer)).value).toBeNull();
  });
});

describe('refusals', () => {
  it('name the IAM action', async () => {
    const reader = openWith(keys(simulator.keys.reader), 'reader');
    const denied = await errorOf(reader.setPolicy(arn, 'none', writer));
    expect(denied.details.iamAction).toBe('ses:UpdateReputationEntityPolicy');
    expect(denied.message).toContain('both the tenant and the reputation policy');
    const noList = openWith(keys(simulator.keys.noList), 'no-list');
    const list = await errorOf(noList.listEntities({}, null, person));
    expect(list.details.iamAction).toBe('ses:ListReputationEntities');
  });

  it.each([
    [{ errorTypeForm: 'header' }],
    [{ errorTypeForm: 'body' }],
    [{ errorTypeForm: 'decorated' }],
    [{ signatureError: 'InvalidSignatureException' }],
  ] as const)('are recognised under %j', async (switches) => {
    const before = (await simulator.control.state()).switches;
    // A budget of its own: throttles slow it down for a while.
    const own = openWith(keys(simulator.keys.first), JSON.stringify(switches));
    await simulator.control.setSwitches(switches);
    try {
      const gone = `${arn}-gone` as EntityArn;
      expect((await errorOf(own.getEntity(gone, person))).code).toBe('ses-not-found');
      const wrong = openWith(keys({ ...simulator.keys.first, secretAccessKey: 'wrong' }), 'wrong');
      expect((await errorOf(wrong.getEntity(arn, person))).code).toBe('ses-credentials-invalid');
      await simulator.control.addFault({ fault: 'throttle', operation: 'GetAccount' });
      expect((await errorOf(own.getAccount(person))).code).toBe('ses-throttled');
    } finally {
      await simulator.control.setSwitches(before);
    }
  });

  it('of an unknown key or an expired page are told apart', async () => {
    const unknown = openWith(keys({ accessKeyId: 'AKIANOBODY0000000000', secretAccessKey: 'x' }), 'unknown');
    expect((await errorOf(unknown.getAccount(person))).code).toBe('ses-credentials-invalid');
    const page = await errorOf(connection.listEntities({}, 'no-token', person));
    expect(page).toMatchObject({ code: 'ses-bad-request', message: expect.stringContaining('NextToken') as string });
  });
});

describe('time', () => {
  it("ends one caller's wait by its own signal, and only that", async () => {
    await simulator.control.addFault({ fault: 'slow', milliseconds: 200, operation: 'GetReputationEntity' });
    const controller = new AbortController();
    const leaving = errorOf(connection.getEntity(arn, { ...person, signal: controller.signal }));
    const staying = connection.getEntity(arn, person);
    controller.abort();
    expect((await leaving).code).toBe('ses-unreachable');
    expect((await staying).value.arn).toBe(arn);
  });

  it('ends waiting and running calls when the gateway closes', async () => {
    const slow = newGateway({ ratePerSecond: 0.1, share: 1 });
    const busy = openWith(keys(simulator.keys.first), 'busy', slow);
    await simulator.control.addFault({ fault: 'slow', milliseconds: 3000 });
    const calls = [busy.getAccount(person), busy.getAccount(person), busy.getEntity(arn, person)].map(errorOf);
    await slow.close();
    for (const call of calls) expect((await call).code).toBe('shutting-down');
  });
});

describe('a write that is given up after it left', () => {
  it.each<[string, (id: string, abort: () => void) => void]>([
    ['by its caller', (_, abort) => abort()],
    ['because its connection closed', (id) => gateway.closeConnection(id)],
  ])('%s is in doubt', async (how, end) => {
    const id = `doubt ${how}`;
    const doubtful = openWith(keys(simulator.keys.first), id);
    await simulator.control.addFault({ fault: 'slow', milliseconds: 3000 });
    const controller = new AbortController();
    const written = errorOf(doubtful.setCustomerStatus(arn, 'ENABLED', { ...writer, signal: controller.signal }));
    await expect.poll(async () => (await simulator.control.log()).length).toBe(1);
    end(id, () => controller.abort());
    const error = await written;
    expect(error.code).toBe('ses-unreachable');
    expect(error.message).toContain('not known');
  });
});

describe('STS', () => {
  it('may be out of reach while SES is read', async () => {
    await simulator.control.addFault({ fault: 'html-502', operation: 'GetCallerIdentity' });
    const error = await errorOf(connection.callerIdentity());
    expect(error.code).toBe('ses-unreachable');
    expect(error.message).toContain('STS');
    expect((await connection.getEntity(arn, person)).value.arn).toBe(arn);
  });
});

describe('what stands in between', () => {
  const servers: Server[] = [];
  const serve = async (listener: RequestListener): Promise<SesConnection> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    pointAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return openWith(keys(simulator.keys.first), `between-${servers.length}`);
  };
  afterAll(() => {
    pointAt(simulator.url);
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });
  const json = { 'content-type': 'application/json' };

  it.each<[string, number, Record<string, string>, string, ErrorCode]>([
    ['truncated JSON', 200, json, '{"ReputationEntity":{"Sending', 'ses-unreachable'],
    ['a list for an object', 200, json, '[]', 'ses-unreachable'],
    ['no entity', 200, json, '{}', 'ses-fault'],
    ['another entity', 200, json, '{"ReputationEntity":{"ReputationEntityReference":"arn:other"}}', 'ses-fault'],
    ['a 404 page', 404, { 'content-type': 'text/html' }, '<h1>Not found</h1>', 'ses-unreachable'],
    ['a 404 of another API', 404, json, '{"message":"no route"}', 'ses-unreachable'],
    ['a 404 that AWS names otherwise', 404, json, '{"__type":"UnknownOperationException"}', 'ses-fault'],
    ['a 429 without a body', 429, {}, '', 'ses-throttled'],
    ['a 403 page', 403, { 'content-type': 'text/html' }, '<h1>Blocked</h1>', 'ses-unreachable'],
    ['a 403 without a body', 403, {}, '', 'ses-unreachable'],
    ['a redirect', 302, { location: 'https://example.com' }, '', 'ses-unreachable'],
    ['a 500 without a body', 500, {}, '', 'ses-fault'],
  ])('%s', async (_, status, headers, body, code) => {
    const between = await serve((_request, response) => response.writeHead(status, headers).end(body));
    const error = await errorOf(between.getEntity(arn, person));
    expect([error.code, error.message]).toEqual([code, expect.any(String)]);
  });

  it('an answer that never ends is given up, and its connection with it', async () => {
    let closed = 0;
    const between = await serve((_request, response) => {
      response.writeHead(200, json).write('{"ReputationEntity":');
      response.on('close', () => void (closed += 1));
    });
    const error = await errorOf(between.getEntity(arn, person));
    expect(error.code).toBe('ses-unreachable');
    await expect.poll(() => closed).toBe(1);
  });

  it.each([
    ['http://127.0.0.1:1', /refused/],
    ['http://ses.invalid', /does not resolve|name server/],
  ])('nobody at %s', async (url, words) => {
    pointAt(url);
    const error = await errorOf(openWith(keys(simulator.keys.first), url).getEntity(arn, person));
    expect(error.code).toBe('ses-unreachable');
    expect(error.message).toMatch(words);
  });

  it('keeps the good rows of a page with a broken one', async () => {
    const rows = [
      { ReputationEntityReference: arn, SendingStatusAggregate: 'DISABLED' },
      {
        ReputationEntityReference: `${arn}2`,
        CustomerManagedStatus: { Status: 'DISABLED', LastUpdatedTimestamp: '2026-11-23T07:00:00Z' },
      },
      null,
    ];
    const between = await serve((_request, response) =>
      response.writeHead(200, json).end(JSON.stringify({ ReputationEntities: rows })),
    );
    const { value } = await between.listEntities({}, null, person);
    expect(value.entities.map((entity) => entity.arn)).toEqual([arn, `${arn}2`]);
    expect(value.entities[1]?.customerManagedStatus).toEqual({ status: 'DISABLED', cause: null, lastUpdatedAt: null });
    expect(value).toMatchObject({ unnamed: 1, malformed: 2 });
  });
});
