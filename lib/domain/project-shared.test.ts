import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from './change.ts';
import type { Entity } from './entity.ts';
import type { Finding } from './finding.ts';
import { projectShared, type ShareScope, type ShareSource } from './project-shared.ts';
import { SHARE_SECTIONS, type ShareSection } from './share-link.ts';
import { sharedViewSchema } from './shared-view.ts';

const FROM = '2026-11-01T00:00:00.000Z';
const TO = '2026-11-20T00:00:00.000Z';
const NOW = '2026-11-25T00:00:00.000Z';

/** Words that exist nowhere else: whoever finds one in the bytes knows where it came from. */
const CANARY = {
  name: 'canary-name-one',
  arn: 'arn:aws:ses:us-east-1:123412341234:tenant/canary-name-one/tn-canaryid',
  account: '123412341234',
  tenantId: 'tn-canaryid',
  connectionId: 'CANARYconnection',
  connectionLabel: 'CANARY connection label',
  label: 'CANARY label name',
  labelNumber: 'CANARY-number',
  labelContact: 'CANARY-contact@example.org',
  labelLink: 'https://CANARY.example.org/',
  protectedBy: 'CANARY-protector@example.org',
  protectedReason: 'CANARY protection reason',
  sibling: 'arn:aws:ses:eu-west-1:555566667777:tenant/CANARY-sibling/tn-2',
  siblingAccount: '555566667777',
  operator: 'CANARY-operator@example.org',
  reason: 'CANARY reason',
  actId: 'CANARY-act',
  changeId: 'CANARY-change',
  gap: 'CANARY gap detail',
  freshness: 'CANARY freshness',
  explanation: 'CANARY explanation',
  maker: 'CANARY-maker@example.org',
  customerCause: 'CANARY customer cause',
  awsCause: 'CANARY aws cause',
  changeCause: 'CANARY change cause',
  laterCause: 'CANARY later cause',
  finding: 'CANARY finding text',
  resource: 'canary-domain.example.org',
};

const explanation = {
  verdict: 'cannot-send',
  sentence: CANARY.explanation,
  parts: [CANARY.explanation],
  note: CANARY.explanation,
  blockers: [],
  whoCanLift: 'you',
  next: [CANARY.explanation],
  expect: [CANARY.explanation],
  working: [],
  disagreements: [],
  patterns: [],
  otherStops: [{ what: CANARY.explanation, state: 'stops', detail: CANARY.explanation, readAt: null }],
} satisfies Entity['explanation'];

const entity: Entity = {
  arn: CANARY.arn,
  name: CANARY.name,
  tenantId: CANARY.tenantId,
  partition: 'aws',
  region: 'us-east-1',
  account: CANARY.account,
  connectionId: CANARY.connectionId,
  connectionLabel: CANARY.connectionLabel,
  standing: 'disabled',
  sendingStatusAggregate: 'DISABLED',
  reputationImpact: 'HIGH',
  reputationManagementPolicy: 'arn:aws:ses:us-east-1:aws:reputation-policy/strict',
  customerManagedStatus: {
    status: 'DISABLED',
    cause: `${CANARY.customerCause} of Canary Name One`,
    lastUpdatedAt: '2026-11-10T00:00:00.000Z',
  },
  awsSesManagedStatus: { status: 'ENABLED', cause: CANARY.awsCause, lastUpdatedAt: null },
  since: { at: '2026-11-10T00:00:00.000Z', atLeast: false, recordUpdatedAt: null },
  readAt: TO,
  deletedAt: null,
  label: {
    name: CANARY.label,
    customerNumber: CANARY.labelNumber,
    contact: CANARY.labelContact,
    link: CANARY.labelLink,
    source: 'csv',
  },
  protection: { at: FROM, by: CANARY.protectedBy, reason: CANARY.protectedReason },
  explanation,
  freshness: {
    readAt: TO,
    ageSeconds: 1,
    source: 'sweep',
    stale: true,
    reason: { code: 'x', message: CANARY.freshness },
  },
  siblings: [
    {
      arn: CANARY.sibling,
      region: 'eu-west-1',
      account: CANARY.siblingAccount,
      standing: 'enabled',
      sendingStatusAggregate: 'ENABLED',
      deletedAt: null,
    },
  ],
  firstSeenAt: '2026-10-01T00:00:00.000Z',
  incarnation: 1,
};

const change = (seenAt: string, cause: string): Change => ({
  id: CANARY.changeId,
  arn: CANARY.arn,
  incarnation: 1,
  track: 'customer',
  kind: 'changed',
  old: { value: 'ENABLED', cause: null, lastUpdatedAt: null },
  new: { value: 'DISABLED', cause, lastUpdatedAt: seenAt },
  cause,
  awsTime: seenAt,
  at: seenAt,
  seenAt,
  seenAfter: null,
  source: 'sweep',
  origin: {
    kind: 'ours',
    evidence: ['An act of ours on canary-name-one was under way.'],
    actId: CANARY.actId,
    who: CANARY.operator,
    why: CANARY.reason,
  },
  impact: null,
  marks: [],
});
const finding = (createdAt: string, lastUpdatedAt: string, status: string): Finding => ({
  arn: CANARY.arn,
  type: 'BOUNCE',
  impact: 'HIGH',
  description: `${CANARY.finding} ${createdAt} for ${CANARY.resource}`,
  status,
  createdAt,
  lastUpdatedAt,
  firstSeenAt: createdAt,
  lastSeenAt: NOW,
  parsed: null,
});

const source: ShareSource = {
  entity,
  findings: [
    finding('2026-11-10T00:00:00.000Z', '2026-11-22T00:00:00.000Z', 'FIXED'),
    finding('2026-10-01T00:00:00.000Z', '2026-10-05T00:00:00.000Z', 'FIXED'),
    finding('2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 'OPEN'),
  ],
  findingsReadAt: NOW,
  changes: [
    change('2026-11-24T00:00:00.000Z', CANARY.laterCause),
    change('2026-11-10T00:00:00.000Z', CANARY.changeCause),
    change('2026-10-10T00:00:00.000Z', CANARY.laterCause),
  ],
  more: false,
  gaps: [{ from: '2026-10-20T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z', reason: 'failing', detail: CANARY.gap }],
  otherNames: [CANARY.label, CANARY.resource],
};
const scopeOf = (given: Partial<ShareScope> = {}): ShareScope => ({
  sections: [...SHARE_SECTIONS],
  hideNames: false,
  sharedBy: null,
  expiresAt: NOW,
  from: FROM,
  to: TO,
  asOf: TO,
  ...given,
});

/** What may leave, and with what. */
function allowed(scope: ShareScope): Set<string> {
  const has = (section: ShareSection) => scope.sections.includes(section);
  return new Set([
    ...(scope.hideNames ? [] : [CANARY.name, CANARY.arn, CANARY.account, CANARY.tenantId]),
    ...(has('cards') ? [CANARY.customerCause, CANARY.awsCause] : []),
    ...(has('history') ? [CANARY.changeCause] : []),
    ...(has('history') && has('reasons') ? [CANARY.reason] : []),
    ...(has('findings') ? [CANARY.finding] : []),
    ...(has('findings') && !scope.hideNames ? [CANARY.resource] : []),
    ...(scope.sharedBy === null ? [] : [CANARY.maker]),
  ]);
}

describe('what a share link shows', () => {
  it('is within its scope to the byte, whatever is chosen', () => {
    const sections = fc.subarray([...SHARE_SECTIONS], { minLength: 1 });
    fc.assert(
      fc.property(sections, fc.boolean(), fc.boolean(), fc.boolean(), (chosen, hideNames, maker, live) => {
        const scope = scopeOf({
          sections: chosen,
          hideNames,
          sharedBy: maker ? CANARY.maker : null,
          ...(live ? { to: null, asOf: NOW, from: '2026-11-24T12:00:00.000Z' } : {}),
        });
        const view = projectShared(source, scope);
        expect(sharedViewSchema.parse(view)).toEqual(view);
        const bytes = JSON.stringify(view).toLowerCase();
        const may = allowed(scope);
        const forbidden = Object.values(CANARY).filter((canary) => !may.has(canary));
        expect(forbidden.filter((canary) => bytes.includes(canary.toLowerCase()))).toEqual([]);
        // Nor in another spelling.
        expect(hideNames && bytes.replaceAll(/[-_ ]/g, '').includes('canarynameone')).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('has what was chosen', () => {
    const bytes = JSON.stringify(projectShared(source, scopeOf({ sharedBy: CANARY.maker })));
    const missing = [...allowed(scopeOf({ sharedBy: CANARY.maker }))].filter((canary) => !bytes.includes(canary));
    expect(missing).toEqual([]);
  });

  it('stands at the end of its window: what was fixed later is open, what came later is not there', () => {
    const { findings, history, verdict } = projectShared(source, scopeOf());
    expect(findings?.items.map(({ status, lastUpdatedAt }) => [status, lastUpdatedAt])).toEqual([['OPEN', null]]);
    expect(history?.changes.map(({ seenAt }) => seenAt)).toEqual(['2026-11-10T00:00:00.000Z']);
    expect(history?.gaps).toEqual([{ from: FROM, to: '2026-11-03T00:00:00.000Z', reason: 'failing' }]);
    expect(verdict?.sentence).toContain('As of 2026-11-20');
  });

  it('speaks of a hidden sender in whole sentences, and leaves the words of SES', () => {
    const { verdict, cards, history } = projectShared(source, scopeOf({ hideNames: true }));
    const live = projectShared(source, scopeOf({ hideNames: true, to: null, asOf: NOW })).verdict;
    expect(live?.sentence).toMatch(/^This sender \(us-east-1, account hidden\) cannot send\./);
    expect(live?.parts[0]).toMatch(/^This sender/);
    expect(verdict?.sentence).toContain('this sender (us-east-1, account hidden) cannot send.');
    expect(cards?.customerManagedStatus?.cause).toBe(`${CANARY.customerCause} of [sender]`);
    expect(cards?.reputationManagementPolicy).toContain('reputation-policy/strict');
    expect(history?.changes[0]?.new.value).toBe('DISABLED');
    expect(history?.changes[0]?.evidence).toEqual(['An act of ours on [sender] was under way.']);
  });

  it('hides a sender that is named like a word of SES without losing the word', () => {
    const named = {
      ...entity,
      name: 'disabled',
      arn: 'arn:aws:ses:us-east-1:123412341234:tenant/disabled/tn-canaryid',
    };
    const view = projectShared({ ...source, entity: named }, scopeOf({ hideNames: true }));
    expect(view.verdict?.sentence).toContain('cannot send');
    expect(view.cards?.sendingStatusAggregate).toBe('DISABLED');
  });
});
