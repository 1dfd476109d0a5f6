import 'server-only';
import { type ActName, STATUS_OF_ACT } from '../../domain/act-names.ts';
import type { ExpectedState, StartAct } from '../../domain/act.ts';
import type { ActSubject } from '../../domain/entity-can.ts';
import { policyNameOf } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { StandingError } from '../errors.ts';
import type { SesEntity } from '../ses/gateway.ts';

/** What an act writes: a sending status, or a policy's name. */
export function requestedValueOf(input: Pick<StartAct, 'act' | 'policy'>): string {
  if (input.act !== 'set-policy') return STATUS_OF_ACT[input.act];
  if (input.policy !== undefined) return input.policy;
  throw new StandingError('invalid-input', 'policy: set-policy takes a policy: standard, strict or none.', {
    fields: [{ field: 'policy', message: 'set-policy takes a policy: standard, strict or none' }],
  });
}

/** The act that writes this value; undo needs it, whose items may each restore another one. null: none can. */
export function actWriting(value: string | null): ActName | null {
  switch (value) {
    case 'DISABLED':
      return 'disable';
    case 'ENABLED':
      return 'enable';
    case 'REINSTATED':
      return 'reinstate';
    case 'standard':
    case 'strict':
    case 'none':
      return 'set-policy';
    default:
      return null;
  }
}

/** The value an act of this kind would replace, out of SES's answer. */
export function presentValue(act: ActName, entity: SesEntity): string | null {
  if (act !== 'set-policy') return entity.customerManagedStatus?.status ?? null;
  return policyNameOf(entity.reputationManagementPolicy);
}

/** SES's answer as the table of permitted acts reads it. It was read just now, so nothing is unread or past. */
export function subjectOf(entity: SesEntity): ActSubject {
  return {
    sendingStatusAggregate: entity.sendingStatusAggregate,
    customerStatus: entity.customerManagedStatus?.status ?? null,
    awsSesStatus: entity.awsSesManagedStatus?.status ?? null,
    reputationManagementPolicy: entity.reputationManagementPolicy,
    deletedAt: null,
    unread: null,
    past: false,
  };
}

/** The state an operator saw for one ARN: one for all of them, or one by ARN. */
export function expectedFor(expected: StartAct['expected'], arn: string): ExpectedState | null {
  if (expected === undefined) return null;
  const byArn = Object.hasOwn(expected, arn) ? (expected as Record<string, ExpectedState>)[arn] : undefined;
  if (byArn !== undefined) return byArn;
  const isOneForAll = Object.keys(expected).every((name) => name in MEMBER_WORDS);
  return isOneForAll ? expected : null;
}

const MEMBER_WORDS: Record<keyof ExpectedState, string> = {
  sendingStatusAggregate: 'The aggregate',
  customerManagedStatus: 'The customer-managed record',
  awsSesManagedStatus: 'The SES-managed record',
  reputationManagementPolicy: 'The policy',
  customerManagedUpdatedAt: 'SES’s time of the customer-managed record',
};

/** What moved since the operator looked, one sentence each; empty: nothing did. */
export function movedSince(expected: ExpectedState | null, entity: SesEntity): string[] {
  if (expected === null) return [];
  const now: Required<ExpectedState> = {
    sendingStatusAggregate: entity.sendingStatusAggregate,
    customerManagedStatus: entity.customerManagedStatus?.status ?? null,
    awsSesManagedStatus: entity.awsSesManagedStatus?.status ?? null,
    reputationManagementPolicy: entity.reputationManagementPolicy,
    customerManagedUpdatedAt: toIso(entity.customerManagedStatus?.lastUpdatedAt ?? null),
  };
  return (Object.keys(MEMBER_WORDS) as (keyof ExpectedState)[]).flatMap((member) => {
    const seen = expected[member];
    if (seen === undefined || sameWord(member, seen, now[member] ?? null)) return [];
    return [`${MEMBER_WORDS[member]} was ${seen ?? 'not reported'} and is ${now[member] ?? 'not reported'} now.`];
  });
}

function sameWord(member: keyof ExpectedState, seen: string | null, now: string | null): boolean {
  if (seen === now) return true;
  return member === 'reputationManagementPolicy' && policyNameOf(seen) === policyNameOf(now);
}
