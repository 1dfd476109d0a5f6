/**
 * SES's words and what they mean to an operator. Every SES enum is open and every member optional, so raw values travel
 * as `string | null` (null: absent) and are classified here; a word we do not know is shown as what it is.
 *
 * Source: the SES v2 service model (`SendingStatus`, `ReputationEntityFilterKey`, `RecommendationImpact`).
 */

export const SENDING_STATUSES = ['ENABLED', 'REINSTATED', 'DISABLED'] as const;
export type SendingStatus = (typeof SENDING_STATUSES)[number];
/** A raw sending status sorted into what we can reason about. */
export type SendingStatusClass = SendingStatus | 'unknown' | 'absent';

export function classifySendingStatus(raw: string | null | undefined): SendingStatusClass {
  if (raw == null || raw === '') return 'absent';
  return (SENDING_STATUSES as readonly string[]).includes(raw) ? (raw as SendingStatus) : 'unknown';
}

export const IMPACTS = ['LOW', 'HIGH'] as const;
export type Impact = (typeof IMPACTS)[number];
export type ImpactClass = Impact | 'unknown' | 'absent';

export function classifyImpact(raw: string | null | undefined): ImpactClass {
  if (raw == null || raw === '') return 'absent';
  return (IMPACTS as readonly string[]).includes(raw) ? (raw as Impact) : 'unknown';
}

export const POLICIES = ['standard', 'strict', 'none'] as const;
export type PolicyName = (typeof POLICIES)[number];
export type PolicyClass = PolicyName | 'unknown' | 'absent';

/** The policy's name: the last path segment of its AWS-owned ARN (`arn:aws:ses:<region>:aws:reputation-policy/<name>`). */
export function policyNameOf(policyArn: string | null | undefined): string | null {
  if (policyArn == null || policyArn === '') return null;
  return policyArn.slice(policyArn.lastIndexOf('/') + 1);
}

export function classifyPolicy(policyArn: string | null | undefined): PolicyClass {
  const name = policyNameOf(policyArn);
  if (name === null) return 'absent';
  return (POLICIES as readonly string[]).includes(name) && policyArn?.includes(':reputation-policy/')
    ? (name as PolicyName)
    : 'unknown';
}

/** The four finding types that concern a tenant's reputation; the rest of `ListRecommendations` is advice on identities. */
export const REPUTATION_FINDING_TYPES = ['BOUNCE', 'COMPLAINT', 'FEEDBACK_3P', 'IP_LISTING'] as const;
export type ReputationFindingType = (typeof REPUTATION_FINDING_TYPES)[number];

/**
 * How an entity stands, all in all. The aggregate alone decides whether mail flows; the two records say why.
 * `disabled-unexplained`: the aggregate is DISABLED and neither record says so.
 */
export const STANDINGS = [
  'disabled-twice',
  'disabled-by-ses',
  'disabled',
  'disabled-unexplained',
  'reinstated',
  'unknown',
  'not-reported',
  'enabled',
] as const;
export type Standing = (typeof STANDINGS)[number];

export interface StandingInput {
  sendingStatusAggregate: string | null;
  customerStatus: string | null;
  awsSesStatus: string | null;
}

export function standingOf(input: StandingInput): Standing {
  const aggregate = classifySendingStatus(input.sendingStatusAggregate);
  switch (aggregate) {
    case 'ENABLED':
      return 'enabled';
    case 'REINSTATED':
      return 'reinstated';
    case 'absent':
      return 'not-reported';
    case 'unknown':
      return 'unknown';
    case 'DISABLED': {
      const byCustomer = classifySendingStatus(input.customerStatus) === 'DISABLED';
      const bySes = classifySendingStatus(input.awsSesStatus) === 'DISABLED';
      if (bySes) return byCustomer ? 'disabled-twice' : 'disabled-by-ses';
      return byCustomer ? 'disabled' : 'disabled-unexplained';
    }
  }
}

const STANDING_RANK: Record<Standing, number> = {
  'disabled-twice': 900,
  'disabled-by-ses': 890,
  disabled: 800,
  'disabled-unexplained': 790,
  reinstated: 700,
  unknown: 600,
  'not-reported': 550,
  enabled: 100,
};

const IMPACT_RANK: Record<ImpactClass, number> = { HIGH: 40, unknown: 30, LOW: 20, absent: 0 };

/** Order of the list, worst first: higher is worse. Stored with the entity so that the store can sort by an index. */
export function severityOf(standing: Standing, impact: string | null): number {
  return STANDING_RANK[standing] + IMPACT_RANK[classifyImpact(impact)];
}

/** What the AWS console calls it; shown and searchable beside the API's words, never stored. */
export const CONSOLE_WORD: Record<Standing, string | null> = {
  'disabled-twice': 'Enforced',
  'disabled-by-ses': 'Enforced',
  disabled: 'Paused',
  'disabled-unexplained': null,
  reinstated: 'Reinstated',
  unknown: null,
  'not-reported': null,
  enabled: 'Enabled',
};

export const STANDING_LABEL: Record<Standing, string> = {
  'disabled-twice': 'Disabled twice',
  'disabled-by-ses': 'Disabled by SES',
  disabled: 'Disabled',
  'disabled-unexplained': 'Disabled',
  reinstated: 'Reinstated',
  unknown: 'Not known to us',
  'not-reported': 'Not reported',
  enabled: 'Enabled',
};
