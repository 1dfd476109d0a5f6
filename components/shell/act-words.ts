import type { ActName, ActOutcome, ActState } from '@/lib/domain/act-names.ts';
import type { GlyphName } from '@/components/ui/glyph.tsx';
import type { Tone } from '@/components/ui/tone.ts';

export type StatusAct = Exclude<ActName, 'set-policy'>;

/** Verb and object. What follows is said by lib/domain/predict-act.ts. */
export const ACT_WORDS: Record<StatusAct, { verb: string }> = {
  reinstate: { verb: 'Reinstate sending' },
  enable: { verb: 'Enable sending' },
  disable: { verb: 'Disable sending' },
};

/** What an act is called where it is one of many. */
export const ACT_TITLES: Record<ActName, string> = {
  reinstate: 'Reinstate',
  enable: 'Enable',
  disable: 'Disable',
  'set-policy': 'Change policy',
};

/** `word` where there is room for a sentence, `short` in a list. */
export const OUTCOME_WORDS: Record<ActOutcome, { word: string; short: string; tone: Tone; glyph: GlyphName }> = {
  pending: { word: 'Being written and read back', short: 'Pending', tone: 'plain', glyph: 'outline-dashed' },
  confirmed: { word: 'Confirmed by SES', short: 'Confirmed', tone: 'ok', glyph: 'circle-check' },
  'settled-otherwise': {
    word: 'Settled in another status',
    short: 'Settled otherwise',
    tone: 'watch',
    glyph: 'circle-turning',
  },
  'not-yet': { word: 'Written; SES does not show it yet', short: 'Not yet', tone: 'watch', glyph: 'ring-dashed' },
  reverted: { word: 'Shown, then moved back', short: 'Reverted', tone: 'stop', glyph: 'circle-bar' },
  unknown: {
    word: 'Not known: no answer, and no read could tell',
    short: 'Unknown',
    tone: 'stop',
    glyph: 'square-question',
  },
  'no-change': {
    word: 'It was so already; nothing was written',
    short: 'Already so',
    tone: 'plain',
    glyph: 'circle-check',
  },
  moved: {
    word: 'It had moved since you looked; nothing was written',
    short: 'Moved',
    tone: 'watch',
    glyph: 'triangle-dashed',
  },
  cancelled: {
    word: 'Cancelled before its turn; nothing was written',
    short: 'Cancelled',
    tone: 'plain',
    glyph: 'square-pause',
  },
  refused: { word: 'Refused; nothing was changed', short: 'Refused', tone: 'stop', glyph: 'octagon-stop' },
};

export const STATE_WORDS: Record<ActState, string> = {
  'awaiting-approval': 'Waits for a second person',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
  expired: 'Not approved in time',
};
