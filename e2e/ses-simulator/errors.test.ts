import * as sdk from '@aws-sdk/client-sesv2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, sesClient } from './client-for-tests.ts';
import { model } from './model/read-model.ts';
import { type StartedSimulator, startInProcess } from './start.ts';

let simulator: StartedSimulator;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 24, tenantLimit: 13 });
});
afterEach(async () => {
  await simulator.control.clearFaults();
  await simulator.control.setSwitches({ errorTypeForm: 'both' });
});
afterAll(() => simulator.stop());

const ARN = 'arn:aws:ses:us-east-1:111122223333:tenant/none/tn-0';
const ENTITY = { ReputationEntityType: 'RESOURCE', ReputationEntityReference: ARN } as const;
const DAYS = { StartDate: new Date('2026-11-01'), EndDate: new Date('2026-11-02') };

/** A well-formed input for each operation. */
const INPUTS: Record<string, object> = {
  GetReputationEntity: ENTITY,
  ListReputationEntities: {},
  UpdateReputationEntityCustomerManagedStatus: { ...ENTITY, SendingStatus: 'ENABLED' },
  UpdateReputationEntityPolicy: { ...ENTITY, ReputationEntityPolicy: 'arn:x' },
  ListRecommendations: {},
  CreateTenant: { TenantName: 'x' },
  GetTenant: { TenantName: 'x' },
  ListTenants: {},
  DeleteTenant: { TenantName: 'x' },
  ListTenantResources: { TenantName: 'x' },
  ListResourceTenants: { ResourceArn: ARN },
  CreateTenantResourceAssociation: { TenantName: 'x', ResourceArn: ARN },
  DeleteTenantResourceAssociation: { TenantName: 'x', ResourceArn: ARN },
  PutTenantSuppressionAttributes: { TenantName: 'x' },
  GetAccount: {},
  BatchGetMetricData: { Queries: [{ Id: 'a', Namespace: 'VDM', Metric: 'SEND', ...DAYS }] },
  ListTagsForResource: { ResourceArn: ARN },
  GetConfigurationSet: { ConfigurationSetName: 'x' },
  PutConfigurationSetSendingOptions: { ConfigurationSetName: 'x' },
  GetEmailIdentity: { EmailIdentity: 'x' },
};

type Send = (command: unknown) => Promise<unknown>;
type Commands = Record<string, new (input: object) => object>;

function send(
  operation: string,
  input: object = INPUTS[operation] ?? {},
  key = simulator.keys.first,
): Promise<unknown> {
  const Command = (sdk as unknown as Commands)[`${operation}Command`];
  if (Command === undefined) throw new Error(`The SDK has no ${operation}`);
  const client = sesClient(simulator.url, key);
  return (client.send.bind(client) as Send)(new Command(input));
}

const modelled = Object.entries(model.operations).flatMap(([operation, { errors }]) =>
  errors.map((error) => [operation, error] as const),
);

describe('every modelled error of every operation', () => {
  it.each(modelled)('%s answers %s as the SDK knows it', async (operation, type) => {
    const status = model.shapes[type]?.error?.httpStatusCode ?? 0;
    await simulator.control.addFault({ fault: 'error', operation, type, status, message: 'As asked.' });
    const error = await errorOf(send(operation));
    expect(error).toMatchObject({ name: type, message: 'As asked.', $metadata: { httpStatusCode: status } });
    expect(error).toBeInstanceOf((sdk as unknown as Record<string, new () => Error>)[type]);
  });

  it('covers all twenty operations', () => {
    expect(Object.keys(INPUTS).toSorted()).toEqual(Object.keys(model.operations).toSorted());
  });
});

describe('errors that follow from the world', () => {
  it.each([
    'GetReputationEntity',
    'GetTenant',
    'DeleteTenant',
    'ListTenantResources',
    'ListResourceTenants',
    'CreateTenantResourceAssociation',
    'DeleteTenantResourceAssociation',
    'PutTenantSuppressionAttributes',
    'ListTagsForResource',
    'GetConfigurationSet',
    'PutConfigurationSetSendingOptions',
    'GetEmailIdentity',
  ])('%s of something absent is NotFoundException', async (operation) => {
    expect((await errorOf(send(operation))).name).toBe('NotFoundException');
  });

  it('CreateTenant refuses a name outside the rules and one tenant too many', async () => {
    expect((await errorOf(send('CreateTenant', { TenantName: 'no spaces' }))).name).toBe('BadRequestException');
    await send('CreateTenant', { TenantName: 'the-last' });
    const full = await errorOf(send('CreateTenant', { TenantName: 'one-more' }));
    expect(full).toMatchObject({ name: 'LimitExceededException', $metadata: { httpStatusCode: 400 } });
  });

  it('an unknown status or policy is refused by the server, since the SDK lets it through', async () => {
    const status = await errorOf(
      send('UpdateReputationEntityCustomerManagedStatus', { ...ENTITY, SendingStatus: 'PAUSED' }),
    );
    expect(status.message).toBe(
      "1 validation error detected: Value 'PAUSED' at 'sendingStatus' failed to satisfy constraint: " +
        'Member must satisfy enum value set: [ENABLED, REINSTATED, DISABLED]',
    );
    const policy = await errorOf(send('UpdateReputationEntityPolicy', { ...ENTITY, ReputationEntityPolicy: 'strict' }));
    expect(policy.name).toBe('BadRequestException');
  });

  it('a key that may not is told what it lacks', async () => {
    const update = 'UpdateReputationEntityCustomerManagedStatus';
    const denied = await errorOf(send(update, undefined, simulator.keys.reader));
    expect(denied).toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
    expect(denied.message).toBe(
      `User: arn:aws:iam::111122223333:user/reader is not authorized to perform: ses:${update} on resource: ${ARN}`,
    );
    expect((await errorOf(send('ListReputationEntities', {}, simulator.keys.noList))).name).toBe(
      'AccessDeniedException',
    );
    await send('ListTenants', {}, simulator.keys.noList);
  });

  it.each(['both', 'header', 'body', 'decorated'] as const)('the SDK reads the type when it is in %s', async (form) => {
    await simulator.control.setSwitches({ errorTypeForm: form });
    expect((await errorOf(send('GetReputationEntity'))).name).toBe('NotFoundException');
  });

  it('a path that is no operation, and an ARN that was not encoded, are not recognised', async () => {
    const unsigned = await fetch(`${simulator.url}/v2/email/nothing`);
    expect(unsigned.status).toBe(403);
    expect((await simulator.control.log()).at(-1)?.operation).toBe('Unknown');
    await fetch(`${simulator.url}/v2/email/reputation/entities/RESOURCE/${ARN}`);
    expect((await simulator.control.log()).at(-1)?.operation).toBe('Unknown');
    await fetch(`${simulator.url}/v2/email/reputation/entities/RESOURCE/${encodeURIComponent(ARN)}`);
    expect((await simulator.control.log()).at(-1)?.operation).toBe('GetReputationEntity');
  });
});
