import 'server-only';
import type { EntityFilter, FindingFilter, SesFinding } from './gateway.ts';

/** Filter of `ListReputationEntities`; none at all where nothing is asked for. */
export function wireEntityFilter(filter: EntityFilter): Record<string, string> | undefined {
  return some({
    SENDING_STATUS: filter.sendingStatus,
    REPUTATION_IMPACT: filter.reputationImpact,
    ENTITY_REFERENCE_PREFIX: filter.referencePrefix,
  });
}

/**
 * Filter of `ListRecommendations`. SES takes one key, or STATUS with TYPE; RESOURCE_ARN goes alone, and the rest is
 * then ours to do (`matchesFilter`). An empty filter is refused, so it is left out.
 */
export function wireFindingFilter(filter: FindingFilter): Record<string, string> | undefined {
  if (filter.resourceArn !== undefined) return { RESOURCE_ARN: filter.resourceArn };
  return some({ STATUS: filter.status, TYPE: filter.type });
}

/** The part of the filter that SES was not asked to apply. */
export function matchesFilter(finding: SesFinding, filter: FindingFilter): boolean {
  if (filter.resourceArn === undefined) return true;
  return (
    (filter.status === undefined || finding.status === filter.status) &&
    (filter.type === undefined || finding.type === filter.type)
  );
}

function some(filter: Record<string, string | undefined>): Record<string, string> | undefined {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
