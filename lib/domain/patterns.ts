import type { Pattern } from './pattern.ts';
import { PATTERN_KINDS } from './pattern-kinds.ts';
import { accountPatternOf } from './patterns-account.ts';
import { policyDriftOf, resourceDriftOf } from './patterns-drift.ts';
import type { PatternInput } from './patterns-input.ts';
import { contradictionOf, flappingOf, relapseOf } from './patterns-status.ts';

/**
 * What the changes of one sender show together, worst first, at most one of each kind. It reports what was seen and when;
 * it never says why, since SES does not. Nothing of a past that was not watched is guessed.
 */
export function patternsOf(input: PatternInput): Pattern[] {
  const found = [
    ...contradictionOf(input),
    ...accountPatternOf(input),
    ...relapseOf(input),
    ...flappingOf(input),
    ...policyDriftOf(input),
    ...resourceDriftOf(input),
  ];
  return found.toSorted((a, b) => PATTERN_KINDS.indexOf(a.kind) - PATTERN_KINDS.indexOf(b.kind));
}
