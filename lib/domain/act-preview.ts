import * as z from 'zod/mini';
import { ACT_NAMES } from './act-names.ts';

/**
 * What an act would do, by sender: `will-change` · `no-effect` SES's own record blocks it · `already-so` nothing would be
 * written · `protected` by Standing's mark · `not-allowed` for another reason of the table · `unread` its connection
 * cannot be read now.
 */
export const PREVIEW_OUTCOMES = [
  'will-change',
  'no-effect',
  'already-so',
  'protected',
  'not-allowed',
  'unread',
] as const;
export type PreviewOutcome = (typeof PREVIEW_OUTCOMES)[number];

export const actPreviewSchema = z.object({
  act: z.enum(ACT_NAMES),
  policy: z.nullable(z.string()),
  total: z.number(),
  /** Give it back with the act: another set, or another state of one of them, is then refused. */
  seen: z.string(),
  groups: z.array(
    z.object({
      outcome: z.enum(PREVIEW_OUTCOMES),
      /** Why; null where it will change. */
      reason: z.nullable(z.string()),
      count: z.number(),
      examples: z.array(z.object({ arn: z.string(), name: z.string() })),
    }),
  ),
  /** Of those that will change: from which aggregate to which. */
  predictions: z.array(
    z.object({
      from: z.nullable(z.string()),
      /** null: not known. */
      to: z.nullable(z.string()),
      mail: z.enum(['flows', 'stops', 'stays-stopped', 'stays-as-it-is', 'unknown']),
      documented: z.boolean(),
      count: z.number(),
    }),
  ),
  /** Findings that stay open on those that will change. */
  findings: z.object({ known: z.boolean(), senders: z.number(), open: z.number(), types: z.array(z.string()) }),
  expect: z.array(z.object({ text: z.string(), documented: z.boolean() })),
  /** Requests to SES and seconds they take at least; null: the rate is not known. */
  cost: z.object({ requests: z.number(), seconds: z.nullable(z.number()) }),
  /** What the guard rails ask for. */
  guard: z.object({
    /** Why it cannot be done now, whoever asks; null: it can. */
    refusal: z.nullable(z.object({ code: z.string(), reason: z.string() })),
    /** What must be typed; null: nothing. */
    typed: z.nullable(z.string()),
    /** A second person must approve it. */
    approval: z.boolean(),
    words: z.array(z.string()),
  }),
});
export type ActPreview = z.infer<typeof actPreviewSchema>;
