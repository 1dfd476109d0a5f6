import { CreateTenantCommand, GetAccountCommand, ListTenantsCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { errorOf, sesClient } from './client-for-tests.ts';
import { readArguments } from './read-arguments.ts';
import { type StartedSimulator, startSimulator } from './start.ts';

describe('a simulator in its own process', () => {
  let simulator: StartedSimulator;
  beforeAll(async () => {
    simulator = await startSimulator({
      tenants: 100_000,
      seed: 11,
      clock: 'frozen',
      startAt: Date.parse('2026-11-23T08:00:00Z'),
      life: 'calm',
      rate: 500,
      tenantLimit: 50_000,
      switches: { pageSizeMax: 10, filterAnd: 'or' },
    });
  });
  afterAll(() => simulator.stop());

  it('has what it was asked for', async () => {
    const state = await simulator.control.state();
    expect(state).toMatchObject({
      seed: 11,
      life: 'calm',
      requestsPerSecond: 500,
      clock: { mode: 'frozen', now: Date.parse('2026-11-23T08:00:00Z') },
      switches: { pageSizeMax: 10, filterAnd: 'or', listLagSeconds: 0 },
    });
    expect(state.places.map((one) => one.tenants)).toEqual([50_000, 30_000, 20_000]);
  });

  it('takes no more tenants than it was told', async () => {
    const full = sesClient(simulator.url, simulator.keys.first).send(
      new CreateTenantCommand({ TenantName: 'one-more' }),
    );
    expect((await errorOf(full)).name).toBe('LimitExceededException');
  });

  it('keeps a log: who asked what, with a page token or not, and how it went', async () => {
    await simulator.control.clearLog();
    const ses = sesClient(simulator.url, simulator.keys.first);
    const { NextToken } = await ses.send(new ListTenantsCommand({ PageSize: 4 }));
    await ses.send(new ListTenantsCommand({ PageSize: 4, NextToken }));
    await errorOf(ses.send(new ListTenantsCommand({ PageSize: 11 })));
    const log = await simulator.control.log();
    const same = { operation: 'ListTenants', account: '111122223333', region: 'us-east-1' };
    expect(log).toMatchObject([
      { ...same, status: 200, error: null, hasPageToken: false, pageSize: 4 },
      { ...same, status: 200, error: null, hasPageToken: true, accessKeyId: 'AKIASIM0000000000001' },
      { ...same, status: 400, error: 'BadRequestException', principal: 'arn:aws:iam::111122223333:user/standing' },
    ]);
    expect(await simulator.control.log(log[1]?.seq)).toHaveLength(1);
  });

  it('lives by itself when its clock runs', async () => {
    const demo = await startSimulator({ tenants: 24, life: 'demo', clock: 'fast:60' });
    const changes = await vi.waitUntil(
      async () => {
        const events = await demo.control.events();
        return events.length > 0 && events;
      },
      { timeout: 20_000, interval: 100 },
    );
    await demo.stop();
    expect(JSON.stringify(changes[0]?.event)).toContain(':tenant/');
  });

  it('ends when it is stopped', async () => {
    const other = await startSimulator({ tenants: 12 });
    await sesClient(other.url, other.keys.first).send(new GetAccountCommand({}));
    await other.stop();
    await expect(fetch(`${other.url}/__sim/state`)).rejects.toThrow('fetch failed');
  });

  it('says in one sentence what it cannot do', async () => {
    const port = Number(new URL(simulator.url).port);
    const error = await errorOf(startSimulator({ port, tenants: 12 }));
    expect(error.message).toContain('EADDRINUSE');
  });
});

describe('the command line', () => {
  it.each([
    [['--clock', 'sideways'], '--clock takes real, frozen or fast:<times>, not sideways'],
    [['--life', 'wild'], '--life takes off, calm, busy, demo, not wild'],
    [['--tenants', 'many'], '--tenants takes a number, not many'],
    [['--switch', 'filterAnd=xor'], 'Switch filterAnd takes and, or, first-only, refused, not xor'],
    [['--start', 'soon'], '--start takes an ISO time, not soon'],
  ])('%j is refused: %s', (given, sentence) => {
    expect(() => readArguments(given)).toThrow(sentence);
  });
});
