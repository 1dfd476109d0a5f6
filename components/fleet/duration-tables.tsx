import { originWords } from '@/components/shell/change-words.ts';
import { formatDuration } from '@/components/ui/format-time.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';
import type { Origin } from '@/lib/domain/change.ts';
import type { FleetView } from '@/lib/domain/fleet-view.ts';

type Row = FleetView['durations']['all'];

function Median({ row }: { row: Row }) {
  const left = row.leftOut > 0 ? `${row.leftOut.toLocaleString('en')} left out` : null;
  if (row.medianMs === null) return <span className="text-soft">none measured{left ? `, ${left}` : ''}</span>;
  return (
    <>
      {formatDuration(row.medianMs)}{' '}
      <span className="text-soft">
        of {row.measured.toLocaleString('en')}
        {left ? `, ${left}` : ''}
      </span>
    </>
  );
}

function DurationTable(props: { title: string; rows: readonly Row[]; words: (key: string) => string }) {
  const { title, rows, words } = props;
  return (
    <table className="mt-5 w-full table-fixed text-left max-sm:text-[12.5px]">
      <caption className="mb-1.5 text-left text-[14px] font-semibold">{title}</caption>
      <thead className="text-[12px] text-soft">
        <tr className="border-t border-line">
          <th scope="col" className="w-2/5 py-1 font-normal">
            {title.replace('By ', '')}
          </th>
          <th scope="col" className="py-1 font-normal">
            Stops
          </th>
          <th scope="col" className="py-1 font-normal">
            Time stopped
          </th>
          <th scope="col" className="py-1 font-normal">
            Median time to recovery
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-t border-line align-top">
            <th scope="row" className="py-1 pr-3 font-normal [overflow-wrap:anywhere]">
              <PlainText text={words(row.key)} />
            </th>
            <td className="py-1 pr-3">
              {row.episodes.toLocaleString('en')}
              {row.ongoing > 0 ? (
                <span className="text-soft"> · {row.ongoing.toLocaleString('en')} going on</span>
              ) : null}
            </td>
            <td className="py-1 pr-3">
              {row.stoppedAtLeast ? 'at least ' : ''}
              {formatDuration(row.stoppedMs)}
            </td>
            <td className="py-1">
              <Median row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const POLICIES: Record<string, string> = { standard: 'Standard', strict: 'Strict', none: 'None' };
const originOf = (key: string) => originWords({ kind: key as Origin, who: null, why: null, actId: null, evidence: [] });

/** How long mail was stopped and how long it took to come back: all senders together, by cause, policy and origin. */
export function DurationTables({ view }: { view: FleetView }) {
  const { all, byCause, byPolicy, byOrigin } = view.durations;
  return (
    <section aria-label="Time to recovery" className="mt-8 border-t border-line pt-4">
      <h2 className="text-[14px] font-semibold">Time stopped, and time to recovery</h2>
      {all.episodes === 0 ? (
        <p className="mt-1 text-soft">Nobody was stopped in this range, as far as was seen.</p>
      ) : (
        <>
          <p className="mt-1 max-w-[75ch] text-soft">
            {all.episodes.toLocaleString('en')} {all.episodes === 1 ? 'stop' : 'stops'},{' '}
            {all.ongoing.toLocaleString('en')} still going on, together {all.stoppedAtLeast ? 'at least ' : ''}
            {formatDuration(all.stoppedMs)}. A stop whose start or end was not seen reads “at least” and is left out of
            medians; how many were left out stands beside them.
          </p>
          <DurationTable title="By cause" rows={byCause} words={(key) => key} />
          <div className="grid gap-x-12 lg:grid-cols-2">
            <DurationTable title="By policy" rows={byPolicy} words={(key) => POLICIES[key] ?? key} />
            <DurationTable title="By origin" rows={byOrigin} words={originOf} />
          </div>
        </>
      )}
    </section>
  );
}
