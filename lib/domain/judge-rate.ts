import { PUBLISHED_LINES } from './published-lines.ts';

/** A rate in percent, or why there is none. */
export type Rate =
  | { state: 'judged'; percent: number }
  /** So few mails that a handful of events decides it; the percentage is left out on purpose. */
  | { state: 'too-few'; percent: null }
  /** One of the two numbers was not reported. */
  | { state: 'unknown'; percent: null };

/** Events that are expected at the low line before a rate says anything. */
const EVENTS = 5;

/** Mails below which a rate is not judged: five events would already reach the low line. */
export const TOO_FEW = {
  BOUNCE: (EVENTS * 100) / PUBLISHED_LINES.BOUNCE.low,
  COMPLAINT: (EVENTS * 100) / PUBLISHED_LINES.COMPLAINT.low,
} as const;

/** Events of mails as a percentage, where there are enough mails to say. */
export function judgeRate(kind: keyof typeof TOO_FEW, events: number | null, mails: number | null): Rate {
  if (events === null || mails === null) return { state: 'unknown', percent: null };
  if (mails < TOO_FEW[kind]) return { state: 'too-few', percent: null };
  return { state: 'judged', percent: (events / mails) * 100 };
}
