import { laneWords } from '@/components/history/step-words.ts';
import type { View } from '@/components/history/lay-out.ts';
import type { Frame, Row, Unwatched } from '@/components/history/picture-rows.ts';
import { stepAt, type Lane, type Step } from '@/components/history/prepare-lanes.ts';
import { formatMoment, type Zone } from '@/components/ui/format-time.ts';
import { TONE_FILL, type Tone } from '@/components/ui/tone.ts';

const WORD_FILL: Record<Tone, string> = { ...TONE_FILL, ok: 'fill-ok', watch: 'fill-watch', plain: 'fill-ink' };
/** As many letters as the margin has room for. */
const MOST_LETTERS = 24;
const short = (words: string) => (words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 1)}…` : words);

const NOTHING = { step: null, value: '' };

/** What a track was; of findings, which may be open several at once, how many. */
function valueAt(rows: readonly Row[], lane: Lane, at: number): { step: Step | null; value: string } {
  if (lane.kind === 'marks') return NOTHING;
  const steps = rows.flatMap((row) => (row.lane.track === lane.track ? (stepAt(row.lane.steps, at) ?? []) : []));
  const [step = null] = steps;
  if (step === null) return { step, value: lane.kind === 'thin' ? 'none' : 'not known' };
  return { step, value: steps.length > 1 ? `${steps.length} × ${step.word}` : step.word };
}

interface PointedProps {
  frame: Frame;
  view: View;
  gaps: readonly Unwatched[];
  /** The moment that all rows tell of, epoch ms; null: none. */
  at: number | null;
  now: number;
  zone: Zone;
}

/** The names of the rows and, under the crosshair, what each of them was at that moment. */
export function Pointed({ frame, view, gaps, at, now, zone }: PointedProps) {
  const { left, room, rows, bottom, stacked, width } = frame;
  const x = at === null ? null : left + ((at - view.from) / (view.to - view.from)) * room;
  const watched = at === null || !gaps.some(({ from, to }) => from <= at && at < to);
  const words = at === null ? '' : `${formatMoment(at, now, zone)}${watched ? '' : ' · not watched'}`;
  const wordsWidth = words.length * 6.3 + 8;
  return (
    <g aria-hidden="true" className="pointer-events-none">
      {rows.map(({ lane, top, bar, barHeight }) => {
        if (lane.label === '') return null;
        const { step, value } = at === null ? NOTHING : valueAt(rows, lane, at);
        const label = lane.track === 'marks' ? lane.label : laneWords(lane).replace(' provider', '');
        const middle = bar + barHeight / 2 + 4;
        if (stacked) {
          return (
            <text key={lane.key} x={0} y={top + 13} fontSize={12} className="fill-soft">
              {label}
              <tspan dx={8} className={step ? WORD_FILL[step.tone] : 'fill-soft'}>
                {value}
              </tspan>
            </text>
          );
        }
        return (
          <g key={lane.key} fontSize={12}>
            <text x={0} y={value === '' ? middle : middle - 6} className="fill-soft">
              {label}
            </text>
            <text x={0} y={middle + 7} fontSize={11.5} className={step ? WORD_FILL[step.tone] : 'fill-soft'}>
              {short(value)}
            </text>
          </g>
        );
      })}
      {x === null ? null : (
        <>
          <path d={`M${x} 0V${bottom}`} strokeDasharray="2 3" className="stroke-ink" />
          <rect
            x={Math.max(0, Math.min(x - 4, width - wordsWidth))}
            y={bottom + 2}
            width={wordsWidth}
            height={18}
            className="fill-bg"
          />
          <text x={Math.max(4, Math.min(x, width - wordsWidth + 4))} y={bottom + 15} fontSize={11} className="fill-ink">
            {words}
          </text>
        </>
      )}
    </g>
  );
}
