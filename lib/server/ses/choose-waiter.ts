import 'server-only';
import { isBackground, rankOf, type Urgency } from './urgency.ts';

export interface Waiter {
  urgency: Urgency;
  since: number;
  grant: () => void;
}

/** Two filtered pages for one page of the full sweep: a third of the background's share is the sweep's. */
const FILTERED_RUN = 2;

/**
 * Who goes next: the lane decides, and a waiter counts as one lane higher for every `ageMs` it has waited, so no lane
 * starves. Background waiters are passed over while `backgroundReady` is false.
 * @param filteredRun pages of filtered lists since the last page of the full sweep.
 */
export function chooseWaiter(
  waiting: readonly Waiter[],
  { ageMs, backgroundReady, filteredRun }: { ageMs: number; backgroundReady: boolean; filteredRun: number },
): Waiter | undefined {
  const keyOf = (waiter: Waiter) => waiter.since + rankOf(waiter.urgency.lane()) * ageMs;
  const first = (among: readonly Waiter[]) =>
    among.reduce<Waiter | undefined>((best, one) => (best && keyOf(best) <= keyOf(one) ? best : one), undefined);

  const person = first(waiting.filter((waiter) => !isBackground(waiter.urgency.lane())));
  if (!backgroundReady) return person;
  const sweep = first(waiting.filter((waiter) => waiter.urgency.lane() === 'full-sweep'));
  const filtered = first(waiting.filter((waiter) => waiter.urgency.lane() === 'filtered-lists'));
  const background = filteredRun >= FILTERED_RUN && sweep ? sweep : first([filtered, sweep].filter((one) => !!one));
  return first([person, background].filter((one) => !!one));
}
