import type { RateLines } from './published-lines.ts';
import { classifyPolicy } from './vocabulary.ts';

/** What this policy documents to pause on, as a line among the published ones. */
export interface TripLine {
  /** Percent; null: no rate is known to trip it. */
  percent: number | null;
  words: string;
}

/**
 * SES says on which impact a policy pauses, and elsewhere at which rates a finding has that impact; only together do they
 * give a line, so it is guidance too. Source: https://docs.aws.amazon.com/ses/latest/dg/tenants.html
 */
export function tripLineOf(policyArn: string | null, lines: RateLines): TripLine {
  switch (classifyPolicy(policyArn)) {
    case 'standard':
      return { percent: lines.high, words: 'its policy, Standard, pauses on high' };
    case 'strict':
      return { percent: lines.low, words: 'its policy, Strict, pauses on low too' };
    case 'none':
      return { percent: null, words: 'its policy, None, pauses on neither' };
    case 'unknown':
      return { percent: null, words: 'on what its policy pauses is not known' };
    case 'absent':
      return { percent: null, words: 'no policy is reported' };
  }
}
