import type { CaseChange } from '@/lib/domain/triage-case.ts';

const HOUR = 3_600_000;

type Snooze = NonNullable<CaseChange['snooze']>;

/** How long a case can be put off with one press; each also ends by itself when the sender is stopped again. */
export const SNOOZES: { label: string; snooze: (now: number) => Snooze }[] = [
  { label: 'Until something changes', snooze: () => ({ untilChange: true }) },
  { label: '1 hour', snooze: (now) => ({ until: inFuture(now, HOUR) }) },
  { label: '4 hours', snooze: (now) => ({ until: inFuture(now, 4 * HOUR) }) },
  {
    label: '1 day, or until something changes',
    snooze: (now) => ({ until: inFuture(now, 24 * HOUR), untilChange: true }),
  },
  {
    label: '7 days, or until something changes',
    snooze: (now) => ({ until: inFuture(now, 168 * HOUR), untilChange: true }),
  },
];

const inFuture = (now: number, ms: number) => new Date(now + ms).toISOString();
