import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityCan } from './entity-can.ts';
import { explain } from './explain.ts';
import type { ExplainInput, OpenFinding } from './explain-input.ts';
import { explanationSchema } from './explanation.ts';
import { classifySendingStatus } from './vocabulary.ts';

const STATUSES = ['ENABLED', 'REINSTATED', 'DISABLED', null, 'SLEEPING'];
const IMPACTS = ['LOW', 'HIGH', null, 'SEVERE'];
const POLICY = 'arn:aws:ses:us-east-1:aws:reputation-policy/';
const POLICIES = [`${POLICY}standard`, `${POLICY}strict`, `${POLICY}none`, null, `${POLICY}gentle`];
const high: OpenFinding = { type: 'BOUNCE', impact: 'HIGH' };
const FINDINGS = [
  { known: true, open: [] },
  { known: false, open: [] },
  { known: true, open: [high] },
];
const record = (status: string | null) =>
  status === null ? null : { status, cause: null, lastUpdatedAt: '2026-11-22T02:14:07.000Z' };

const base: ExplainInput = {
  name: 'Acme',
  region: 'us-east-1',
  account: '123456789012',
  sendingStatusAggregate: 'ENABLED',
  customerManagedStatus: record('ENABLED'),
  awsSesManagedStatus: record('ENABLED'),
  reputationImpact: null,
  reputationManagementPolicy: `${POLICY}standard`,
  since: { at: '2026-11-22T02:14:07.000Z', atLeast: false, recordUpdatedAt: null },
  deletedAt: null,
  findings: { known: true, open: [] },
  accountFacts: null,
  resources: null,
  patterns: [],
  asOf: null,
};

function* everyInput(): Generator<ExplainInput> {
  for (const aggregate of STATUSES)
    for (const customer of STATUSES)
      for (const aws of STATUSES)
        for (const reputationImpact of IMPACTS)
          for (const reputationManagementPolicy of POLICIES)
            for (const findings of FINDINGS)
              yield {
                ...base,
                sendingStatusAggregate: aggregate,
                customerManagedStatus: record(customer),
                awsSesManagedStatus: record(aws),
                reputationImpact,
                reputationManagementPolicy,
                findings,
              };
}
const all = [...everyInput()];
const said = (
  aggregate: string | null,
  customer: string | null,
  aws: string | null,
  more: Partial<ExplainInput> = {},
) =>
  explain({
    ...base,
    sendingStatusAggregate: aggregate,
    customerManagedStatus: record(customer),
    awsSesManagedStatus: record(aws),
    ...more,
  });

describe('over every combination of statuses, impacts, policies and findings', () => {
  const answers = all.map((input) => ({ input, answer: explain(input) }));

  it('answers in the contract', () => {
    for (const { answer } of answers) expect(() => explanationSchema.parse(answer)).not.toThrow();
  });

  it('never says that mail may flow unless the aggregate permits and no record is DISABLED', () => {
    const permissive = /\bcan send\b|does not stop|allowed/;
    for (const { input, answer } of answers) {
      const statuses = [input.customerManagedStatus?.status, input.awsSesManagedStatus?.status];
      const permits = ['ENABLED', 'REINSTATED'].includes(classifySendingStatus(input.sendingStatusAggregate));
      const may = permits && !statuses.includes('DISABLED');
      expect({ sentence: answer.sentence, may: permissive.test(answer.sentence) }).toEqual({
        sentence: answer.sentence,
        may,
      });
      expect(['not-stopped', 'allowed-under-watch'].includes(answer.verdict)).toBe(may);
    }
  });

  it('says cannot send exactly when the aggregate is DISABLED', () => {
    for (const { input, answer } of answers) {
      expect(/cannot send/.test(answer.sentence)).toBe(input.sendingStatusAggregate === 'DISABLED');
      expect(answer.verdict === 'cannot-send').toBe(input.sendingStatusAggregate === 'DISABLED');
    }
  });

  it('names sender, Region and account, in whole sentences', () => {
    for (const { answer } of answers) {
      expect(answer.sentence).toContain('Acme (us-east-1, 123456789012)');
      expect(answer.sentence).toMatch(/^[A-Z].*\.$/);
      expect(answer.sentence).not.toMatch(/undefined|null|NaN| {2}|!|\.\.|,,/);
    }
  });

  it('never tells the operator to lift what SES itself disabled, and never leaves a stop without a next step', () => {
    const bySes = answers.filter(({ input }) => input.awsSesManagedStatus?.status === 'DISABLED');
    for (const { answer } of bySes) {
      expect(['aws', 'aws-then-you']).toContain(answer.whoCanLift);
      expect(answer.next.join('\n')).not.toMatch(/^(Enable|Reinstate)/m);
    }
    for (const { answer } of answers.filter((each) => each.answer.verdict === 'cannot-send')) {
      expect(answer.next.length).toBeGreaterThan(0);
      expect(answer.blockers.length).toBeGreaterThan(0);
    }
  });

  it('advises no act that the table of acts refuses', () => {
    const advised = answers.filter(({ answer }) =>
      answer.next.some((step) => /^(Enable|Reinstate) sending/.test(step)),
    );
    expect(advised.length).toBeGreaterThan(0);
    for (const { input, answer } of advised) {
      const act = answer.next.some((step) => step.startsWith('Enable')) ? 'enable' : 'reinstate';
      const subject = {
        sendingStatusAggregate: input.sendingStatusAggregate,
        customerStatus: input.customerManagedStatus?.status ?? null,
        awsSesStatus: input.awsSesManagedStatus?.status ?? null,
        reputationManagementPolicy: input.reputationManagementPolicy,
        deletedAt: null,
        unread: null,
        past: false,
      };
      expect(entityCan.act(act, subject)).toBe(true);
    }
  });

  it('marks every inference: nothing about an absent or unknown word is "documented"', () => {
    const inferred = /is no SES-managed record|is no customer-managed record|SLEEPING|gentle|SEVERE/;
    // The first step repeats what SES reported; its rule is documented whatever the words are.
    const steps = answers
      .flatMap(({ answer }) => answer.working.slice(1))
      .filter((step) => inferred.test(step.finding));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((step) => step.certainty === 'documented')).toEqual([]);
  });

  it('leaves nothing unchecked unsaid', () => {
    for (const { answer } of answers)
      expect(answer.otherStops.map((stop) => stop.state)).toEqual(Array(7).fill('unchecked'));
  });
});

describe('the sentences', () => {
  it.each([
    [
      'DISABLED',
      'ENABLED',
      'DISABLED',
      'Acme (us-east-1, 123456789012) cannot send. SES disabled it at 2026-11-22 02:14 UTC; this API cannot lift it, AWS documents a Support case as the way.',
      'aws',
    ],
    [
      'DISABLED',
      'DISABLED',
      'ENABLED',
      'Acme (us-east-1, 123456789012) cannot send. Its customer-managed record was set to DISABLED at 2026-11-22 02:14 UTC; you can lift it.',
      'you',
    ],
    [
      'DISABLED',
      'DISABLED',
      'DISABLED',
      'Acme (us-east-1, 123456789012) cannot send. It was disabled at 2026-11-22 02:14 UTC, and both records stop it: SES’s own, which this API cannot lift (AWS documents a Support case as the way), and the customer-managed one, which would still stop it afterwards.',
      'aws-then-you',
    ],
    [
      'DISABLED',
      'ENABLED',
      null,
      'Acme (us-east-1, 123456789012) cannot send. SES reports it DISABLED, seen at 2026-11-22 02:14 UTC, and neither record says why.',
      'unknown',
    ],
    [
      'REINSTATED',
      'REINSTATED',
      'ENABLED',
      'Reputation does not stop Acme (us-east-1, 123456789012): it was reinstated at 2026-11-22 02:14 UTC, so it is allowed despite findings, and new ones may still pause it.',
      'nobody-needed',
    ],
    [
      'ENABLED',
      null,
      null,
      'Reputation does not stop Acme (us-east-1, 123456789012): SES reports it ENABLED.',
      'nobody-needed',
    ],
    [
      null,
      null,
      null,
      'SES reports no aggregate sending status for Acme (us-east-1, 123456789012), so whether it may send is not known.',
      'unknown',
    ],
    [
      'SLEEPING',
      null,
      'DISABLED',
      'SES reports the sending status “SLEEPING” for Acme (us-east-1, 123456789012), a word Standing does not know; the SES-managed record says DISABLED, which SES documents as stopping its mail.',
      'aws',
    ],
    [
      'ENABLED',
      'ENABLED',
      'DISABLED',
      'What SES reports for Acme (us-east-1, 123456789012) contradicts itself: the aggregate says ENABLED, but the SES-managed record says DISABLED. Whether its mail flows is not known.',
      'aws',
    ],
  ])('%s from %s and %s', (aggregate, customer, aws, sentence, lift) => {
    const answer = said(aggregate, customer, aws);
    expect(answer.sentence).toBe(sentence);
    expect(answer.whoCanLift).toBe(lift);
  });

  it('says "at or before" when the start was not seen, or the record moved inside the run', () => {
    const since = { at: '2026-11-20T00:00:00.000Z', atLeast: true, recordUpdatedAt: '2026-11-19T00:00:00.000Z' };
    expect(
      said('DISABLED', 'ENABLED', 'DISABLED', { since: { ...since, at: '2026-11-23T00:00:00.000Z' } }).sentence,
    ).toContain('SES disabled it at or before 2026-11-23 00:00 UTC');
    expect(said('DISABLED', 'DISABLED', 'ENABLED', { since: { ...since, atLeast: false } }).sentence).toContain(
      'DISABLED at or before 2026-11-22 02:14 UTC',
    );
    expect(said('DISABLED', 'DISABLED', 'ENABLED', { since }).note).toContain(
      'Its start was not seen; SES last updated the record at 2026-11-19 00:00 UTC.',
    );
  });

  it('speaks of a deleted entity and of a moment in the past as such', () => {
    expect(said('DISABLED', 'DISABLED', null, { deletedAt: '2026-11-23T01:00:00.000Z' })).toMatchObject({
      verdict: 'unknown',
      whoCanLift: 'nobody-needed',
      sentence:
        'Acme (us-east-1, 123456789012) is no longer known to SES. It was found missing at 2026-11-23 01:00 UTC; the last status seen was DISABLED.',
    });
    expect(said('ENABLED', null, null, { asOf: '2026-11-23T01:00:00.000Z' }).sentence).toMatch(
      /^As of 2026-11-23 01:00 UTC: /,
    );
  });

  it('keeps hostile words visible and inert', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (word) => {
        const { sentence } = said(word, word, word);
        expect(sentence).not.toMatch(/\p{C}/u);
        expect(sentence.length).toBeLessThan(700);
      }),
      { numRuns: 40 },
    );
  });
});

describe('disagreements', () => {
  it.each([
    [
      { reputationImpact: null, findings: { known: true, open: [high] } },
      'No impact is reported, yet 1 open finding is listed.',
    ],
    [
      { reputationImpact: 'HIGH', findings: { known: true, open: [] } },
      'The impact is HIGH, yet no open finding is listed.',
    ],
    [
      { reputationImpact: 'LOW', findings: { known: true, open: [high] } },
      'The impact is LOW, yet an open finding of HIGH impact is listed.',
    ],
  ])('%o', (more, words) => {
    expect(said('ENABLED', 'ENABLED', 'ENABLED', more).disagreements).toEqual([words]);
  });

  it('says nothing where findings have not been read', () => {
    const unread = { reputationImpact: 'HIGH', findings: { known: false, open: [] } };
    expect(said('ENABLED', 'ENABLED', 'ENABLED', unread).disagreements).toEqual([]);
  });

  it('names an aggregate that does not follow from its records', () => {
    expect(said('DISABLED', 'ENABLED', 'ENABLED').disagreements).toHaveLength(1);
    expect(said('ENABLED', 'DISABLED', 'ENABLED').disagreements).toHaveLength(1);
    expect(said('DISABLED', 'DISABLED', 'ENABLED').disagreements).toEqual([]);
    expect(said('REINSTATED', 'REINSTATED', 'ENABLED').disagreements).toEqual([]);
  });
});

describe('what else can stop it', () => {
  const readAt = '2026-11-23T00:00:00.000Z';
  const healthy = {
    sendingEnabled: true,
    enforcementStatus: 'HEALTHY',
    productionAccessEnabled: true,
    max24HourSend: 50_000,
    sentLast24Hours: 100,
    readAt,
  };
  const statesOf = (more: Partial<ExplainInput>) =>
    Object.fromEntries(said('ENABLED', 'ENABLED', 'ENABLED', more).otherStops.map((stop) => [stop.what, stop.state]));

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
