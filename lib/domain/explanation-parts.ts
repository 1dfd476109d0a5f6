import * as z from 'zod/mini';
import { isoTimeSchema } from './wire.ts';

/** How sure a sentence is: SES documents it, the evidence makes it likely, or nobody has said. */
export const CERTAINTIES = ['documented', 'likely', 'not-documented'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** A sentence as data: plain text, and moments that a page renders as live durations. */
export const sentencePartSchema = z.union([
  z.string(),
  z.object({ time: isoTimeSchema, form: z.enum(['ago', 'duration', 'moment']), atLeast: z.boolean() }),
]);
export type SentencePart = z.infer<typeof sentencePartSchema>;

/** The same as plain text: moments absolute in UTC, "at or before" where the start was not seen. */
export function sentenceText(parts: readonly SentencePart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : momentText(part))).join('');
}

function momentText(part: Exclude<SentencePart, string>): string {
  const utc = sayMoment(part.time);
  if (part.form === 'moment') return utc;
  if (part.form === 'duration') return `since ${part.atLeast ? 'at least ' : ''}${utc}`;
  return part.atLeast ? `at or before ${utc}` : `at ${utc}`;
}

/** `2026-11-22 02:14 UTC`. @param time ISO 8601, UTC. */
export function sayMoment(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
