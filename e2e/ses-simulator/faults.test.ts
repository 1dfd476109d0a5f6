import {
  BatchGetMetricDataCommand,
  GetAccountCommand,
  GetReputationEntityCommand,
  ListTenantsCommand,
} from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, sesClient, stsClient } from './client-for-tests.ts';
import type { Fault } from './faults.ts';
import { type StartedSimulator, startInProcess } from './start.ts';

let simulator: StartedSimulator;
let ses: ReturnType<typeof sesClient>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 24 });
  ses = sesClient(simulator.url, simulator.keys.first);
});
afterEach(() => simulator.control.clearFaults());
afterAll(() => simulator.stop());

const account = () => ses.send(new GetAccountCommand({}));
const tenants = () => ses.send(new ListTenantsCommand({}));

describe('faults of the request', () => {
  it.each([
    [{ fault: 'error-500' }, 'InternalFailure', 500],
    [{ fault: 'error-503' }, 'ServiceUnavailable', 503],
    [{ fault: 'expired-token' }, 'ExpiredTokenException', 403],
    [{ fault: 'denied' }, 'AccessDeniedException', 403],
    [{ fault: 'throttle' }, 'TooManyRequestsException', 429],
    [{ fault: 'conflict' }, 'ConflictException', 409],
  ] as [Fault, string, number][])('%j', async (fault, name, httpStatusCode) => {
    await simulator.control.addFault(fault);
    expect(await errorOf(account())).toMatchObject({ name, $metadata: { httpStatusCode } });
    await simulator.control.clearFaults();
    expect((await account()).SendingEnabled).toBe(true);
  });

  it('denied names the principal, the action and the resource', async () => {
    await simulator.control.addFault({ fault: 'denied' });
    expect((await errorOf(tenants())).message).toBe(
      'User: arn:aws:iam::111122223333:user/standing is not authorized to perform: ses:ListTenants ' +
        'on resource: arn:aws:ses:us-east-1:111122223333:tenant/*',
    );
  });
});

describe('faults of the answer', () => {
  it('slow answers whole, after requests that came later', async () => {
    await simulator.control.addFault({ fault: 'slow', milliseconds: 300, count: 1 });
    const order: string[] = [];
    const slow = account().then((answer) => order.push(`slow ${answer.SendingEnabled}`));
    await simulator.control.state();
    await account().then(() => order.push('quick'));
    await slow;
    expect(order).toEqual(['quick', 'slow true']);
  });

  it('reset destroys the socket before a byte', async () => {
    await simulator.control.addFault({ fault: 'reset' });
    expect((await errorOf(account())).message).toMatch(/ECONNRESET|socket hang up|aborted/);
    expect((await simulator.control.log()).at(-1)).toMatchObject({ status: 0, fault: 'reset' });
  });

  it('half ends in the middle of the body', async () => {
    await simulator.control.addFault({ fault: 'half' });
    expect((await errorOf(tenants())).message).toMatch(/aborted|ECONNRESET|terminated/);
  });

  it('truncated is a whole answer with half its JSON', async () => {
    await simulator.control.addFault({ fault: 'truncated' });
    expect((await errorOf(tenants())).name).toBe('SyntaxError');
  });

  it('empty is a 200 without a body: the SDK gives an object without members', async () => {
    const arn = (await simulator.control.state()).protagonist ?? '';
    await simulator.control.addFault({ fault: 'empty' });
    const get = new GetReputationEntityCommand({ ReputationEntityType: 'RESOURCE', ReputationEntityReference: arn });
    expect((await ses.send(get)).ReputationEntity).toBeUndefined();
  });

  it.each(['html-200', 'html-502'] as const)('%s is a page of a proxy', async (fault) => {
    await simulator.control.addFault({ fault });
    const error = await errorOf(tenants());
    expect(
      error.$metadata?.httpStatusCode ?? (error as { $response?: { statusCode: number } }).$response?.statusCode,
    ).toBe(fault === 'html-200' ? 200 : 502);
  });

  it('partial-metrics fails every second query inside a 200', async () => {
    await simulator.control.addFault({ fault: 'partial-metrics' });
    const day = {
      StartDate: new Date(Date.now() - 9e8),
      EndDate: new Date(),
      Namespace: 'VDM',
      Metric: 'SEND',
    } as const;
    const answer = await ses.send(
      new BatchGetMetricDataCommand({
        Queries: [
          { Id: 'a', ...day },
          { Id: 'b', ...day },
        ],
      }),
    );
    expect(answer.Results?.map((one) => one.Id)).toEqual(['a']);
    expect(answer.Errors).toEqual([{ Id: 'b', Code: 'INTERNAL_FAILURE', Message: expect.any(String) }]);
  });
});

describe('scope', () => {
  it('strikes the operation, Region and account it names, as often as it says', async () => {
    await simulator.control.addFault({
      fault: 'error-500',
      operation: 'ListTenants',
      region: 'us-east-1',
      account: '111122223333',
      count: 2,
    });
    await account();
    await sesClient(simulator.url, simulator.keys.first, 'eu-west-1').send(new ListTenantsCommand({}));
    await sesClient(simulator.url, simulator.keys.second).send(new ListTenantsCommand({}));
    await errorOf(tenants());
    await errorOf(tenants());
    await tenants();
    expect((await simulator.control.state()).faults).toEqual([]);
  });

  it('reaches STS too', async () => {
    await simulator.control.addFault({ fault: 'denied', operation: 'AssumeRole' });
    const sts = stsClient(simulator.url, simulator.keys.first);
    const assume = { RoleArn: simulator.role.arn, RoleSessionName: 'op', ExternalId: simulator.role.externalId };
    expect((await errorOf(sts.send(new AssumeRoleCommand(assume)))).name).toBe('AccessDenied');
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('111122223333');
  });

  it('refuses a fault it does not know, with the ones it does', async () => {
    const wrong = { fault: 'gremlins' } as unknown as Fault;
    expect((await errorOf(simulator.control.addFault(wrong))).message).toContain('slow, reset, half');
  });
});
