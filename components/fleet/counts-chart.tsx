'use client';

import { scaleLinear } from 'd3-scale';
import { useState } from 'react';
import { bucketWords } from '@/components/fleet/bucket-words.ts';
import { useWidth } from '@/components/fleet/use-width.ts';
import { STANDING_MARKS } from '@/components/shell/standing-marks.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { TONE_FILL } from '@/components/ui/tone.ts';
import type { FleetView } from '@/lib/domain/fleet-view.ts';
import { STANDINGS } from '@/lib/domain/vocabulary.ts';

const HEIGHT = 150;
const FOOT = 20;
/** Bottom of the stack first: the worst. Those that may send are the rest of the fleet, and would hide it. */
const STACK = STANDINGS.filter((standing) => standing !== 'enabled');

/** How many stood how at the end of each bucket, the enabled left out. The table below says the same. */
export function CountsChart({ view }: { view: FleetView }) {
  const { box, width } = useWidth();
  const zone = useRemembered(timeZone);
  const [pointed, setPointed] = useState<number | null>(null);
  const { counts, edges, bucket } = view;
  const shown = STACK.filter((standing) => counts.some((count) => (count[standing] ?? 0) > 0));
  const sumOf = (count: Record<string, number>) => shown.reduce((sum, standing) => sum + (count[standing] ?? 0), 0);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...counts.map(sumOf))])
    .nice(3)
    .range([HEIGHT, 6]);
  const left = 34;
  const step = Math.max(1, (width - left) / Math.max(1, counts.length));
  const words = (index: number) => bucketWords(edges[index] ?? view.from, bucket, zone);
  const at = pointed ?? counts.length - 1;
  const now = counts[at] ?? {};
  return (
    <section aria-label="Counts over time" className="min-w-0">
      <h2 className="text-[14px] font-semibold">Not simply enabled, over time</h2>
      <p className="mb-2 flex flex-wrap gap-x-3 text-[12.5px] text-soft" aria-live="polite">
        <span className="text-ink">{words(at)}:</span>
        {shown.map((standing) => (
          <span key={standing} className="inline-flex items-center gap-1">
            <svg width={9} height={9} aria-hidden="true">
              <rect width={9} height={9} rx={2} className={TONE_FILL[STANDING_MARKS[standing].tone]} />
            </svg>
            {STANDING_MARKS[standing].word} {(now[standing] ?? 0).toLocaleString('en')}
          </span>
        ))}
        <span>enabled {(now['enabled'] ?? 0).toLocaleString('en')}</span>
        {(now['not-watched'] ?? 0) > 0 ? <span>not watched {now['not-watched']?.toLocaleString('en')}</span> : null}
      </p>
      <div ref={box} className="min-h-44">
        {width > 0 ? (
          <svg
            width={width}
            height={HEIGHT + FOOT}
            role="img"
            aria-label={`Senders by standing, ${counts.length} ${bucket}s; the table below says the same`}
            onPointerMove={(event) => {
              const x = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
              setPointed(x < 0 ? null : Math.min(counts.length - 1, Math.floor(x / step)));
            }}
            onPointerLeave={() => setPointed(null)}
          >
            {y.ticks(3).map((tick) => (
              <g key={tick} transform={`translate(0 ${y(tick)})`}>
                <path d={`M${left} 0H${width}`} className="stroke-line" />
                <text x={left - 6} dy={4} textAnchor="end" fontSize={11} className="fill-soft">
                  {tick}
                </text>
              </g>
            ))}
            {counts.map((count, index) => {
              let below = 0;
              return (
                <g key={edges[index]} opacity={pointed === null || pointed === index ? 1 : 0.55}>
                  {shown.map((standing) => {
                    const value = count[standing] ?? 0;
                    below += value;
                    return value === 0 ? null : (
                      <rect
                        key={standing}
                        x={left + index * step}
                        y={y(below)}
                        width={Math.max(1, step - (step > 6 ? 2 : 0.5))}
                        height={Math.max(1, y(below - value) - y(below))}
                        className={TONE_FILL[STANDING_MARKS[standing].tone]}
                      />
                    );
                  })}
                </g>
              );
            })}
            {[0, Math.floor(counts.length / 2), counts.length - 1].map((index, place) => (
              <text
                key={place}
                x={place === 0 ? left : place === 1 ? left + index * step : width}
                y={HEIGHT + 15}
                textAnchor={place === 0 ? 'start' : place === 1 ? 'middle' : 'end'}
                fontSize={11}
                className="fill-soft"
              >
                {words(index)}
              </text>
            ))}
          </svg>
        ) : null}
      </div>
      <details className="mt-1 text-[12.5px]">
        <summary className="min-h-6 cursor-pointer text-soft">The same as a table</summary>
        {/* What scrolls must be reachable by the keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="max-h-72 overflow-auto" tabIndex={0} aria-label="Counts as a table">
          <table className="w-full text-left">
            <thead className="text-soft">
              <tr>
                <th scope="col" className="py-0.5 pr-3 font-normal">
                  At the end of
                </th>
                {[...shown, 'enabled' as const].map((standing) => (
                  <th key={standing} scope="col" className="py-0.5 pr-3 font-normal">
                    {STANDING_MARKS[standing].word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {counts.map((count, index) => (
                <tr key={edges[index]} className="border-t border-line">
                  <th scope="row" className="py-0.5 pr-3 font-normal whitespace-nowrap">
                    {words(index)}
                  </th>
                  {[...shown, 'enabled' as const].map((standing) => (
                    <td key={standing} className="py-0.5 pr-3">
                      {(count[standing] ?? 0).toLocaleString('en')}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}
