import { policyPauses } from './describe-policy.ts';
import { type Reading, contradictsItself } from './explain-input.ts';
import { verdictOf, whoCanLiftOf } from './explain-verdict.ts';
import type { SeenQuestion } from './seen-before.ts';
import { classifyImpact, classifyPolicy } from './vocabulary.ts';

/** What to expect next, each said with how sure it is; where SES documents nothing, with what this account showed. */
export function expectOf(reading: Reading): string[] {
  if (reading.input.deletedAt !== null || contradictsItself(reading)) return [];
  switch (verdictOf(reading)) {
    case 'allowed-under-watch':
      return [
        `${returns(reading)}${seen(reading, 'reinstated-without-findings')}`,
        'A new violation may pause it again (documented by SES).',
      ];
    case 'not-stopped':
      return notStopped(reading);
    case 'cannot-send':
    case 'unknown':
      return afterLifting(reading);
  }
}

function seen({ input }: Reading, question: SeenQuestion): string {
  const sentence = input.seenBefore[question];
  return sentence === undefined ? '' : ` ${sentence}`;
}

function returns({ input: { findings, reputationImpact } }: Reading): string {
  return findings.known && findings.open.length === 0 && classifyImpact(reputationImpact) === 'absent'
    ? 'No finding is open, so it likely returns to ENABLED by itself.'
    : 'When its findings end it likely returns to ENABLED by itself.';
}

/** Impacts that count now: of the open findings, and the one SES reports, which may stand for one that is not listed. */
function impactsOf({ input: { findings, reputationImpact } }: Reading): (string | null)[] {
  const reported = classifyImpact(reputationImpact) === 'absent' ? [] : [reputationImpact];
  return [...findings.open.map(({ impact }) => impact), ...reported];
}

/** What the policy makes of the findings that are open now. */
function notStopped(reading: Reading): string[] {
  const policy = reading.input.reputationManagementPolicy;
  const impacts = impactsOf(reading);
  if (impacts.length === 0) return [];
  if (impacts.some((impact) => policyPauses(policy, impact) === true)) {
    return ['Its policy documents a pause for an impact that is reported now, so it is likely to be paused next.'];
  }
  switch (classifyPolicy(policy)) {
    case 'standard':
      return impacts.every((impact) => impact === 'LOW')
        ? [
            'Its policy does not pause on low impact. Should a finding of high impact open, it does (documented by SES).',
          ]
        : ['Whether its policy pauses on what is open now is not known: an impact is not reported, or not known.'];
    case 'none':
      return ['Its policy pauses on no finding; SES may still stop it for severe problems (documented by AWS).'];
    case 'strict':
    case 'unknown':
    case 'absent':
      return ['What its policy does about the findings open now is not known.'];
  }
}

function afterLifting(reading: Reading): string[] {
  switch (whoCanLiftOf(reading)) {
    case 'aws':
      return [
        'How AWS decides such a case, and when, is not documented. Once its record changes, the next read shows it.',
      ];
    case 'aws-then-you':
      return [
        'When AWS lifts its record, sending stays stopped until the customer-managed one is lifted too (documented by SES).',
      ];
    case 'you':
      // Where the aggregate cannot be read nothing is lifted, so nothing follows.
      return reading.aggregate === 'DISABLED' ? ownLift(reading) : [];
    case 'nobody-needed':
    case 'unknown':
      return [];
  }
}

function ownLift(reading: Reading): string[] {
  if (impactsOf(reading).length === 0)
    return ['Once lifted, mail may flow again; the next read shows what SES made of it.'];
  return [
    'Reinstated, it may send although findings are open, until they end or new violations occur (documented by SES). Until then SES does not pause it for these findings.',
    `Whether ENABLED with open findings becomes REINSTATED or is paused again is not documented by SES.${seen(reading, 'enable-with-open-findings')}`,
  ];
}
