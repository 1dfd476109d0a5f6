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
  resourcesUnread: null,
  patterns: [],
  seenBefore: {},
  stoppedBy: null,
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

  it('advises and expects in these sentences, each read by a person, and in no others', () => {
    const distinct = (field: 'next' | 'expect') =>
      [...new Set(answers.flatMap(({ answer }) => answer[field]))].toSorted();
    expect(distinct('next')).toMatchInlineSnapshot(`
      [
        "Enable sending (ENABLED: no finding is open).",
        "Fix the cause of the open findings.",
        "Look for the finding behind the reported impact: none is listed as open. Fix its cause.",
        "Open an AWS Support case that names this ARN. SES gives no cause.",
        "Read the findings first; then enable sending if none is open, or reinstate it if one is.",
        "Refresh; if it stays so, compare with the AWS console and open an AWS Support case.",
        "Refresh; if it stays so, compare with the AWS console.",
        "Reinstate sending (REINSTATED: allowed although findings are open).",
        "When AWS has lifted its record, lift the customer-managed one.",
      ]
    `);
    expect(distinct('expect')).toMatchInlineSnapshot(`
      [
        "A new violation may pause it again (documented by SES).",
        "How AWS decides such a case, and when, is not documented. Once its record changes, the next read shows it.",
        "Its policy documents a pause for an impact that is reported now, so it is likely to be paused next.",
        "Its policy does not pause on low impact. Should a finding of high impact open, it does (documented by SES).",
        "Its policy pauses on no finding; SES may still stop it for severe problems (documented by AWS).",
        "No finding is open, so it likely returns to ENABLED by itself.",
        "Once lifted, mail may flow again; the next read shows what SES made of it.",
        "Reinstated, it may send although findings are open, until they end or new violations occur (documented by SES). Until then SES does not pause it for these findings.",
        "What its policy does about the findings open now is not known.",
        "When AWS lifts its record, sending stays stopped until the customer-managed one is lifted too (documented by SES).",
        "When its findings end it likely returns to ENABLED by itself.",
        "Whether ENABLED with open findings becomes REINSTATED or is paused again is not documented by SES.",
        "Whether its policy pauses on what is open now is not known: an impact is not reported, or not known.",
      ]
    `);
  });

  it('says by the truth table what follows from the records, and whether what SES reports does', () => {
    for (const { input, answer } of answers) {
      const [row = { finding: '' }] = answer.working;
      const disabled = [input.customerManagedStatus, input.awsSesManagedStatus].some(
        (one) => one?.status === 'DISABLED',
      );
      expect(row.finding.includes('by this rule DISABLED')).toBe(disabled);
      const contradicted = row.finding.includes('does not follow');
      expect(contradicted && answer.disagreements.length === 0).toBe(false);
    }
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

  it.each<[ExplainInput['stoppedBy'], string]>([
    [null, 'may be a person’s act, or an automatic policy pause'],
    [{ kind: 'elsewhere', who: null, why: null, evidence: [] }, 'may be a person’s act, or an automatic policy pause'],
    [
      { kind: 'ours', who: 'Ada', why: 'ticket 4711', evidence: [] },
      '“Ada” set it in Standing, with the reason “ticket 4711”.',
    ],
    [
      { kind: 'likely-automatic', who: null, why: null, evidence: ['A finding opened.'] },
      'Likely an automatic pause: A finding opened.',
    ],
  ])('says who set the customer-managed record, as far as it is known: %o', (stoppedBy, words) => {
    expect(said('DISABLED', 'DISABLED', 'ENABLED', { stoppedBy }).note).toContain(words);
  });

  it('says what this account showed where SES documents nothing, and only there', () => {
    const seenBefore = {
      'enable-with-open-findings': 'Seen one.',
      'reinstated-without-findings': 'Seen two.',
      'automatic-stop-record': 'Seen three.',
    };
    const findings = { known: true, open: [high] };
    const stopped = said('DISABLED', 'DISABLED', 'ENABLED', { seenBefore, findings });
    expect(stopped.expect.join(' ')).toContain('is not documented by SES. Seen one.');
    expect(stopped.working.map(({ finding }) => finding).join(' ')).toContain('did it. Seen three.');
    const reinstated = said('REINSTATED', 'REINSTATED', 'ENABLED', { seenBefore, findings });
    expect(reinstated.expect.join(' ')).toContain('by itself. Seen two.');
    expect(JSON.stringify(said('ENABLED', 'ENABLED', 'ENABLED', { seenBefore }))).not.toContain('Seen');
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
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (word) => {
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
