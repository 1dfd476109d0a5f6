import type { SeenOutcome } from './seen-before.ts';
import { classifySendingStatus } from './vocabulary.ts';

const HOUR = 3_600_000;
/** What follows within this is taken for an answer to what was written; later things have causes of their own. */
export const SETTLE_MS = HOUR;

/** A value the customer-managed record took, oldest first; times epoch ms. */
export interface RecordStep {
  value: string | null;
  at: number;
  /** Written by an act of Standing: what follows answers that act. */
  ours: boolean;
}

/** ENABLED written by Standing while findings were open. */
export interface EnableCase {
  sentAt: number;
  /** Values of the record seen after the write. */
  after: readonly RecordStep[];
  /** Until when the record was watched. */
  watchedUntil: number;
}

/** How it ended; null: not seen, or not an hour old. */
export function judgeEnable({ sentAt, after, watchedUntil }: EnableCase): SeenOutcome | null {
  const settledBy = sentAt + SETTLE_MS;
  const [first, ...later] = after.filter(({ at }) => at <= settledBy);
  // A record that had not moved before the hour was over never showed what became of the write.
  if (first === undefined) return null;
  const decided = outcomeOf(first.value);
  if (decided !== null || classifySendingStatus(first.value) !== 'ENABLED') return decided;
  for (const step of later) {
    if (step.ours) return null;
    const outcome = outcomeOf(step.value);
    if (outcome !== null) return outcome;
  }
  return watchedUntil >= settledBy ? 'stayed-enabled' : null;
}

function outcomeOf(value: string | null): SeenOutcome | null {
  switch (classifySendingStatus(value)) {
    case 'REINSTATED':
      return 'became-reinstated';
    case 'DISABLED':
      return 'stopped-again';
    case 'ENABLED':
    case 'absent':
    case 'unknown':
      return null;
  }
}

/** The last open finding of a sender ended while its record was REINSTATED. */
export interface ReturnCase {
  endedAt: number;
  after: readonly RecordStep[];
  watchedUntil: number;
}

/** SES may take its time to return a sender, so a day is waited for. */
export const RETURN_MS = 24 * HOUR;

export function judgeReturn({ endedAt, after, watchedUntil }: ReturnCase): SeenOutcome | null {
  const settledBy = endedAt + RETURN_MS;
  const [first] = after.filter(({ at }) => at <= settledBy);
  if (first === undefined) return watchedUntil >= settledBy ? 'stayed-reinstated' : null;
  if (first.ours) return null;
  switch (classifySendingStatus(first.value)) {
    case 'ENABLED':
      return 'returned-to-enabled';
    case 'DISABLED':
      return 'stopped-again';
    case 'REINSTATED':
    case 'absent':
    case 'unknown':
      return null;
  }
}
