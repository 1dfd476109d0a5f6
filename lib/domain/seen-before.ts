import * as z from 'zod/mini';

/**
 * What SES does not document and this account's own history may have shown.
 * - `enable-with-open-findings`: ENABLED was written while findings were open.
 * - `reinstated-without-findings`: the last open finding of a reinstated sender ended.
 * - `automatic-stop-record`: a stop that was likely automatic; which record it is in.
 */
export const SEEN_QUESTIONS = [
  'enable-with-open-findings',
  'reinstated-without-findings',
  'automatic-stop-record',
] as const;
export type SeenQuestion = (typeof SEEN_QUESTIONS)[number];

export const SEEN_OUTCOMES = [
  'stayed-enabled',
  'became-reinstated',
  'stopped-again',
  'returned-to-enabled',
  'stayed-reinstated',
  'customer-record',
  'ses-record',
] as const;
export type SeenOutcome = (typeof SEEN_OUTCOMES)[number];

export const seenBeforeSchema = z.object({
  question: z.enum(SEEN_QUESTIONS),
  account: z.string(),
  /** How many earlier cases ended each way; only those that occurred, the most frequent first. */
  outcomes: z.array(z.object({ outcome: z.enum(SEEN_OUTCOMES), count: z.number() })),
  /** Cases whose end was not seen, or that are too young. */
  undecided: z.number(),
  /** The same in one sentence; says so where there was no case. */
  sentence: z.string(),
});
export type SeenBefore = z.infer<typeof seenBeforeSchema>;
