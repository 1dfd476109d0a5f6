import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { createLog } from '../log.ts';
import { sessionNameOf } from './credential-provider.ts';
import type { SesCredential, SesGateway } from './gateway.ts';
import { openGateway } from './open-gateway.ts';

const person = { lane: 'open-entity' } as const;
const SAVED = { ...process.env };
const folder = mkdtempSync(join(tmpdir(), 'standing-aws-'));
const file = join(folder, 'credentials');
let simulator: Awaited<ReturnType<typeof startInProcess>>;
let gateway: SesGateway;

const profileOf = (name: string, key: { accessKeyId: string; secretAccessKey: string }) =>
  `[${name}]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`;
const open = (id: string, region: string, credential: SesCredential) =>
  gateway.open({ id, region, account: null, credential });
const staticKeys = (key: { accessKeyId: string; secretAccessKey: string }) =>
  ({ source: 'static-keys', accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey }) as const;

beforeAll(async () => {
  simulator = await startInProcess({ tenants: 60, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
  process.env.AWS_ENDPOINT_URL_STS = simulator.url;
  process.env.AWS_SHARED_CREDENTIALS_FILE = file;
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  gateway = openGateway({ config: { ratePerSecond: 1000, share: 1 }, clock: Date, log: createLog('silent') });
});
afterEach(async () => {
  await simulator.control.clearFaults();
  await simulator.control.clearLog();
  await simulator.control.setRole(simulator.role);
});
afterAll(async () => {
  process.env = SAVED;
  await gateway.close();
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

describe('a named profile', () => {
  it('signs with what the file holds, and takes up another key when the first is refused', async () => {
    writeFileSync(file, profileOf('ses', simulator.keys.second));
    const connection = open('profile', 'ap-southeast-2', { source: 'profile', profile: 'ses' });
    expect(await connection.callerIdentity()).toMatchObject({ account: '444455556666' });
    expect((await connection.listEntities({}, null, person)).value.entities.length).toBeGreaterThan(0);

    const renewed = { accessKeyId: 'AKIASIM00000000000P2', secretAccessKey: 'sim-secret-p2' };
    await simulator.control.setKey({ ...renewed, account: '444455556666' });
    await simulator.control.setKey({ accessKeyId: simulator.keys.second.accessKeyId, remove: true });
    writeFileSync(file, profileOf('ses', renewed));
    await expect(connection.getAccount(person)).rejects.toMatchObject({ code: 'ses-credentials-invalid' });
    expect((await connection.getAccount(person)).value.enforcementStatus).toBeTypeOf('string');
    const { accessKeyId, secretAccessKey, account } = simulator.keys.second;
    await simulator.control.setKey({ accessKeyId, secretAccessKey, account });
  });

  it('that no file has is named as missing, without asking AWS', async () => {
    const connection = open('absent', 'us-east-1', { source: 'profile', profile: 'absent' });
    await expect(connection.getAccount(person)).rejects.toMatchObject({ code: 'ses-credentials-invalid' });
    expect(await simulator.control.log()).toEqual([]);
  });
});

describe('an assumed role', () => {
  const withRole = (): SesCredential => ({
    ...staticKeys(simulator.keys.first),
    role: { arn: simulator.role.arn, externalId: simulator.role.externalId },
  });

  it('reads the account of the role; each write goes by a session that names its operator', async () => {
    const connection = open('role', 'ap-southeast-2', withRole());
    expect(await connection.callerIdentity()).toMatchObject({
      account: '444455556666',
      arn: 'arn:aws:sts::444455556666:assumed-role/StandingReader/standing',
    });
    const [first] = (await connection.listEntities({}, null, person)).value.entities;
    await connection.setCustomerStatus(first!.arn as EntityArn, 'DISABLED', {
      lane: 'act',
      operator: 'ada@example.com',
    });
    const log = await simulator.control.log();
    const bySession = (operation: string) => log.find((entry) => entry.operation === operation)?.principal;
    expect(bySession('ListReputationEntities')).toMatch(/StandingReader\/standing$/);
    expect(bySession('UpdateReputationEntityCustomerManagedStatus')).toMatch(/StandingReader\/ada@example.com$/);
  });

  it('is opened by a profile as well', async () => {
    writeFileSync(file, profileOf('ses', simulator.keys.first));
    const { role } = withRole();
    const connection = open('profile-role', 'ap-southeast-2', { source: 'profile', profile: 'ses', role });
    expect(await connection.callerIdentity()).toMatchObject({ account: '444455556666' });
  });

  it('with another ExternalId is refused in words that say what to change', async () => {
    const connection = open('wrong', 'ap-southeast-2', {
      ...staticKeys(simulator.keys.first),
      role: { arn: simulator.role.arn, externalId: 'another' },
    });
    await expect(connection.getAccount(person)).rejects.toMatchObject({
      code: 'ses-credentials-invalid',
      message: expect.stringContaining('trust policy') as string,
      details: { iamAction: 'sts:AssumeRole' },
    });
    await expect(connection.callerIdentity()).rejects.toMatchObject({ code: 'ses-credentials-invalid' });
  });

  it('is told apart by whether it demands the ExternalId', async () => {
    const connection = open('check', 'ap-southeast-2', withRole());
    expect(await connection.checkExternalId()).toBe('demanded');
    await simulator.control.setRole({ ...simulator.role, externalId: null });
    expect(await connection.checkExternalId()).toBe('not-demanded');
    await simulator.control.addFault({ fault: 'reset', operation: 'AssumeRole' });
    expect(await connection.checkExternalId()).toBe('unknown');
    expect(await open('keys', 'us-east-1', staticKeys(simulator.keys.first)).checkExternalId()).toBeNull();
  });
});

it.each([
  ['ada@example.com', 'ada@example.com'],
  ['Demo visitor', 'Demo-visitor'],
  ['é', '--'],
  ['x'.repeat(80), 'x'.repeat(64)],
])('names the session of %j as %j', (operator, name) => {
  expect(sessionNameOf(operator)).toBe(name);
});

it('every operation of the gateway stands in the table of permissions', async () => {
  const { SES_OPERATION_NAMES } = await import('../../domain/ses-operations.ts');
  const { readdirSync, readFileSync } = await import('node:fs');
  const here = new URL('.', import.meta.url);
  const commands = readdirSync(here)
    .filter((name) => name.endsWith('-operations.ts'))
    .flatMap((name) => [...readFileSync(new URL(name, here), 'utf8').matchAll(/new (\w+)Command\(/g)])
    .map(([, command]) => command);
  expect(new Set(commands)).toEqual(new Set(SES_OPERATION_NAMES));
});
