'use client';

import { useEffect, useRef, useState } from 'react';
import { runsOf, type SharedRun } from '@/components/sharing/runs-of.ts';
import { trackWords, valueMark } from '@/components/shell/change-words.ts';
import type { Mark } from '@/components/shell/standing-marks.ts';
import { formatDay, formatMoment } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { TONE_FILL } from '@/components/ui/tone.ts';
import type { SharedView } from '@/lib/domain/shared-view.ts';

const LANE = 26;
const BAR = 14;

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}

/** The aggregate of a stretch that SES's own record stops is as loud as that record. */
function markOf(track: string, run: SharedRun, tracks: ReturnType<typeof runsOf>): Mark {
  const mark = valueMark(track, run.value, run.impact);
  if (track !== 'aggregate' || mark.tone !== 'paused') return mark;
  const middle = (run.from + run.to) / 2;
  const own = tracks.find((other) => other.track === 'aws')?.runs.find(({ from, to }) => from <= middle && middle < to);
  return own?.value === 'DISABLED' ? { ...mark, tone: 'stop' } : mark;
}

interface StepsProps {
  history: NonNullable<SharedView['history']>;
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

/** Every track of the window as steps, to look at; the list under it says the same in words. */
export function SharedSteps({ history, from, to }: StepsProps) {
  const { box, width } = useWidth();
  const zone = useRemembered(timeZone);
  const tracks = runsOf(history.changes, from, to);
  const left = width < 560 ? 104 : 128;
  const room = Math.max(1, width - left - 2);
  const x = (at: number) => left + ((Math.min(to, Math.max(from, at)) - from) / Math.max(1, to - from)) * room;
  const bottom = tracks.length * LANE + 4;
  const blind = [
    ...history.gaps.map((gap) => [Date.parse(gap.from), gap.to === null ? to : Date.parse(gap.to)] as const),
    ...(history.watchedSince === null ? [] : [[from, Date.parse(history.watchedSince)] as const]),
  ];
  const ticks = Math.max(2, Math.floor(room / 140));
  return (
    <div ref={box} className="min-h-32">
      {width > 0 ? (
        <svg
          width={width}
          height={bottom + 22}
          role="img"
          aria-label={`${tracks.length} tracks from ${formatDay(from, zone)} to ${formatDay(to, zone)}; the list below says the same`}
        >
          <defs>
            <pattern id="not-watched" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V6" strokeWidth={2} className="stroke-hatch" />
            </pattern>
          </defs>
          {tracks.map(({ track, runs }, lane) => (
            <g key={track} transform={`translate(0 ${lane * LANE})`}>
              <text x={0} y={17} fontSize={12} className="fill-soft">
                {trackWords(track).replace(' provider', '')}
              </text>
              {runs.map((run) => {
                const mark = markOf(track, run, tracks);
                const wide = x(run.to) - x(run.from) - 1;
                return (
                  <g key={run.from}>
                    <rect
                      x={x(run.from)}
                      y={5}
                      width={Math.max(2, wide)}
                      height={BAR}
                      rx={2}
                      className={TONE_FILL[mark.tone]}
                    />
                    {wide > mark.word.length * 6.4 + 10 ? (
                      <text
                        x={x(run.from) + 6}
                        y={16}
                        fontSize={10.5}
                        className={mark.tone === 'stop' || mark.tone === 'paused' ? 'fill-panel' : 'fill-ink'}
                      >
                        {mark.word}
                      </text>
                    ) : null}
                  </g>
                );
              })}
            </g>
          ))}
          {blind.map(([start, end]) =>
            end <= from || start >= to ? null : (
              <rect
                key={`${start}${end}`}
                x={x(start)}
                y={2}
                width={Math.max(2, x(end) - x(start))}
                height={bottom}
                fill="url(#not-watched)"
              />
            ),
          )}
          {Array.from({ length: ticks }, (_, index) => from + ((to - from) * index) / ticks).map((tick) => (
            <text key={tick} x={x(tick)} y={bottom + 15} fontSize={11} className="fill-soft">
              {to - from > 2 * 86_400_000
                ? formatDay(tick, zone).replace(/ \d{4}$/, '')
                : formatMoment(tick, tick, zone).slice(0, to - from < 3_600_000 ? 8 : 5)}
            </text>
          ))}
        </svg>
      ) : null}
    </div>
  );
}
