import type { Lane, Step } from '@/components/history/prepare-lanes.ts';
import { trackWords } from '@/components/shell/change-words.ts';
import { formatDuration, formatMoment, type Zone } from '@/components/ui/format-time.ts';

/** How long a step held: "at least" where its start or its end was not seen; so far, where it still holds. */
export function durationWords({ from, to, startSeen, endSeen }: Step, now: number): string {
  const words = formatDuration((to ?? now) - from);
  const known = startSeen && (to === null || endSeen);
  return `${known ? '' : 'at least '}${words}${to === null ? ' so far' : ''}`;
}

/** `2 Nov 2026 02:14 UTC to 3 Nov 2026 09:00 UTC`. */
export function stretchWords({ from, to }: { from: number; to: number | null }, now: number, zone: Zone): string {
  const until = to === null ? 'now' : formatMoment(to, now, zone);
  return `${formatMoment(from, now, zone)} to ${until}`;
}

export const laneWords = ({ track }: Lane) => (track === 'marks' ? 'Acts and notes' : trackWords(track));

/** One step in a sentence: what a screen reader says of it, and the line under the picture. */
export function stepWords(lane: Lane, step: Step, now: number, zone: Zone): string {
  if (lane.kind === 'marks') return `${formatMoment(step.from, now, zone)}: ${step.word}`;
  return `${laneWords(lane)}: ${step.word}, ${stretchWords(step, now, zone)} (${durationWords(step, now)})`;
}
