import { disagreementsOf } from './explain-disagreements.ts';
import { type ExplainInput, readingOf } from './explain-input.ts';
import { expectOf } from './explain-expect.ts';
import { nextOf } from './explain-next.ts';
import { noteOf } from './explain-note.ts';
import { verdictParts } from './explain-sentence.ts';
import { otherStopsOf } from './explain-stops.ts';
import { blockersOf, verdictOf, whoCanLiftOf } from './explain-verdict.ts';
import { workingOf } from './explain-working.ts';
import type { Explanation } from './explanation.ts';
import { sentenceText } from './explanation-parts.ts';

/**
 * Can this sender send, why not, since when, and who can lift it. Total over every combination of SES's words, absent
 * and unknown ones included; claims nothing SES did not say.
 *
 * Source: the aggregate's rule in the SES API v2 reference,
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ReputationEntity.html
 */
export function explain(input: ExplainInput): Explanation {
  const reading = readingOf(input);
  const parts = verdictParts(reading);
  return {
    verdict: verdictOf(reading),
    sentence: sentenceText(parts),
    parts,
    note: noteOf(reading),
    blockers: blockersOf(reading),
    whoCanLift: whoCanLiftOf(reading),
    next: nextOf(reading),
    expect: expectOf(reading),
    working: workingOf(reading),
    disagreements: disagreementsOf(reading),
    patterns: [...input.patterns],
    otherStops: otherStopsOf(reading),
  };
}
