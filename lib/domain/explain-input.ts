import type { Origin } from './change.ts';
import type { Since, StatusRecord } from './entity.ts';
import { permitsMail } from './follows-from-records.ts';
import type { Pattern } from './pattern.ts';
import type { SeenQuestion } from './seen-before.ts';
import { type SendingStatusClass, classifySendingStatus } from './vocabulary.ts';

/** An open finding, as far as an explanation needs it. */
export interface OpenFinding {
  type: string | null;
  impact: string | null;
}

/** What `GetAccount` last said about the account + Region; every member may be absent. */
export interface AccountFacts {
  sendingEnabled: boolean | null;
  /** Open string; SES documents HEALTHY, PROBATION (under review) and SHUTDOWN (paused). */
  enforcementStatus: string | null;
  productionAccessEnabled: boolean | null;
  /** Mails in 24 hours; -1 is unlimited. */
  max24HourSend: number | null;
  sentLast24Hours: number | null;
  /** Metrics by tenant are kept (Virtual Deliverability Manager). */
  metricsEnabled: boolean | null;
  /** ISO 8601. */
  readAt: string;
}

/** What the entity needs besides reputation, as last read. */
export interface ResourceFacts {
  identities: { name: string; verifiedForSending: boolean | null }[];
  configurationSets: { name: string; sendingEnabled: boolean | null }[];
  readAt: string;
}

/** What the stored change says of whoever set the customer-managed record to DISABLED. */
export interface Stopper {
  kind: Origin;
  who: string | null;
  why: string | null;
  evidence: readonly string[];
}

/** Everything an explanation rests on. Raw words of SES; `null`: absent. Times are ISO 8601. */
export interface ExplainInput {
  name: string;
  region: string;
  account: string;
  sendingStatusAggregate: string | null;
  customerManagedStatus: StatusRecord | null;
  awsSesManagedStatus: StatusRecord | null;
  reputationImpact: string | null;
  reputationManagementPolicy: string | null;
  since: Since;
  deletedAt: string | null;
  /** `known`: the open findings of this entity were read whole at least once. */
  findings: { known: boolean; open: readonly OpenFinding[] };
  /** null: never read. */
  accountFacts: AccountFacts | null;
  /** null: never read. */
  resources: ResourceFacts | null;
  /** Why the resources could not be read the last time, in words; null: nothing failed. */
  resourcesUnread: string | null;
  /** Of the present DISABLED in the customer-managed record; null: not DISABLED, or no stored change says. */
  stoppedBy: Stopper | null;
  /** What this account's own history shows where SES documents nothing; a sentence each. */
  seenBefore: Partial<Record<SeenQuestion, string>>;
  /** What its stored changes show together; see patterns.ts. */
  patterns: readonly Pattern[];
  /** Set when a moment in the past is shown: the sentence then speaks of that moment. */
  asOf: string | null;
}

/** The input with its words sorted, as the parts of the explanation read it. */
export interface Reading {
  input: ExplainInput;
  aggregate: SendingStatusClass;
  customer: SendingStatusClass;
  aws: SendingStatusClass;
}

export function readingOf(input: ExplainInput): Reading {
  return {
    input,
    aggregate: classifySendingStatus(input.sendingStatusAggregate),
    customer: classifySendingStatus(input.customerManagedStatus?.status),
    aws: classifySendingStatus(input.awsSesManagedStatus?.status),
  };
}

/** Aggregate says mail may flow, a record says it may not: SES documents that this cannot be, so neither is believed. */
export function contradictsItself(reading: Reading): boolean {
  return permitsMail(reading.aggregate) && (reading.customer === 'DISABLED' || reading.aws === 'DISABLED');
}
