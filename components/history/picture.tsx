import { memo, useMemo } from 'react';
import { layOut, NARROW_PX, type Cell, type View } from '@/components/history/lay-out.ts';
import type { Frame, Row, Unwatched } from '@/components/history/picture-rows.ts';
import { axisTicks } from '@/components/history/time-axis.ts';
import { formatDuration, type Zone } from '@/components/ui/format-time.ts';
import { TONE_FILL, type Tone } from '@/components/ui/tone.ts';

const INK: Record<Tone, string> = {
  ok: 'fill-ok',
  watch: 'fill-watch',
  paused: 'fill-panel',
  stop: 'fill-panel',
  plain: 'fill-soft',
};
const THIN_FILL: Record<Tone, string> = {
  ok: 'fill-ok',
  watch: 'fill-watch',
  paused: 'fill-paused',
  stop: 'fill-stop',
  plain: 'fill-faint',
};
/** From here on a bar has round corners and perhaps room for its word. */
const WIDE_PX = 12;
const TONES = Object.keys(INK) as Tone[];

function fillOf(row: Row, tone: Tone): string {
  return row.lane.kind === 'record' ? TONE_FILL[tone] : THIN_FILL[tone];
}

const boxes = (cells: readonly Cell[], row: Row, left: number) =>
  cells
    .map(
      ({ x, width }) =>
        `M${left + x} ${row.bar}h${Math.max(1.5, width - 1)}v${row.barHeight}h${-Math.max(1.5, width - 1)}z`,
    )
    .join('');

/** Narrow cells are one path for each colour: thousands of elements would not move smoothly. */
function Cells({ cells, row, left }: { cells: readonly Cell[]; row: Row; left: number }) {
  const wide = cells.filter(({ width }) => width >= WIDE_PX);
  const narrow = Map.groupBy(
    cells.filter(({ width }) => width < WIDE_PX),
    ({ step }) => step.tone,
  );
  const unseen = cells.filter(({ step, count, x }) => count === 1 && !step.startSeen && x > 0);
  const shared = cells.filter(({ count }) => count > 1);
  const record = row.lane.kind === 'record';
  return (
    <>
      {wide.map(({ x, width, step }) => (
        <rect
          key={x}
          x={left + x}
          y={row.bar}
          width={width - 1}
          height={row.barHeight}
          rx={record ? 3 : 2}
          className={fillOf(row, step.tone)}
        />
      ))}
      {TONES.map((tone) => {
        const own = narrow.get(tone);
        return own ? <path key={tone} d={boxes(own, row, left)} className={fillOf(row, tone)} /> : null;
      })}
      {record
        ? wide.map(({ x, width, step }) =>
            width > step.word.length * 7 + 16 ? (
              <text key={x} x={left + x + 8} y={row.bar + 13.5} fontSize={11.5} className={INK[step.tone]}>
                {step.word}
              </text>
            ) : null,
          )
        : null}
      {/* Where a start was not seen, and where several share a place. */}
      {unseen.length > 0 ? (
        <path
          d={unseen.map(({ x }) => `M${left + x} ${row.bar - 2}v${row.barHeight + 4}`).join('')}
          strokeDasharray="2 2"
          className="stroke-soft"
        />
      ) : null}
      {shared.length > 0 ? (
        <path
          d={shared.map(({ x }) => `M${left + x} ${row.bar + row.barHeight + 2}h${NARROW_PX - 0.5}`).join('')}
          className="stroke-soft"
        />
      ) : null}
    </>
  );
}

function Marks({ cells, row, left }: { cells: readonly Cell[]; row: Row; left: number }) {
  const middle = row.bar + row.barHeight / 2;
  return (
    <>
      <path d={`M${left} ${middle}h9999`} className="stroke-line" clipPath="url(#plot)" />
      {cells.map(({ x, count }) => (
        <circle
          key={x}
          cx={left + x}
          cy={middle}
          r={count > 1 ? 5.5 : 4.5}
          strokeWidth={1.5}
          className="fill-panel stroke-ink"
        />
      ))}
    </>
  );
}

function Hatched(props: { gaps: readonly Unwatched[]; view: View; frame: Frame; under: boolean }) {
  const { gaps, view, frame, under } = props;
  const scale = frame.room / (view.to - view.from);
  return gaps.map((gap) => {
    if (gap.under !== under || gap.to <= view.from || gap.from >= view.to) return null;
    const x = Math.max(0, (gap.from - view.from) * scale);
    const width = Math.max(2, Math.min(frame.room, (gap.to - view.from) * scale) - x);
    return (
      <g key={gap.from}>
        <rect
          x={frame.left + x}
          y={0}
          width={width}
          height={frame.bottom}
          fill="url(#not-watched)"
          // Before we watched is said under the crosshair: a tip over most of a picture is in the way.
          data-tip={under ? undefined : gap.words}
        />
        {under || width < 96 ? null : (
          <text
            x={frame.left + x + width / 2}
            y={frame.bottom + 30}
            fontSize={11}
            textAnchor="middle"
            className="fill-soft"
          >
            not watched {formatDuration(gap.to - gap.from)}
          </text>
        )}
      </g>
    );
  });
}

interface PictureProps {
  frame: Frame;
  view: View;
  gaps: readonly Unwatched[];
  zone: Zone;
}

/** What does not follow the pointer: the steps, what was not watched, and the calendar. Drawn anew only when the view moves. */
export const Picture = memo(function Picture({ frame, view, gaps, zone }: PictureProps) {
  const { left, room, rows, bottom } = frame;
  const ticks = useMemo(() => axisTicks(view, room, zone), [view, room, zone]);
  const x = (at: number) => left + ((at - view.from) / (view.to - view.from)) * room;
  return (
    <g aria-hidden="true">
      <defs>
        <pattern id="not-watched" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" strokeWidth={2} className="stroke-hatch" />
        </pattern>
        <clipPath id="plot">
          <rect x={left} y={0} width={room} height={bottom} />
        </clipPath>
      </defs>
      <path d={ticks.map(({ at }) => `M${x(at)} 0V${bottom}`).join('')} className="stroke-line" />
      <Hatched gaps={gaps} view={view} frame={frame} under />
      {rows.map((row) => {
        const cells = layOut(row.lane, view, room);
        return row.lane.kind === 'marks' ? (
          <Marks key={row.lane.key} cells={cells} row={row} left={left} />
        ) : (
          <Cells key={row.lane.key} cells={cells} row={row} left={left} />
        );
      })}
      {/* Over the steps: that a value held through a gap is our reading, not our sight. */}
      <Hatched gaps={gaps} view={view} frame={frame} under={false} />
      {ticks.map(({ at, words }) => (
        <text
          key={at}
          x={Math.min(x(at), frame.width - 4 - words.length * 6)}
          y={bottom + 15}
          fontSize={11}
          className="fill-soft"
        >
          {words}
        </text>
      ))}
    </g>
  );
});
