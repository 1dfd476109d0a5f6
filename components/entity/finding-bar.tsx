import { linesOf, type RateLines } from '@/lib/domain/published-lines.ts';
import type { Finding } from '@/lib/domain/finding.ts';
import { sayDuration } from '@/lib/domain/say-duration.ts';
import { tripLineOf } from '@/lib/domain/trip-line.ts';

const WIDTH = 220;

function Bar({ percent, lines, trip }: { percent: number; lines: RateLines; trip: number | null }) {
  const { low, high } = lines;
  const x = (value: number) => Math.min(WIDTH, (value / Math.max(high * 1.6, percent * 1.1)) * WIDTH);
  return (
    <svg width={WIDTH} height={16} viewBox={`0 0 ${WIDTH} 16`} aria-hidden="true">
      <rect y={5} width={WIDTH} height={6} rx={3} className="fill-paused-bg forced-colors:stroke-ink" />
      <rect y={5} width={x(percent)} height={6} rx={3} className={percent >= high ? 'fill-stop' : 'fill-watch'} />
      <path d={`M${x(low)} 3v10M${x(high)} 3v10`} className="stroke-ink" />
      {trip === null ? null : <path d={`M${x(trip) - 4} 0h8l-4 5z`} className="fill-ink" />}
    </svg>
  );
}

/** Extra to AWS's text, read out of it: rate, volume and window, beside the published lines and where the policy trips. */
export function FindingBar({
  type,
  parsed,
  policy,
}: {
  type: string | null;
  parsed: NonNullable<Finding['parsed']>;
  policy: string | null;
}) {
  const { exceededPercent: percent, volume, from, to } = parsed;
  const lines = linesOf(type);
  const trip = lines === null ? null : tripLineOf(policy, lines);
  const read = [
    ...(percent === null ? [] : [`over ${percent} %`]),
    ...(volume === null ? [] : [`of ${volume.toLocaleString('en')} mails`]),
    ...(from !== null && to !== null ? [`within ${sayDuration(Date.parse(to) - Date.parse(from))}`] : []),
  ];
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-[12px] text-soft">
      {percent === null || lines === null || trip === null ? null : (
        <Bar percent={percent} lines={lines} trip={trip.percent} />
      )}
      <span>
        {read.join(' ')}
        {lines === null || trip === null
          ? null
          : ` · published guidance: low ${lines.low} %, high ${lines.high} %; ${trip.words}`}
      </span>
    </div>
  );
}
