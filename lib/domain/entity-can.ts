import type { ActName } from './act-names.ts';
import { type SendingStatusClass, classifyImpact, classifySendingStatus, policyNameOf } from './vocabulary.ts';

/** What an act's permission depends on: the record as last read, and whether it can be read now. */
export interface ActSubject {
  sendingStatusAggregate: string | null;
  customerStatus: string | null;
  awsSesStatus: string | null;
  reputationManagementPolicy: string | null;
  deletedAt: string | null;
  /** null: the connection reads; else why it does not, in words. */
  unread: string | null;
  /** A moment in the past is shown. */
  past: boolean;
  /** Standing's own mark; who set it and why, in words. */
  protectedBy?: string | null;
  /** Why no act may run now at all: the read-only switch, or a freeze; in words. */
  held?: { code: string; reason: string } | null;
  /** A lift did not hold: until when no other may be tried, epoch ms. */
  coolsUntil?: number | null;
  /** The IAM action that the credential of its connection was refused when this was last tried. */
  lacks?: string | null;
}

export interface Refusal {
  /** Stable, for tests and clients. */
  code:
    | 'deleted'
    | 'past'
    | 'held'
    | 'protected'
    | 'unread'
    | 'lacking'
    | 'ses-record-blocks'
    | 'already-so'
    | 'unknown-aggregate'
    | 'cooling-down';
  /** One or two sentences: why, and what to do. */
  reason: string;
}
export type Permit = true | Refusal;

interface Rule {
  code: Refusal['code'];
  applies(
    subject: ActSubject,
    words: { customer: SendingStatusClass; aws: SendingStatusClass },
    policy?: string,
  ): boolean;
  reason(subject: ActSubject): string;
  /** Where SES says so; null: our own rule. */
  source: string | null;
}

const UPDATE_STATUS =
  'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateReputationEntityCustomerManagedStatus.html';

const deleted: Rule = {
  code: 'deleted',
  applies: (subject) => subject.deletedAt !== null,
  reason: () => 'SES no longer knows this entity; there is nothing to change.',
  source: null,
};
const past: Rule = {
  code: 'past',
  applies: (subject) => subject.past,
  reason: () => 'This page shows a moment in the past. Go to now to act.',
  source: null,
};
const guarded: Rule = {
  code: 'protected',
  applies: (subject) => (subject.protectedBy ?? null) !== null,
  reason: (subject) => protectedReason(subject.protectedBy ?? ''),
  source: null,
};
const held: Rule = {
  code: 'held',
  applies: (subject) => (subject.held ?? null) !== null,
  reason: (subject) => subject.held?.reason ?? '',
  source: null,
};
const lacking: Rule = {
  code: 'lacking',
  applies: (subject) => (subject.lacks ?? null) !== null,
  reason: (subject) =>
    `SES refused this to the credential of its connection: ${subject.lacks} is missing. Grant it and test the connection, or run the AWS CLI command with a credential that may.`,
  source: null,
};
const coolingDown: Rule = {
  code: 'cooling-down',
  applies: (subject) => (subject.coolsUntil ?? null) !== null,
  reason: (subject) =>
    `It was lifted and stopped again. The guard rails let nobody lift it before ${new Date(subject.coolsUntil ?? 0).toISOString().slice(0, 16).replace('T', ' ')} UTC: find the cause first.`,
  source: null,
};
const unread: Rule = {
  code: 'unread',
  applies: (subject) => subject.unread !== null,
  reason: (subject) =>
    `Its connection cannot be read now (${subject.unread}), so the result could not be confirmed. One read must succeed first.`,
  source: null,
};
/** Missing is not healthy: writing on a status we cannot read would be a guess. */
const unknownAggregate: Rule = {
  code: 'unknown-aggregate',
  applies: (subject) => ['absent', 'unknown'].includes(classifySendingStatus(subject.sendingStatusAggregate)),
  reason: () =>
    'SES does not report a sending status Standing knows for it, so what this would change is not known. Refresh first.',
  source: null,
};
const sesRecordBlocks: Rule = {
  code: 'ses-record-blocks',
  applies: (_, { aws }) => aws === 'DISABLED',
  reason: () =>
    'SES itself disabled this sender. The customer-managed call cannot override that, so this would have no effect on sending; AWS documents a Support case as the way.',
  source: UPDATE_STATUS,
};
/** SES would likely replace the cause and time of a value that is written again. */
const alreadyStatus = (status: SendingStatusClass): Rule => ({
  code: 'already-so',
  applies: (_, { customer }) => customer === status,
  reason: () =>
    `The customer-managed record is ${status} already. Writing it again would likely replace its cause and time.`,
  source: null,
});
const alreadyPolicy: Rule = {
  code: 'already-so',
  applies: (subject, _, policy) => policy !== undefined && policyNameOf(subject.reputationManagementPolicy) === policy,
  reason: () => 'This policy is set already.',
  source: null,
};

/** Also what the API answers. @param mark who protected it and why, such as `ada@example.com: largest customer`. */
export function protectedReason(mark: string): string {
  return `This sender is protected in Standing (${mark}). Take the protection off first.`;
}

/** Who protected it, and why. */
export function protectionWords({ by, reason }: { by: string; reason: string | null }): string {
  return reason === null ? `by ${by}` : `by ${by}: ${reason}`;
}

/** Whatever the act. */
const FIRST: readonly Rule[] = [deleted, past, held, guarded, unread];

/** From act to the rules that refuse it, first match speaks. Pages, the API and the tests read this one table. */
export const ACT_RULES: Record<ActName, readonly Rule[]> = {
  disable: [...FIRST, alreadyStatus('DISABLED'), lacking],
  enable: [...FIRST, sesRecordBlocks, alreadyStatus('ENABLED'), unknownAggregate, lacking, coolingDown],
  reinstate: [...FIRST, sesRecordBlocks, alreadyStatus('REINSTATED'), unknownAggregate, lacking, coolingDown],
  'set-policy': [...FIRST, alreadyPolicy, lacking],
};

function permit(act: ActName, subject: ActSubject, policy?: string): Permit {
  const words = {
    customer: classifySendingStatus(subject.customerStatus),
    aws: classifySendingStatus(subject.awsSesStatus),
  };
  const rule = ACT_RULES[act].find((candidate) => candidate.applies(subject, words, policy));
  return rule === undefined ? true : { code: rule.code, reason: rule.reason(subject) };
}

/** May this act be taken on this entity: `true`, or why not. Roles are not asked here (lib/domain/access.ts). */
export const entityCan = {
  disable: (subject: ActSubject): Permit => permit('disable', subject),
  enable: (subject: ActSubject): Permit => permit('enable', subject),
  reinstate: (subject: ActSubject): Permit => permit('reinstate', subject),
  setPolicy: (subject: ActSubject, policy: string): Permit => permit('set-policy', subject, policy),
  act: permit,
} as const;

/**
 * Which act lifts a disabled sender: REINSTATED while findings are open, ENABLED when none is; null where the findings
 * are not known and no impact is reported either. Source: https://docs.aws.amazon.com/ses/latest/dg/tenants.html
 */
export function suggestedLift(
  findings: { known: boolean; open: readonly unknown[] },
  reputationImpact: string | null = null,
): 'enable' | 'reinstate' | null {
  if (findings.open.length > 0 || classifyImpact(reputationImpact) !== 'absent') return 'reinstate';
  return findings.known ? 'enable' : null;
}
