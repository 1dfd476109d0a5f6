import type { Unwatched } from '@/lib/domain/past.ts';

/** Why nobody was watching. */
export const GAP_WORDS: Record<Unwatched['reason'], string> = {
  'not-running': 'Standing was not running',
  throttled: 'SES throttled the reads',
  failing: 'reads failed',
  paused: 'reading was paused',
  'not-permitted': 'AWS did not permit the reads',
  'not-yet': 'Standing was not connected to it yet',
};
