'use client';

// An SVG groups its parts by role alone; HTML's grouping elements cannot stand inside one.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { buildTracks, type Run } from '@/components/history/build-tracks.ts';
import { trackWords } from '@/components/shell/change-words.ts';
import { isDrawn, TimelineRun } from '@/components/history/timeline-run.tsx';
import { walkRuns, type Place } from '@/components/history/walk-runs.ts';
import { formatDay, formatMoment, type Zone } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import type { Change, CoverageGap } from '@/lib/domain/change.ts';
import { pages } from '@/lib/domain/paths.ts';

const LANE = 30;

interface TimelineProps {
  changes: readonly Change[];
  gaps: readonly CoverageGap[];
  /** When the first read was; before it only SES's own record times are known. Null: not known. */
  watchedSince: string | null;
  /** Epoch milliseconds. */
  from: number;
  to: number;
}

/** Width of an element in pixels, 0 until it is measured. */
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

function ticks(from: number, to: number, room: number): number[] {
  const count = Math.max(2, Math.floor(room / 130));
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / count);
}

function tickWords(at: number, span: number, zone: Zone): string {
  const day = formatDay(at, zone);
  return span > 2 * 86_400_000 ? day.replace(/ \d{4}$/, '') : formatMoment(at, at, zone).slice(0, 5);
}

/** The margin has room for two words. */
const shortWords = (track: string) => trackWords(track).replace(' provider', '');

/** Every track as steps. One stop for Tab; inside, arrow keys walk from change to change. The list below says the same. */
export default function Timeline({ changes, gaps, watchedSince, from, to }: TimelineProps) {
  const { box, width } = useWidth();
  const zone = useRemembered(timeZone);
  const router = useRouter();
  const [pointer, setPointer] = useState<number | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const left = width < 560 ? 104 : 124;
  const room = Math.max(1, width - left - 2);
  const x = (at: number) => left + ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * room;
  // A finding that is not open anywhere in sight is no track.
  const tracks = buildTracks(changes, from, to).filter(
    ({ track, runs }) => !track.startsWith('finding:') || runs.some((run) => isDrawn(track, run)),
  );
  const bottom = tracks.length * LANE + 4;
  const at = pointer === null ? null : from + ((pointer - left) / room) * (to - from);

  const drawn = tracks
    .map(({ track, runs }) => ({ track, runs: runs.filter((run) => isDrawn(track, run)) }))
    .filter(({ runs }) => runs.length > 0);
  const first = drawn[0];
  const stillThere = drawn.some(
    ({ track, runs }) => track === place?.track && runs.some((run) => run.from === place.from),
  );
  // Until somebody walks, Tab leads to what is the case now, all in all.
  const current = stillThere ? place : first ? { track: first.track, from: first.runs.at(-1)?.from ?? 0 } : null;

  const open = (run: Run) => {
    if (run.change) router.push(pages.entity(run.change.arn, { at: run.change.seenAt, change: run.change.id }));
  };
  function onKeyDown(event: KeyboardEvent<SVGSVGElement>) {
    const next = current && walkRuns(drawn, current, event.key);
    if (!next) return;
    event.preventDefault();
    setPlace({ track: next.track, from: next.from });
    const wanted = `${next.track} ${next.from}`;
    for (const run of event.currentTarget.querySelectorAll<SVGGElement>('[data-run]')) {
      if (run.dataset['run'] === wanted) run.focus();
    }
  }
  const hatched = (start: number, end: number, what: string) =>
    end <= from || start > to ? null : (
      <rect
        key={`${start} ${end}`}
        x={x(start)}
        y={2}
        width={Math.max(2, x(end) - x(start))}
        height={bottom}
        fill="url(#not-watched)"
        data-tip={what}
      />
    );

  return (
    <div ref={box} className="min-h-40">
      {width > 0 ? (
        // The keys are of the runs inside, which are focused; the picture itself is not.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <svg
          width={width}
          height={bottom + 24}
          role="group"
          aria-label={`${tracks.length} tracks from ${formatDay(from, zone)} to ${formatDay(to, zone)}; arrow keys walk from change to change, the list below says the same`}
          onKeyDown={onKeyDown}
          onBlur={() => setPointer(null)}
          onPointerMove={(event) => {
            const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
            setPointer(px >= left ? px : null);
          }}
          onPointerLeave={() => setPointer(null)}
        >
          <defs>
            <pattern id="not-watched" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V6" strokeWidth={2} className="stroke-hatch" />
            </pattern>
          </defs>
          {/* Under the runs: what is drawn there rests on SES's own record times. */}
          {watchedSince === null
            ? null
            : hatched(
                from,
                Date.parse(watchedSince),
                `Not watched before ${formatMoment(Date.parse(watchedSince), to, zone)}`,
              )}
          {tracks.map(({ track, runs }, lane) => (
            <g key={track} transform={`translate(0 ${lane * LANE})`}>
              <text x={0} y={21} fontSize={12} className="fill-soft">
                {shortWords(track)}
              </text>
              {runs.map((run) =>
                isDrawn(track, run) ? (
                  <TimelineRun
                    key={run.from}
                    {...{ track, run, tracks, to, zone }}
                    x={x(run.from)}
                    width={Math.max(2, x(run.to) - x(run.from) - 1)}
                    isCurrent={current?.track === track && current.from === run.from}
                    onFocus={() => {
                      setPlace({ track, from: run.from });
                      setPointer(x(run.from));
                    }}
                    onOpen={() => open(run)}
                  />
                ) : null,
              )}
            </g>
          ))}
          {/* Over the runs: that a value held through a gap is our reading, not our sight. */}
          {gaps.map((gap) => {
            const start = Date.parse(gap.from);
            const end = gap.to === null ? to : Date.parse(gap.to);
            const until = gap.to === null ? 'now' : formatMoment(end, to, zone);
            return hatched(start, end, `Not watched ${formatMoment(start, to, zone)} – ${until}`);
          })}
          {ticks(from, to, room).map((tick) => (
            <text key={tick} x={x(tick)} y={bottom + 16} fontSize={11} className="fill-soft">
              {tickWords(tick, to - from, zone)}
            </text>
          ))}
          {at !== null && pointer !== null ? (
            <g className="pointer-events-none">
              <path d={`M${pointer} 2V${bottom}`} strokeDasharray="2 3" className="stroke-ink" />
              <rect x={Math.min(pointer + 6, width - 142)} y={bottom + 3} width={138} height={18} className="fill-bg" />
              <text x={Math.min(pointer + 8, width - 140)} y={bottom + 16} fontSize={11} className="fill-ink">
                {formatMoment(at, to, zone)}
              </text>
            </g>
          ) : null}
        </svg>
      ) : null}
    </div>
  );
}
