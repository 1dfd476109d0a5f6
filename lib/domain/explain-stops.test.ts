import { describe, expect, it } from 'vitest';
import { type ExplainInput, readingOf } from './explain-input.ts';
import { otherStopsOf } from './explain-stops.ts';

const base: ExplainInput = {
  name: 'Acme',
  region: 'us-east-1',
  account: '123456789012',
  sendingStatusAggregate: 'ENABLED',
  customerManagedStatus: null,
  awsSesManagedStatus: null,
  reputationImpact: null,
  reputationManagementPolicy: null,
  since: { at: '2026-11-22T02:14:07.000Z', atLeast: false, recordUpdatedAt: null },
  deletedAt: null,
  findings: { known: true, open: [] },
  accountFacts: null,
  resources: null,
  resourcesUnread: null,
  stoppedBy: null,
  seenBefore: {},
  patterns: [],
  asOf: null,
};
const stopsOf = (more: Partial<ExplainInput>) => otherStopsOf(readingOf({ ...base, ...more }));

describe('what else can stop it', () => {
  const readAt = '2026-11-23T00:00:00.000Z';
  const healthy = {
    sendingEnabled: true,
    enforcementStatus: 'HEALTHY',
    productionAccessEnabled: true,
    max24HourSend: 50_000,
    sentLast24Hours: 100,
    metricsEnabled: true,
    readAt,
  };
  const statesOf = (more: Partial<ExplainInput>) =>
    Object.fromEntries(stopsOf(more).map((stop) => [stop.what, stop.state]));

  it.each([
    [{}, 'clear', 'Account sending'],
    [{ sendingEnabled: false }, 'stops', 'Account sending'],
    [{ sendingEnabled: null }, 'unknown', 'Account sending'],
    [{ enforcementStatus: 'SHUTDOWN' }, 'stops', 'Account enforcement'],
    [{ enforcementStatus: 'PROBATION' }, 'may-stop', 'Account enforcement'],
    [{ enforcementStatus: 'ODD' }, 'unknown', 'Account enforcement'],
    [{ productionAccessEnabled: false }, 'may-stop', 'Sandbox'],
    [{ max24HourSend: -1 }, 'clear', 'Daily quota'],
    [{ sentLast24Hours: 50_000 }, 'stops', 'Daily quota'],
    [{ sentLast24Hours: 46_000 }, 'may-stop', 'Daily quota'],
  ])('account %o: %s for %s', (facts, state, what) => {
    expect(statesOf({ accountFacts: { ...healthy, ...facts } })[what]).toBe(state);
  });

  it('says why resources were not read', () => {
    const stops = stopsOf({ resourcesUnread: 'AWS refused ses:ListTenantResources.' });
    expect(stops[4]).toMatchObject({
      state: 'unchecked',
      detail: 'Not read. AWS refused ses:ListTenantResources.',
    });
  });

  it('reads resources: none, unverified, unread', () => {
    const identity = (verifiedForSending: boolean | null) => ({ name: 'acme.example', verifiedForSending });
    const set = { name: 'main', sendingEnabled: true };
    expect(statesOf({ resources: { identities: [], configurationSets: [], readAt } })).toMatchObject({
      Resources: 'stops',
    });
    expect(
      statesOf({ resources: { identities: [identity(false), identity(true)], configurationSets: [set], readAt } }),
    ).toMatchObject({ Resources: 'clear', Identities: 'may-stop', 'Configuration sets': 'clear' });
    expect(
      statesOf({
        resources: { identities: [identity(null)], configurationSets: [{ ...set, sendingEnabled: false }], readAt },
      }),
    ).toMatchObject({ Identities: 'unknown', 'Configuration sets': 'stops' });
  });
});
