import { type PolicyClass, classifyPolicy, policyNameOf } from './vocabulary.ts';
import { quoteRaw } from './quote-raw.ts';

/**
 * What each policy does, in words.
 * Source: SES developer guide, Tenants: https://docs.aws.amazon.com/ses/latest/dg/tenants.html
 */
const EFFECT: Record<PolicyClass, string> = {
  standard: 'Standard: pauses on high-impact findings',
  strict: 'Strict: pauses on any finding, low impact included',
  none: 'None: no automatic pause; SES may still stop a sender for severe problems',
  unknown: 'a policy Standing does not know',
  absent: 'No policy reported',
};

/** "Standard: pauses on high-impact findings"; an unknown policy by its raw name. */
export function describePolicy(policyArn: string | null): string {
  const policy = classifyPolicy(policyArn);
  if (policy !== 'unknown') return EFFECT[policy];
  return `${quoteRaw(policyNameOf(policyArn) ?? '')}: ${EFFECT.unknown}`;
}

/** Whether the policy documents an automatic pause for a finding of this impact; null: not known. */
export function policyPauses(policyArn: string | null, impact: string | null): boolean | null {
  switch (classifyPolicy(policyArn)) {
    case 'standard':
      return impact === null ? null : impact === 'HIGH';
    case 'strict':
      return true;
    case 'none':
      return false;
    case 'unknown':
    case 'absent':
      return null;
  }
}
