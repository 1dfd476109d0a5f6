import {
  GetAccountCommand,
  GetReputationEntityCommand,
  UpdateReputationEntityPolicyCommand,
} from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, sesClient, stsClient } from './client-for-tests.ts';
import { type StartedSimulator, startInProcess } from './start.ts';

let simulator: StartedSimulator;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 24 });
});
afterEach(() => simulator.control.clearFaults());
afterAll(() => simulator.stop());

const account = (key: Parameters<typeof sesClient>[1]) => sesClient(simulator.url, key).send(new GetAccountCommand({}));
const raw = (path: string, headers: Record<string, string> = {}) => fetch(`${simulator.url}${path}`, { headers });

describe('a signature', () => {
  it('of a known key is accepted', async () => {
    expect((await account(simulator.keys.first)).EnforcementStatus).toBe('HEALTHY');
  });

  it('by a wrong secret is refused, under either name AWS may use', async () => {
    const forged = { ...simulator.keys.first, secretAccessKey: 'not-the-secret' };
    expect(await errorOf(account(forged))).toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
    await simulator.control.setSwitches({ signatureError: 'InvalidSignatureException' });
    expect((await errorOf(account(forged))).name).toBe('InvalidSignatureException');
    await simulator.control.setSwitches({ signatureError: 'SignatureDoesNotMatch' });
  });

  it('of an unknown key is refused', async () => {
    const unknown = { accessKeyId: 'AKIASIM0000000000099', secretAccessKey: 'x' };
    expect((await errorOf(account(unknown))).name).toBe('UnrecognizedClientException');
  });

  it('of an expired key is refused', async () => {
    const mine = { accessKeyId: 'AKIASIM0000000000050', secretAccessKey: 'mine' };
    await simulator.control.setKey({ ...mine, expiresAt: 1000 });
    expect((await errorOf(account(mine))).name).toBe('ExpiredTokenException');
    await simulator.control.setKey({ ...mine, expiresAt: null });
    expect((await account(mine)).SendingEnabled).toBe(true);
    await simulator.control.setKey({ ...mine, remove: true });
    expect((await errorOf(account(mine))).name).toBe('UnrecognizedClientException');
  });

  it('covers the body and the path', async () => {
    const ses = sesClient(simulator.url, simulator.keys.first);
    const tamper = (change: (request: { path: string; body?: string }) => void) => {
      const client = sesClient(simulator.url, simulator.keys.first);
      client.middlewareStack.add(
        (next) => (args) => {
          change(args.request as { path: string; body?: string });
          return next(args);
        },
        { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
      );
      return client;
    };
    const arn = (await simulator.control.state()).protagonist ?? '';
    const get = new GetReputationEntityCommand({ ReputationEntityType: 'RESOURCE', ReputationEntityReference: arn });
    expect((await ses.send(get)).ReputationEntity?.ReputationEntityReference).toBe(arn);
    const moved = tamper((request) => (request.path = request.path.replace('northwind', 'southwind')));
    expect((await errorOf(moved.send(get))).name).toBe('SignatureDoesNotMatch');
    const policy = { ReputationEntityType: 'RESOURCE', ReputationEntityReference: arn } as const;
    const put = new UpdateReputationEntityPolicyCommand({ ...policy, ReputationEntityPolicy: 'arn:strict' });
    const rewritten = tamper((request) => (request.body = '{"ReputationEntityPolicy":"arn:nostop"}'));
    expect((await errorOf(rewritten.send(put))).name).toBe('SignatureDoesNotMatch');
  });

  it('that is missing or half there is named', async () => {
    const without = await raw('/v2/email/account');
    expect([without.status, without.headers.get('x-amzn-errortype')]).toEqual([
      403,
      'MissingAuthenticationTokenException',
    ]);
    const half = await raw('/v2/email/account', { authorization: 'AWS4-HMAC-SHA256 Credential=x' });
    expect(half.headers.get('x-amzn-errortype')).toBe('IncompleteSignatureException');
  });

  it('made for another service is refused', async () => {
    const sts = stsClient(simulator.url, simulator.keys.first);
    sts.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { method: string; path: string };
        request.method = 'GET';
        request.path = '/v2/email/account';
        return next(args);
      },
      { step: 'build', name: 'redirect' },
    );
    const error = await errorOf(sts.send(new GetCallerIdentityCommand({})));
    expect(error.$metadata?.httpStatusCode).toBe(403);
    expect((await simulator.control.log()).at(-1)).toMatchObject({
      operation: 'GetAccount',
      error: 'SignatureDoesNotMatch',
    });
  });

  it.each(['InvalidSignatureException', 'SignatureDoesNotMatch', 'RequestExpired'] as const)(
    'from a wrong clock is %s, and the SDK corrects itself by the Date it is told',
    async (clockSkewError) => {
      await simulator.control.setSwitches({ clockSkewError });
      await simulator.control.addFault({ fault: 'wrong-clock', offsetSeconds: 3600 });
      const ses = sesClient(simulator.url, simulator.keys.first);
      const refused = await errorOf(ses.send(new GetAccountCommand({})));
      expect(refused.name).toBe(clockSkewError);
      expect((await ses.send(new GetAccountCommand({}))).SendingEnabled).toBe(true);
    },
  );
});

describe('STS', () => {
  const assume = (ExternalId?: string, RoleSessionName = 'operator-42') =>
    stsClient(simulator.url, simulator.keys.first).send(
      new AssumeRoleCommand({ RoleArn: simulator.role.arn, RoleSessionName, ExternalId }),
    );

  it('says who a key is', async () => {
    const answer = await stsClient(simulator.url, simulator.keys.second).send(new GetCallerIdentityCommand({}));
    expect(answer).toMatchObject({ Account: '444455556666', Arn: 'arn:aws:iam::444455556666:user/standing' });
  });

  it('refuses a wrong secret and an unknown key', async () => {
    const identity = (key: Parameters<typeof stsClient>[1]) =>
      errorOf(stsClient(simulator.url, key).send(new GetCallerIdentityCommand({})));
    expect((await identity({ ...simulator.keys.first, secretAccessKey: 'no' })).name).toBe('SignatureDoesNotMatch');
    expect((await identity({ accessKeyId: 'AKIASIM0000000000098', secretAccessKey: 'no' })).name).toBe(
      'InvalidClientTokenId',
    );
  });

  it('lets the role be assumed with its ExternalId, and only so', async () => {
    expect((await assume('sim-external-id')).AssumedRoleUser?.Arn).toBe(
      'arn:aws:sts::444455556666:assumed-role/StandingReader/operator-42',
    );
    for (const wrong of ['another-id', undefined]) {
      const denied = await errorOf(assume(wrong));
      expect(denied).toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
      expect(denied.message).toContain(
        'is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/StandingReader',
      );
    }
  });

  it('gives a session that works until it ends and carries its name into the log', async () => {
    const made = (await assume('sim-external-id', 'ada@example.com')).Credentials;
    const session = {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
    };
    const ses = sesClient(simulator.url, session, 'ap-southeast-2');
    expect((await ses.send(new GetAccountCommand({}))).EnforcementStatus).toBe('PROBATION');
    expect((await simulator.control.log()).at(-1)?.principal).toBe(
      'arn:aws:sts::444455556666:assumed-role/StandingReader/ada@example.com',
    );
    expect((await errorOf(account({ ...session, sessionToken: 'other' }))).name).toBe('UnrecognizedClientException');
    await simulator.control.setKey({ accessKeyId: session.accessKeyId, expiresAt: 1000 });
    expect((await errorOf(account(session))).name).toBe('ExpiredTokenException');
  });

  it('serves the credential provider of the SDK', async () => {
    const provider = fromTemporaryCredentials({
      masterCredentials: simulator.keys.first,
      params: { RoleArn: simulator.role.arn, RoleSessionName: 'op', ExternalId: simulator.role.externalId },
      clientConfig: { region: 'us-east-1', endpoint: simulator.url },
    });
    expect((await account(await provider())).EnforcementStatus).toBe('PROBATION');
  });
});
