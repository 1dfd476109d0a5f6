import { describePolicy } from './describe-policy.ts';
import type { Reading } from './explain-input.ts';
import { workingStep } from './explain-sources.ts';
import type { Explanation } from './explanation.ts';
import { followsFromRecords, permitsMail } from './follows-from-records.ts';
import { quoteRaw, sayStatus } from './quote-raw.ts';
import { classifyImpact, classifyPolicy } from './vocabulary.ts';

type Steps = Explanation['working'];

/** "Show working": each rule, what it found here, where SES says so, and how sure that is. */
export function workingOf(reading: Reading): Steps {
  return [
    aggregateStep(reading),
    ...sesRecordSteps(reading),
    ...customerRecordSteps(reading),
    policyStep(reading),
    ...findingSteps(reading),
  ];
}

/** The row of the truth table that the two records make. */
function ruleGives({ customer, aws }: Reading): string {
  if (customer === 'DISABLED' || aws === 'DISABLED') return 'by this rule DISABLED';
  if (customer === 'ENABLED' && aws === 'ENABLED') return 'by this rule ENABLED';
  if (permitsMail(customer) && permitsMail(aws)) return 'by this rule mail may flow; likely REINSTATED';
  return 'the rule does not decide, because a record is not reported or not known';
}

function checked(follows: boolean | null): string {
  if (follows === null) return 'which cannot be checked by it';
  return follows ? 'which follows from it' : 'which does not follow from it';
}

function aggregateStep(reading: Reading): Steps[number] {
  const { aggregate, customer, aws, input } = reading;
  const reported =
    aggregate === 'absent'
      ? 'SES reports no aggregate'
      : `SES reports ${sayStatus(input.sendingStatusAggregate)}, ${checked(followsFromRecords(aggregate, customer, aws))}`;
  return workingStep(
    'If either record is DISABLED, the aggregate is DISABLED. Mail flows only when both records permit it. The aggregate SES reports is shown as it is, never recomputed.',
    `Customer-managed ${sayStatus(input.customerManagedStatus?.status)}, SES-managed ` +
      `${sayStatus(input.awsSesManagedStatus?.status)}: ${ruleGives(reading)}. ${reported}.`,
    'documented',
    'entity',
  );
}

function sesRecordSteps({ aws, input }: Reading): Steps {
  const word = sayStatus(input.awsSesManagedStatus?.status);
  if (aws === 'DISABLED') {
    return [
      workingStep(
        'The customer-managed call leaves the SES-managed record unchanged and cannot override it.',
        'The SES-managed record is DISABLED, so setting the customer-managed record has no effect on sending.',
        'documented',
        'updateStatus',
      ),
      workingStep(
        'Tenants paused by AWS Trust & Safety are resolved in an AWS Support case.',
        'An SES-managed DISABLED is likely such a pause (the console calls it Enforced).',
        'likely',
        'tenantsBlog',
      ),
    ];
  }
  if (aws === 'absent') {
    return [
      workingStep(
        'Every record may be absent from SES’s answer; SES does not say what its absence means.',
        'There is no SES-managed record; likely SES has not stopped this sender itself.',
        'likely',
        'entity',
      ),
    ];
  }
  if (aws === 'ENABLED') return [];
  return [
    workingStep(
      'SES documents ENABLED, REINSTATED and DISABLED, and explains REINSTATED only for the customer-managed record.',
      `The SES-managed record says ${word}.`,
      'not-documented',
      'ours',
    ),
  ];
}

function customerRecordSteps({ customer, input }: Reading): Steps {
  switch (customer) {
    case 'DISABLED':
      return [
        workingStep(
          'Automatic policy pauses are likely written to the customer-managed record too; the console calls both Paused.',
          `The record is DISABLED; SES does not say whether a person, a tool or a policy did it.${
            input.seenBefore['automatic-stop-record'] === undefined
              ? ''
              : ` ${input.seenBefore['automatic-stop-record']}`
          }`,
          'likely',
          'tenantsBlog',
        ),
      ];
    case 'REINSTATED':
      return [
        workingStep(
          'A reinstated sender may send although findings are open, until they are resolved or new violations occur; it then returns to ENABLED by itself.',
          'The customer-managed record is REINSTATED: SES’s protection against the findings open now is off.',
          'documented',
          'updateStatus',
        ),
      ];
    case 'absent':
      return [
        workingStep(
          'Whether the customer-managed record exists before anything was written to it is not documented.',
          'There is no customer-managed record.',
          'not-documented',
          'ours',
        ),
      ];
    case 'unknown':
      return [
        workingStep(
          'SES documents ENABLED, REINSTATED and DISABLED.',
          `The customer-managed record says ${sayStatus(input.customerManagedStatus?.status)}.`,
          'not-documented',
          'ours',
        ),
      ];
    case 'ENABLED':
      return [];
  }
}

function policyStep({ input }: Reading): Steps[number] {
  const policy = classifyPolicy(input.reputationManagementPolicy);
  return workingStep(
    'Standard pauses on high-impact findings, Strict on any finding, None on none. Even with None, SES may stop a sender for severe problems.',
    `${describePolicy(input.reputationManagementPolicy)}.`,
    policy === 'unknown' || policy === 'absent' ? 'not-documented' : 'documented',
    'tenants',
  );
}

function findingSteps({ input }: Reading): Steps {
  const impact = classifyImpact(input.reputationImpact);
  const reported =
    impact === 'absent'
      ? 'No impact is reported, which likely means no active finding.'
      : `The impact is ${impact === 'unknown' ? quoteRaw(input.reputationImpact ?? '') : impact}.`;
  return [
    workingStep(
      'The impact is that of the highest-impact finding now active.',
      reported,
      impact === 'absent' ? 'likely' : impact === 'unknown' ? 'not-documented' : 'documented',
      'entity',
    ),
    workingStep(
      'Findings are read from ListRecommendations, which names them by sender and type.',
      sayFindings(input.findings),
      'documented',
      'recommendations',
    ),
  ];
}

/** "2 open findings: BOUNCE (HIGH), COMPLAINT (LOW)." */
export function sayFindings(findings: {
  known: boolean;
  open: readonly { type: string | null; impact: string | null }[];
}): string {
  const named = findings.open.slice(0, 8).map((finding) => {
    const type = finding.type === null ? 'type not reported' : sayWord(finding.type);
    return `${type} (${finding.impact === null ? 'impact not reported' : sayWord(finding.impact)})`;
  });
  const more = findings.open.length > 8 ? `, and ${findings.open.length - 8} more` : '';
  const count = `${findings.open.length} open ${findings.open.length === 1 ? 'finding' : 'findings'}`;
  if (!findings.known) {
    const seen = findings.open.length === 0 ? '' : ` Seen so far, ${count}: ${named.join(', ')}${more}.`;
    return `The findings have not been read whole.${seen}`;
  }
  return findings.open.length === 0 ? 'No open finding.' : `${count}: ${named.join(', ')}${more}.`;
}

function sayWord(word: string): string {
  return /^[A-Z0-9_]{1,40}$/.test(word) ? word : quoteRaw(word);
}
