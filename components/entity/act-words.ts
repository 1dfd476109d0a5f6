import type { ActName, ActOutcome } from '@/lib/domain/act.ts';
import type { Tone } from '@/components/ui/tone.ts';

export type StatusAct = Exclude<ActName, 'set-policy'>;

/** Verb and object; what SES is told; what follows. */
export const ACT_WORDS: Record<StatusAct, { verb: string; follows: string }> = {
  reinstate: {
    verb: 'Reinstate sending',
    follows:
      'Mail flows although findings are open; SES sets them aside. New ones may still pause it. As findings end it returns to Enabled, likely by itself.',
  },
  enable: {
    verb: 'Enable sending',
    follows: 'Mail flows. Whether SES pauses it again for findings that are still open is not documented.',
  },
  disable: {
    verb: 'Disable sending',
    follows: 'No mail of this sender leaves SES until somebody reinstates it. SES refuses its sends with an error.',
  },
};

export const OUTCOME_WORDS: Record<ActOutcome, { word: string; tone: Tone }> = {
  pending: { word: 'Being written and read back', tone: 'plain' },
  confirmed: { word: 'Confirmed by SES', tone: 'ok' },
  'settled-otherwise': { word: 'Settled in another status', tone: 'watch' },
  'not-yet': { word: 'Written; SES does not show it yet', tone: 'watch' },
  reverted: { word: 'Shown, then moved back', tone: 'stop' },
  unknown: { word: 'Not known: no answer, and no read could tell', tone: 'stop' },
  'no-change': { word: 'It was so already; nothing was written', tone: 'plain' },
  moved: { word: 'It had moved since you looked; nothing was written', tone: 'watch' },
  refused: { word: 'Refused; nothing was changed', tone: 'stop' },
};
