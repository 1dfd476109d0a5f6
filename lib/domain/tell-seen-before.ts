import { SEEN_OUTCOMES, type SeenBefore, type SeenOutcome, type SeenQuestion } from './seen-before.ts';

/** What a case of each question is, as "an earlier case of …". */
const CASE: Record<SeenQuestion, string> = {
  'enable-with-open-findings': 'of ENABLED written by Standing while findings were open',
  'reinstated-without-findings': 'of a reinstated sender whose last open finding ended',
  'automatic-stop-record': 'of a stop that was likely automatic',
};

const ENDED: Record<SeenOutcome, string> = {
  'stayed-enabled': 'stayed ENABLED for the next hour',
  'became-reinstated': 'became REINSTATED',
  'stopped-again': 'was DISABLED again',
  'returned-to-enabled': 'returned to ENABLED by itself within a day',
  'stayed-reinstated': 'was still REINSTATED a day later',
  'customer-record': 'was in the customer-managed record',
  'ses-record': 'was in the SES-managed record',
};

/** Counts cases by how they ended and says it in one sentence. @param ends null: not decided. */
export function tellSeenBefore(
  question: SeenQuestion,
  account: string,
  ends: readonly (SeenOutcome | null)[],
): SeenBefore {
  const outcomes = SEEN_OUTCOMES.map((outcome) => ({ outcome, count: ends.filter((end) => end === outcome).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  const decided = outcomes.reduce((sum, { count }) => sum + count, 0);
  const undecided = ends.length - decided;
  return { question, account, outcomes, undecided, sentence: sentenceOf(question, outcomes, decided, undecided) };
}

function sentenceOf(
  question: SeenQuestion,
  outcomes: SeenBefore['outcomes'],
  decided: number,
  undecided: number,
): string {
  const unseen = undecided === 0 ? '' : ` The end of ${undecided} more was not seen.`;
  if (decided === 0) return `This account has shown Standing no earlier case ${CASE[question]}.${unseen}`;
  const [first] = outcomes;
  if (first !== undefined && outcomes.length === 1) {
    const all = ['the one earlier case', 'both earlier cases'][decided - 1] ?? `all ${decided} earlier cases`;
    return `In ${all} ${CASE[question]} in this account, it ${ENDED[first.outcome]}.${unseen}`;
  }
  const parts = outcomes.map(({ outcome, count }) => `in ${count} it ${ENDED[outcome]}`);
  return `Of ${decided} earlier cases ${CASE[question]} in this account, ${parts.join(', ')}.${unseen}`;
}
