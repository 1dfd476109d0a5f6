import * as z from 'zod/mini';
import { CERTAINTIES, sentencePartSchema } from './explanation-parts.ts';
import { patternSchema } from './pattern.ts';
import { isoTimeSchema } from './wire.ts';

export const VERDICTS = ['cannot-send', 'allowed-under-watch', 'not-stopped', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One line of "show working": a rule, what it found here, and where SES says so. */
export const workingStepSchema = z.object({
  rule: z.string(),
  finding: z.string(),
  certainty: z.enum(CERTAINTIES),
  /** Title of the source, and its public address where there is one. */
  source: z.string(),
  sourceUrl: z.nullable(z.string()),
});

/** Something besides reputation that can stop mail. `unchecked` is not "fine". */
export const otherStopSchema = z.object({
  what: z.string(),
  state: z.enum(['clear', 'stops', 'may-stop', 'unchecked', 'unknown']),
  detail: z.string(),
  readAt: z.nullable(isoTimeSchema),
});

export const explanationSchema = z.object({
  verdict: z.enum(VERDICTS),
  /** The whole verdict as text, times absolute in UTC. */
  sentence: z.string(),
  parts: z.array(sentencePartSchema),
  /** One more line under it: what the other record says, what follows. */
  note: z.nullable(z.string()),
  blockers: z.array(z.enum(['customer-record', 'ses-record', 'unexplained', 'unknown-value'])),
  whoCanLift: z.enum(['you', 'aws', 'aws-then-you', 'nobody-needed', 'unknown']),
  next: z.array(z.string()),
  expect: z.array(z.string()),
  working: z.array(workingStepSchema),
  /** Where what SES reports does not agree with itself, in words. */
  disagreements: z.array(z.string()),
  /** What its changes show together; empty in answers about the past. */
  patterns: z.array(patternSchema),
  otherStops: z.array(otherStopSchema),
});
export type Explanation = z.infer<typeof explanationSchema>;
