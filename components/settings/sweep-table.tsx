import { Time } from '@/components/ui/time.tsx';
import { LANE_WORDS } from '@/components/settings/connection-marks.ts';
import type { SweepHealth } from '@/lib/domain/connection.ts';

function progressOf({ finishedAt, startedAt, progress, pages, entities }: SweepHealth) {
  if (startedAt === null) return 'not started';
  if (finishedAt !== null) {
    return (
      <>
        finished <Time at={finishedAt} form="ago" />
      </>
    );
  }
  const share = progress === null ? '' : `${Math.floor(progress * 100)} %, `;
  return `running: ${share}${entities.toLocaleString('en')} read in ${pages} ${pages === 1 ? 'page' : 'pages'}`;
}

const BAR =
  'appearance-none rounded bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent';

/** How far each sweep of a connection got. */
export function SweepTable({ sweeps }: { sweeps: readonly SweepHealth[] }) {
  if (sweeps.length === 0) return null;
  return (
    <dl className="mt-3 grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
      {sweeps.map((sweep) => (
        <div
          key={sweep.lane}
          className="flex flex-wrap items-baseline justify-between gap-x-3 border-t border-line pt-1.5"
        >
          <dt className="text-soft">{LANE_WORDS[sweep.lane]}</dt>
          <dd className="text-right">
            {progressOf(sweep)}
            {sweep.suspect ? <span className="text-watch"> · suspect, repeated first</span> : null}
          </dd>
          {sweep.finishedAt === null && sweep.progress !== null ? (
            <dd className="basis-full">
              <progress
                className={`${BAR} mt-0.5 block h-1 w-full`}
                max={1}
                value={sweep.progress}
                aria-label={`${LANE_WORDS[sweep.lane]}, read so far`}
              />
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
