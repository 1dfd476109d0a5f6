/** How loud a state is. Colour never stands alone: a glyph and a word always say the same. */
export type Tone = 'ok' | 'watch' | 'paused' | 'stop' | 'plain';

export const TONE_TEXT: Record<Tone, string> = {
  ok: 'text-ok',
  watch: 'text-watch',
  paused: 'text-paused',
  stop: 'text-stop',
  plain: 'text-soft',
};

export const TONE_PANEL: Record<Tone, string> = {
  ok: 'bg-ok-bg',
  watch: 'bg-watch-bg',
  paused: 'bg-paused-bg',
  stop: 'bg-stop-bg',
  plain: 'bg-paused-bg',
};

/** Fill of a run on a strip or timeline: pale where mail flows, solid where it does not. */
export const TONE_FILL: Record<Tone, string> = {
  ok: 'fill-ok-bg',
  watch: 'fill-watch-bg',
  paused: 'fill-paused',
  stop: 'fill-stop',
  plain: 'fill-hatch',
};
