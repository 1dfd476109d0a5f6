import type { CaseFacts, NewStep } from './change-case.ts';
import { classifyImpact, classifySendingStatus, type ImpactClass } from './vocabulary.ts';

/** A stored change, as far as it may concern a case. */
export interface CaseNews {
  track: string;
  kind: string;
  old: string | null;
  new: string | null;
}

/** What woke a case, worst first. */
type Wake = 'stopped' | 'stopped-by-ses' | 'worse' | 'changed';

const WORDS: Record<Exclude<Wake, 'changed'>, string> = {
  stopped: 'Sending was stopped.',
  'stopped-by-ses': 'SES disabled it as well.',
  worse: 'A new or heavier finding; it may be paused.',
};

const IMPACT_RANK: Record<ImpactClass, number> = { absent: 0, unknown: 1, LOW: 2, HIGH: 3 };

/**
 * What changes of a sender do to its case by themselves, in the transaction that stores them.
 * - Stopped again, or by SES as well: back in the queue, whatever was acknowledged, snoozed or sorted; done is new again.
 * - Worse while it may send (a finding opened, the impact rose): what was acknowledged before is no longer.
 * - Anything at all ends a snooze until something changes.
 * Null where nothing of the case moves. A first sight is no news.
 *
 * @param maySend whether the aggregate permits sending now: a finding that arrives after the pause it caused is no news.
 */
export function reopenCase(
  known: CaseFacts,
  news: readonly CaseNews[],
  maySend: boolean,
): { facts: CaseFacts; steps: NewStep[] } | null {
  const wakes = news.filter(({ kind }) => kind !== 'baseline').map(wakeOf);
  if (wakes.length === 0) return null;
  const wake = (['stopped', 'stopped-by-ses', 'worse', 'changed'] as const).find((one) => wakes.includes(one));
  const facts = { ...known };
  const steps: NewStep[] = [];
  if (wake === 'stopped' || wake === 'stopped-by-ses') {
    if (known.acknowledged === null && known.snoozed === null && known.state !== 'done' && known.sorted !== 'meant-so')
      return null;
    facts.acknowledged = null;
    facts.snoozed = null;
    facts.sorted = known.sorted === 'meant-so' ? null : known.sorted;
    facts.state = known.state === 'done' ? 'new' : known.state;
    steps.push({ kind: 'reopened', before: known.state, after: facts.state, note: WORDS[wake] });
  } else {
    if (wake === 'worse' && maySend && known.acknowledged !== null) {
      facts.acknowledged = null;
      steps.push({ kind: 'reopened', before: known.state, after: known.state, note: WORDS.worse });
    }
    if (known.snoozed?.untilChange === true) {
      facts.snoozed = null;
      steps.push({ kind: 'woken', before: null, after: null, note: 'Something changed.' });
    }
  }
  if (steps.length === 0) return null;
  return { facts: { ...facts, version: known.version + 1 }, steps };
}

function wakeOf({ track, old, new: now }: CaseNews): Wake {
  const stops = classifySendingStatus(now) === 'DISABLED' && classifySendingStatus(old) !== 'DISABLED';
  if (track === 'aggregate' && stops) return 'stopped';
  if (track === 'aws' && stops) return 'stopped-by-ses';
  if (track === 'impact' && IMPACT_RANK[classifyImpact(now)] > IMPACT_RANK[classifyImpact(old)]) return 'worse';
  if (track.startsWith('finding:') && now === 'OPEN' && old !== 'OPEN') return 'worse';
  return 'changed';
}
