'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { buildTracks, type Run, type TrackRuns } from '@/components/history/build-tracks.ts';
import { trackWords, valueMark } from '@/components/history/change-words.ts';
import { formatDay, formatDuration, formatMoment, type Zone } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { TONE_FILL, type Tone } from '@/components/ui/tone.ts';
import type { Change, CoverageGap } from '@/lib/domain/change.ts';
import { pages } from '@/lib/domain/paths.ts';

const isThin = (track: string) => track === 'impact' || track === 'policy' || track.startsWith('finding:');
const LANE = 30;
const BAR = 18;
const INK: Record<Tone, string> = {
  ok: 'fill-ok',
  watch: 'fill-watch',
  paused: 'fill-panel',
  stop: 'fill-panel',
  plain: 'fill-soft',
};

/** The aggregate of a stretch that SES's own record stops is as loud as that record. */
function fillOf(track: string, run: Run, tone: Tone, tracks: readonly TrackRuns[]): string {
  if (tone === 'watch') return isThin(track) ? 'fill-watch' : TONE_FILL.watch;
  if (track !== 'aggregate' || tone !== 'paused') return TONE_FILL[tone];
  const middle = (run.from + run.to) / 2;
  const own = tracks.find((other) => other.track === 'aws')?.runs.find(({ from, to }) => from <= middle && middle < to);
  return TONE_FILL[own?.value === 'DISABLED' ? 'stop' : 'paused'];
}

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

/** Every track as steps. The list under it says the same in words, so this is one picture to a screen reader. */
export default function Timeline({ changes, gaps, watchedSince, from, to }: TimelineProps) {
  const { box, width } = useWidth();
  const zone = useRemembered(timeZone);
  const router = useRouter();
  const [pointer, setPointer] = useState<number | null>(null);
  const left = width < 560 ? 104 : 124;
  const room = Math.max(1, width - left - 2);
  const x = (at: number) => left + ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * room;
  const tracks = buildTracks(changes, from, to);
  const bottom = tracks.length * LANE + 4;
  const at = pointer === null ? null : from + ((pointer - left) / room) * (to - from);

  const unwatched = watchedSince === null ? [] : [{ from: new Date(from).toISOString(), to: watchedSince }];

  const open = (run: Run) => {
    if (run.change) router.push(pages.entity(run.change.arn, { at: run.change.seenAt, change: run.change.id }));
  };
  return (
    <div ref={box} className="min-h-40">
      {width > 0 ? (
        <svg
          width={width}
          height={bottom + 24}
          role="img"
          aria-label={`${tracks.length} tracks from ${formatDay(from, zone)} to ${formatDay(to, zone)}; the list below says the same`}
          onPointerMove={(event) => {
            const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
            setPointer(px >= left ? px : null);
          }}
          onPointerLeave={() => setPointer(null)}
        >
          <defs>
            <pattern id="not-watched" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V6" strokeWidth={3} className="stroke-hatch" />
            </pattern>
          </defs>
          {tracks.map(({ track, runs }, lane) => {
            const thin = isThin(track);
            return (
              <g key={track} transform={`translate(0 ${lane * LANE})`}>
                <text x={0} y={21} fontSize={12} className="fill-soft">
                  {trackWords(track)}
                </text>
                {runs.map((run) => {
                  const impact = run.change?.impact ?? null;
                  const mark = valueMark(track, run.value, impact);
                  const wide = Math.max(2, x(run.to) - x(run.from) - 1);
                  const nothing = thin && mark.glyph === 'none' && track !== 'policy';
                  return nothing ? null : (
                    // The same link stands in the list below, where the keyboard reaches it.
                    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
                    <g key={run.from} className={run.change ? 'cursor-pointer' : undefined} onClick={() => open(run)}>
                      <rect
                        x={x(run.from)}
                        y={thin ? 14 : 8}
                        width={wide}
                        height={thin ? 5 : BAR}
                        rx={thin ? 1.5 : 3}
                        className={fillOf(track, run, mark.tone, tracks)}
                      >
                        <title>{`${trackWords(track)}: ${mark.word}, ${formatMoment(run.from, to, zone)} – ${formatMoment(run.to, to, zone)} (${formatDuration(run.to - run.from)})${run.change?.cause ? `\n${run.change.cause}` : ''}`}</title>
                      </rect>
                      {!thin && wide > mark.word.length * 7 + 16 ? (
                        <text
                          x={x(run.from) + 8}
                          y={21}
                          fontSize={11.5}
                          className={`pointer-events-none ${INK[mark.tone]}`}
                        >
                          {mark.word}
                        </text>
                      ) : null}
                    </g>
                  );
                })}
              </g>
            );
          })}
          {[...unwatched, ...gaps].map((gap) => {
            const start = Date.parse(gap.from);
            const end = gap.to === null ? to : Date.parse(gap.to);
            if (end <= from || start > to) return null;
            return (
              <rect
                key={`${gap.from}${gap.to}`}
                x={x(start)}
                y={2}
                width={Math.max(2, x(end) - x(start))}
                height={bottom}
                fill="url(#not-watched)"
                opacity={0.85}
              >
                <title>{`not watched ${formatMoment(start, to, zone)} – ${gap.to === null ? 'now' : formatMoment(end, to, zone)}`}</title>
              </rect>
            );
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
