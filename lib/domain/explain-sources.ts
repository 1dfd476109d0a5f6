import type { Explanation } from './explanation.ts';
import type { Certainty } from './explanation-parts.ts';

type WorkingStep = Explanation['working'][number];

/** Public pages behind the rules. Titles are what a person reads; nothing here is fetched. */
export const SES_SOURCES = {
  entity: {
    source: 'SES API v2 reference: ReputationEntity',
    sourceUrl: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ReputationEntity.html',
  },
  updateStatus: {
    source: 'SES API v2 reference: UpdateReputationEntityCustomerManagedStatus',
    sourceUrl:
      'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateReputationEntityCustomerManagedStatus.html',
  },
  tenants: {
    source: 'SES developer guide: Tenants',
    sourceUrl: 'https://docs.aws.amazon.com/ses/latest/dg/tenants.html',
  },
  tenantsBlog: {
    source: 'AWS Messaging blog: Implement Tenants, part 3 (2025-11-26)',
    sourceUrl:
      'https://aws.amazon.com/blogs/messaging-and-targeting/implement-tenants-in-your-amazon-ses-environment-part-3-implementation-guide/',
  },
  recommendations: {
    source: 'SES API v2 reference: ListRecommendations',
    sourceUrl: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListRecommendations.html',
  },
  ours: { source: 'Standing: what SES does not say', sourceUrl: null },
} as const;

export function workingStep(
  rule: string,
  finding: string,
  certainty: Certainty,
  source: keyof typeof SES_SOURCES,
): WorkingStep {
  return { rule, finding, certainty, ...SES_SOURCES[source] };
}
