import { policyPauses } from './describe-policy.ts';
import { classifyImpact, classifyPolicy, policyNameOf, type Standing } from './vocabulary.ts';

/** What can be done about a sender: the groups of the queue, in their order on the page. */
export const TRIAGE_GROUPS = ['you', 'aws', 'watch', 'next'] as const;
export type TriageGroup = (typeof TRIAGE_GROUPS)[number];

/**
 * Whether somebody is needed: under watch there is nothing to do until something moves, so it is shown and not counted.
 */
export const COUNTED: Record<TriageGroup, boolean> = { you: true, aws: true, watch: false, next: true };

export interface GroupInput {
  standing: Standing;
  impact: string | null;
  policy: string | null;
  /** A finding's rate went up between two reads of late. */
  rising: boolean;
}

/** The group a living sender belongs to; null: nothing about it needs a person. */
export function groupOf({ standing, impact, policy, rising }: GroupInput): TriageGroup | null {
  switch (standing) {
    case 'disabled':
    case 'disabled-unexplained':
      return 'you';
    case 'disabled-twice':
    case 'disabled-by-ses':
      return 'aws';
    case 'reinstated':
      return 'watch';
    case 'enabled':
      return likelyNext({ impact, policy, rising }) === null ? null : 'next';
    case 'unknown':
    case 'not-reported':
      return null;
  }
}

/**
 * Why a sender that may send is likely to be paused next, in a sentence; null where nothing documented says so. Likely,
 * never certain: SES documents what a policy pauses for, not when.
 * Source: https://docs.aws.amazon.com/ses/latest/dg/tenants.html
 */
export function likelyNext({ impact, policy, rising }: Omit<GroupInput, 'standing'>): string | null {
  const weight = classifyImpact(impact);
  if (weight === 'absent') return null;
  if (policyPauses(policy, impact) === true) {
    const name = policyNameOf(policy);
    return weight === 'HIGH' || classifyPolicy(policy) === 'standard'
      ? `A high-impact finding is open, for which the policy ${name} pauses.`
      : `A finding is open, for which the policy ${name} pauses whatever its impact.`;
  }
  if (classifyPolicy(policy) === 'standard' && rising) {
    return 'A low-impact finding is open and its rate rises; at high impact the policy standard pauses.';
  }
  return null;
}

/** When a stop was there on first sight; times in epoch ms. */
interface FirstSight {
  standing: Standing;
  sinceAt: number;
  firstSeenAt: number;
  /** When SES last updated its own record. */
  awsUpdatedAt: number | null;
}

/**
 * Stopped on first sight already, and nothing worse since: disabled before we watched. That SES disabled it as well
 * while we watched is news.
 */
export function wasStoppedBefore({ standing, sinceAt, firstSeenAt, awsUpdatedAt }: FirstSight): boolean {
  if (sinceAt > firstSeenAt) return false;
  const bySes = standing === 'disabled-by-ses' || standing === 'disabled-twice';
  return !(bySes && awsUpdatedAt !== null && awsUpdatedAt > firstSeenAt);
}
