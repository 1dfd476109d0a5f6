import type { Run, TrackRuns } from '@/components/history/build-tracks.ts';
import { trackWords, valueMark } from '@/components/shell/change-words.ts';
import { formatDuration, formatMoment, type Zone } from '@/components/ui/format-time.ts';
import { TONE_FILL, type Tone } from '@/components/ui/tone.ts';

export const isThin = (track: string) => track === 'impact' || track === 'policy' || track.startsWith('finding:');
const BAR = 18;
const INK: Record<Tone, string> = {
  ok: 'fill-ok',
  watch: 'fill-watch',
  paused: 'fill-panel',
  stop: 'fill-panel',
  plain: 'fill-soft',
};

/** A thin track draws what is the case and leaves out what is not: no impact, no finding open. */
export function isDrawn(track: string, { value, change }: Run): boolean {
  return !isThin(track) || track === 'policy' || valueMark(track, value, change?.impact ?? null).glyph !== 'none';
}

/** The aggregate of a stretch that SES's own record stops is as loud as that record. */
function fillOf(track: string, run: Run, tone: Tone, tracks: readonly TrackRuns[]): string {
  if (tone === 'watch') return isThin(track) ? 'fill-watch' : TONE_FILL.watch;
  if (track !== 'aggregate' || tone !== 'paused') return TONE_FILL[tone];
  const middle = (run.from + run.to) / 2;
  const own = tracks.find((other) => other.track === 'aws')?.runs.find(({ from, to }) => from <= middle && middle < to);
  return TONE_FILL[own?.value === 'DISABLED' ? 'stop' : 'paused'];
}

function wordsOf(track: string, run: Run, word: string, to: number, zone: Zone): string {
  const stretch = `${formatMoment(run.from, to, zone)} – ${formatMoment(run.to, to, zone)} (${formatDuration(run.to - run.from)})`;
  return [`${trackWords(track)}: ${word}`, stretch, run.change?.cause].filter(Boolean).join('\n');
}

/** One value of one track: a link to the change that began it, where that is known. */
export function TimelineRun(props: {
  track: string;
  run: Run;
  tracks: readonly TrackRuns[];
  /** Pixels. */
  x: number;
  width: number;
  to: number;
  zone: Zone;
  /** The one run that Tab reaches. */
  isCurrent: boolean;
  onFocus: () => void;
  onOpen: () => void;
}) {
  const { track, run, tracks, x, width, to, zone, isCurrent, onFocus, onOpen } = props;
  const mark = valueMark(track, run.value, run.change?.impact ?? null);
  const thin = isThin(track);
  const words = wordsOf(track, run, mark.word, to, zone);
  return (
    <g
      data-run={`${track} ${run.from}`}
      data-tip={words}
      role={run.change ? 'link' : 'img'}
      aria-label={words.replaceAll('\n', ', ')}
      tabIndex={isCurrent ? 0 : -1}
      className={run.change ? 'cursor-pointer' : undefined}
      onFocus={onFocus}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onOpen();
      }}
    >
      <rect
        x={x}
        y={thin ? 14 : 8}
        width={width}
        height={thin ? 5 : BAR}
        rx={thin ? 1.5 : 3}
        className={fillOf(track, run, mark.tone, tracks)}
      />
      {!thin && width > mark.word.length * 7 + 16 ? (
        <text x={x + 8} y={21} fontSize={11.5} className={`pointer-events-none ${INK[mark.tone]}`}>
          {mark.word}
        </text>
      ) : null}
    </g>
  );
}
