import { UpdateReputationEntityCustomerManagedStatusCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sesClient } from './client-for-tests.ts';
import { type StartedSimulator, startInProcess } from './start.ts';
import { type Switches, readSwitches } from './switches.ts';

let simulator: StartedSimulator;
let number = 0;
/** A fresh tenant for each test. */
let arn: string;

beforeAll(async () => {
  simulator = await startInProcess({ tenants: 24, clock: 'frozen' });
});
beforeEach(async () => {
  await simulator.control.setSwitches(readSwitches({}));
  arn = (await simulator.control.setTenant({ act: 'create', name: `fresh-${++number}` })).arn;
});
afterAll(() => simulator.stop());

const turn = (switches: Partial<Switches>) => simulator.control.setSwitches(switches);
const reinstate = () =>
  sesClient(simulator.url, simulator.keys.first).send(
    new UpdateReputationEntityCustomerManagedStatusCommand({
      ReputationEntityType: 'RESOURCE',
      ReputationEntityReference: arn,
      SendingStatus: 'REINSTATED',
    }),
  );

describe('events', () => {
  const types = async (act: () => Promise<unknown>) => {
    const before = (await simulator.control.events()).at(-1)?.seq;
    await act();
    return (await simulator.control.events(before)).map((one) => one.event as Record<string, unknown>);
  };

  it('tell of a finding and of the record that it changes', async () => {
    const [finding, status] = await types(() => simulator.control.setFinding({ arn, description: 'Too many.' }));
    expect(finding).toMatchObject({
      'detail-type': 'Advisor Recommendation Status Open',
      resources: [arn],
      detail: { data: 'Too many.', metadata: { impact: 'HIGH', type: 'BOUNCE' } },
    });
    expect(status).toMatchObject({
      'detail-type': 'Sending Status Disabled',
      source: 'aws.ses',
      account: '111122223333',
      region: 'us-east-1',
      detail: { data: { origin: 'CUSTOMER_MANAGED', record: { status: 'DISABLED', cause: expect.any(String) } } },
    });
    expect(JSON.stringify(status)).toMatch(/"lastUpdatedTimestamp":\[20\d\d,(\d+,){5}\d+\]/);
  });

  it.each([
    ['fires', ['Advisor Recommendation Status Resolved', 'Sending Status Enabled']],
    ['silent', ['Advisor Recommendation Status Resolved']],
  ] as const)('returnToEnabledEvent %s', async (returnToEnabledEvent, expected) => {
    await turn({ returnToEnabledEvent });
    await simulator.control.setFinding({ arn });
    await reinstate();
    const events = await types(() => simulator.control.setFinding({ arn, act: 'resolve' }));
    expect(events.map((one) => one['detail-type'])).toEqual(expected);
  });

  it('resolvedEventName and resolvedEventPayload', async () => {
    await turn({ resolvedEventName: 'Closed', resolvedEventPayload: 'absent' });
    await simulator.control.setFinding({ arn });
    const [closed] = await types(() => simulator.control.setFinding({ arn, act: 'resolve' }));
    expect(closed).toMatchObject({ 'detail-type': 'Advisor Recommendation Status Closed' });
    expect(closed?.['detail']).not.toHaveProperty('data');
  });
});
