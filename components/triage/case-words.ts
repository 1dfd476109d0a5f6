import { formatMoment } from '@/components/ui/format-time.ts';
import type { CaseState, CaseStep, TriageCase } from '@/lib/domain/triage-case.ts';

export const STATE_WORDS: Record<CaseState, string> = {
  new: 'New',
  investigating: 'Investigating',
  'waiting-on-aws': 'Waiting on AWS',
  'waiting-on-the-sender': 'Waiting on the sender',
  done: 'Done',
};

const stateWord = (raw: string | null) => (STATE_WORDS as Record<string, string>)[raw ?? ''] ?? raw ?? '';

const SORTED_WORDS: Record<string, string> = { 'meant-so': 'meant so', 'needs-a-person': 'needs a person' };

/** A step in words, after who made it: "acknowledged it". */
export function stepWords({ kind, before, after, note }: CaseStep): string {
  switch (kind) {
    case 'state':
      return `${stateWord(before)} → ${stateWord(after)}`;
    case 'owner':
      return after === null ? `took it from ${before ?? 'its owner'}` : `gave it to ${after}`;
    case 'aws-case':
      return after === null ? 'took the AWS case off' : `AWS case ${after}`;
    case 'acknowledged':
      return 'acknowledged it';
    case 'unacknowledged':
      return 'put it back into the queue';
    case 'snoozed':
      return `snoozed it until ${untilWords(after)}`;
    case 'unsnoozed':
      return 'ended the snooze';
    case 'sorted':
      return after === null ? 'unsorted it' : `sorted it: ${SORTED_WORDS[after] ?? after}`;
    case 'note':
      return 'noted';
    case 'reopened':
      return `reopened it. ${note ?? ''}`;
    case 'woken':
      return `ended the snooze. ${note ?? ''}`;
  }
}

/** `2026-11-25T12:00:00.000Z or a change` as people read it. */
function untilWords(stored: string | null): string {
  return (stored ?? '').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, (iso) => formatMoment(Date.parse(iso), 0, 'utc'));
}

export function snoozeWords({ until, untilChange }: NonNullable<TriageCase['snoozed']>): string {
  const time = until === null ? null : formatMoment(Date.parse(until), 0, 'utc');
  return [time, untilChange ? 'something changes' : null].filter(Boolean).join(' or ');
}
