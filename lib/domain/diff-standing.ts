import type { StandingWords } from './fold-standing.ts';
import { classifyImpact, classifyPolicy, type ImpactClass, type PolicyClass, standingOf } from './vocabulary.ts';
import { isStopped } from './standing-runs.ts';

/** What differs between two moments of one sender, the loudest first. */
export const DIFF_KINDS = [
  'disabled',
  'appeared-disabled',
  'lifted',
  'standing',
  'impact-up',
  'impact-down',
  'policy-weaker',
  'policy-stronger',
  'policy',
  'vanished',
  'appeared',
  'records',
  'moved-and-back',
] as const;
export type DiffKind = (typeof DIFF_KINDS)[number];

const IMPACT_ORDER: Partial<Record<ImpactClass, number>> = { absent: 0, LOW: 1, HIGH: 2 };
/** How much a policy lets pass; of another, or none reported, that is not known. */
const POLICY_ORDER: Partial<Record<PolicyClass, number>> = { none: 0, standard: 1, strict: 2 };

const standing = ({ aggregate, customer, aws }: StandingWords) =>
  standingOf({ sendingStatusAggregate: aggregate, customerStatus: customer, awsSesStatus: aws });

/**
 * @param before,after null: nothing was known of it at that moment. Who is disabled then may have become so before or since:
 *   the two moments alone do not tell.
 * @returns nothing where the two moments are alike.
 */
export function diffKinds(before: StandingWords | null, after: StandingWords | null): DiffKind[] {
  const wasThere = before !== null && !before.deleted;
  const isThere = after !== null && !after.deleted;
  if (!wasThere && !isThere) return [];
  if (!wasThere) return isStopped(standing(after as StandingWords)) ? ['appeared-disabled', 'appeared'] : ['appeared'];
  if (!isThere) return ['vanished'];
  const kinds = [...standingKinds(before, after), ...impactKinds(before, after), ...policyKinds(before, after)];
  if (kinds.length > 0) return kinds;
  return before.customer !== after.customer || before.aws !== after.aws ? ['records'] : [];
}

function standingKinds(before: StandingWords, after: StandingWords): DiffKind[] {
  const [was, is] = [standing(before), standing(after)];
  if (was === is && before.aggregate === after.aggregate) return [];
  if (isStopped(is) && !isStopped(was)) return ['disabled'];
  return isStopped(was) && !isStopped(is) ? ['lifted'] : ['standing'];
}

function impactKinds(before: StandingWords, after: StandingWords): DiffKind[] {
  if ((before.impact ?? '') === (after.impact ?? '')) return [];
  const was = IMPACT_ORDER[classifyImpact(before.impact)];
  const is = IMPACT_ORDER[classifyImpact(after.impact)];
  // A word nobody knows is no relief.
  return was !== undefined && is !== undefined && is < was ? ['impact-down'] : ['impact-up'];
}

function policyKinds(before: StandingWords, after: StandingWords): DiffKind[] {
  if ((before.policy ?? '') === (after.policy ?? '')) return [];
  const was = POLICY_ORDER[classifyPolicy(before.policy)];
  const is = POLICY_ORDER[classifyPolicy(after.policy)];
  if (was === undefined || is === undefined) return ['policy'];
  return [is < was ? 'policy-weaker' : is > was ? 'policy-stronger' : 'policy'];
}
