import type { GlyphName } from '@/components/ui/glyph.tsx';
import { visible } from '@/components/ui/plain-text.tsx';
import type { Tone } from '@/components/ui/tone.ts';
import {
  STANDING_LABEL,
  classifyImpact,
  classifyPolicy,
  classifySendingStatus,
  policyNameOf,
  type ImpactClass,
  type PolicyClass,
  type SendingStatusClass,
  type Standing,
} from '@/lib/domain/vocabulary.ts';

/** Word, shape and colour of one state; `means` is what an operator should know about it, in a few words. */
export interface Mark {
  word: string;
  glyph: GlyphName;
  tone: Tone;
  means: string;
}

/** All in all: what the aggregate and both records make together. */
export const STANDING_MARKS: Record<Standing, Mark> = {
  'disabled-twice': {
    word: STANDING_LABEL['disabled-twice'],
    glyph: 'octagon-pause',
    tone: 'stop',
    means: 'When AWS lifts theirs, yours still stops it',
  },
  'disabled-by-ses': {
    word: STANDING_LABEL['disabled-by-ses'],
    glyph: 'octagon-stop',
    tone: 'stop',
    means: 'Only AWS can lift this',
  },
  disabled: {
    word: STANDING_LABEL.disabled,
    glyph: 'square-pause',
    tone: 'paused',
    means: 'A person or a policy may have done this; you can lift it',
  },
  'disabled-unexplained': {
    word: STANDING_LABEL['disabled-unexplained'],
    glyph: 'square-question',
    tone: 'paused',
    means: 'Neither record says why',
  },
  reinstated: {
    word: STANDING_LABEL.reinstated,
    glyph: 'circle-turning',
    tone: 'watch',
    means: 'Allowed despite findings; new ones may still pause it',
  },
  unknown: {
    word: STANDING_LABEL.unknown,
    glyph: 'outline-dashed',
    tone: 'plain',
    means: 'A word SES has not documented',
  },
  'not-reported': {
    word: STANDING_LABEL['not-reported'],
    glyph: 'outline-dashed',
    tone: 'plain',
    means: 'SES reports no sending status',
  },
  enabled: { word: STANDING_LABEL.enabled, glyph: 'circle-check', tone: 'ok', means: 'Reputation does not stop it' },
};

const unknownStatus: Mark = STANDING_MARKS.unknown;
const absentStatus: Mark = { ...STANDING_MARKS['not-reported'], means: 'SES reports no such record' };
const enabledRecord: Mark = { ...STANDING_MARKS.enabled, means: 'This record permits sending' };

/** The customer-managed record alone. */
export const CUSTOMER_MARKS: Record<SendingStatusClass, Mark> = {
  ENABLED: enabledRecord,
  REINSTATED: STANDING_MARKS.reinstated,
  DISABLED: STANDING_MARKS.disabled,
  unknown: unknownStatus,
  absent: absentStatus,
};

/** The SES-managed record alone. REINSTATED is not documented here, so it is shown as reported and no more. */
export const AWS_MARKS: Record<SendingStatusClass, Mark> = {
  ENABLED: enabledRecord,
  REINSTATED: {
    word: 'Reinstated',
    glyph: 'ring-dashed',
    tone: 'watch',
    means: 'As reported; SES does not document it here',
  },
  DISABLED: { ...STANDING_MARKS['disabled-by-ses'], word: 'Disabled' },
  unknown: unknownStatus,
  absent: absentStatus,
};

/** The aggregate alone: DISABLED does not say by whose record, so it takes neither's shape. */
export const AGGREGATE_MARKS: Record<SendingStatusClass, Mark> = {
  ...CUSTOMER_MARKS,
  DISABLED: {
    word: 'Disabled',
    glyph: 'circle-bar',
    tone: 'paused',
    means: 'Mail is stopped; the records say by whom',
  },
  absent: STANDING_MARKS['not-reported'],
};

export const IMPACT_MARKS: Record<ImpactClass, Mark> = {
  HIGH: { word: 'High impact', glyph: 'triangle-up', tone: 'stop', means: 'A high-impact finding is open' },
  LOW: { word: 'Low impact', glyph: 'triangle-down', tone: 'watch', means: 'A low-impact finding is open' },
  unknown: { word: 'Not known to us', glyph: 'triangle-dashed', tone: 'plain', means: 'A word SES has not documented' },
  absent: { word: 'No active finding reported', glyph: 'none', tone: 'plain', means: 'SES reports no impact' },
};

export const POLICY_WORDS: Record<PolicyClass, { word: string; does: string }> = {
  standard: { word: 'Standard', does: 'pauses on high-impact findings' },
  strict: { word: 'Strict', does: 'pauses on any finding, low impact included' },
  none: { word: 'None', does: 'does not pause by itself; AWS may still stop severe cases' },
  unknown: { word: 'Not known to us', does: 'a policy SES has not documented' },
  absent: { word: 'Not reported', does: 'SES reports no policy' },
};

/** A raw word that we do not know is shown as it is, because that is all anybody knows; `means` says so. */
export function withRawWord(mark: Mark, isUnknown: boolean, raw: string | null): Mark {
  return isUnknown && raw ? { ...mark, word: visible(raw) } : mark;
}

export function standingMark(standing: Standing, sendingStatusAggregate: string | null): Mark {
  return withRawWord(STANDING_MARKS[standing], standing === 'unknown', sendingStatusAggregate);
}

const STATUS_MARKS = { customer: CUSTOMER_MARKS, aws: AWS_MARKS, aggregate: AGGREGATE_MARKS } as const;

/** A raw status as one record, or the aggregate, says it. */
export function recordMark(record: keyof typeof STATUS_MARKS, status: string | null): Mark {
  const kind = classifySendingStatus(status);
  return withRawWord(STATUS_MARKS[record][kind], kind === 'unknown', status);
}

export function impactMark(impact: string | null): Mark {
  const kind = classifyImpact(impact);
  return withRawWord(IMPACT_MARKS[kind], kind === 'unknown', impact);
}

export function policyWords(policyArn: string | null): { word: string; does: string } {
  const kind = classifyPolicy(policyArn);
  const words = POLICY_WORDS[kind];
  return kind === 'unknown' ? { ...words, word: policyNameOf(policyArn) ?? words.word } : words;
}
