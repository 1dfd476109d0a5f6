import type { Rates } from '@/lib/domain/rates.ts';

type Day = Rates['days'][number];

/** `0.42 %`, "too few" or "not reported". */
export function percentWords({ state, percent }: Day['bounceRate']): string {
  if (state === 'too-few') return 'too few';
  if (percent === null) return 'not reported';
  return `${percent.toLocaleString('en', { maximumFractionDigits: percent < 1 ? 3 : 2 })} %`;
}

const count = (value: number | null) => (value === null ? '–' : value.toLocaleString('en'));

/** The picture in figures, newest first. Closed at first: the picture above says the same. */
export function RatesTable({ days }: { days: Rates['days'] }) {
  return (
    <details className="mt-3">
      <summary className="min-h-6 cursor-pointer text-soft">The same as a table ({days.length} days)</summary>
      <section
        aria-label="Daily figures"
        className="mt-2 overflow-x-auto"
        // It scrolls on a narrow screen, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className="w-full min-w-[560px] text-[12.5px]">
          <thead>
            <tr className="text-left text-soft">
              <th className="py-1 font-normal">Day (UTC)</th>
              {['Sends', 'Deliveries', 'Permanent bounces', 'Bounce rate', 'Complaints', 'Complaint rate'].map(
                (name) => (
                  <th key={name} className="py-1 pl-4 text-right font-normal">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.day} className="border-t border-line">
                <th scope="row" className="py-1 text-left font-normal whitespace-nowrap tabular-nums">
                  {day.day}
                  {day.running ? ' (so far)' : ''}
                </th>
                {[
                  count(day.sends),
                  count(day.deliveries),
                  count(day.bounces),
                  percentWords(day.bounceRate),
                  count(day.complaints),
                  percentWords(day.complaintRate),
                ].map((text, index) => (
                  // The columns are fixed.
                  // oxlint-disable-next-line react/no-array-index-key
                  <td key={index} className="py-1 pl-4 text-right">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
