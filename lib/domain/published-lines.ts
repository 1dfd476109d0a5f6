/**
 * Rates at which AWS says it acts, in percent. Published guidance: they are not in the API, AWS may change them, and its
 * own rates rest on a representative volume, so nothing here decides anything.
 */
export interface RateLines {
  /** A finding of low impact, and one of high impact, on one tenant. */
  low: number;
  high: number;
  /** The whole account: review, and possible pause. */
  accountReview: number;
  accountPause: number;
}

/**
 * Tenant lines: AWS Messaging blog, Implement Tenants, part 3 (2025-11-26). Account lines: SES developer guide,
 * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
 */
export const PUBLISHED_LINES = {
  BOUNCE: { low: 10, high: 15, accountReview: 5, accountPause: 10 },
  COMPLAINT: { low: 0.5, high: 1, accountReview: 0.1, accountPause: 0.5 },
} as const satisfies Record<string, RateLines>;

export function linesOf(findingType: string | null): RateLines | null {
  return (PUBLISHED_LINES as Partial<Record<string, RateLines>>)[findingType ?? ''] ?? null;
}
