import Link from 'next/link';
import { findingTypeWords } from '@/components/shell/finding-words.ts';
import { PlainText, visible } from '@/components/ui/plain-text.tsx';
import type { FleetView } from '@/lib/domain/fleet-view.ts';
import { pages } from '@/lib/domain/paths.ts';

type Line = FleetView['warnings'][number];

function words({ kind, type, rates }: Line): string {
  switch (kind) {
    case 'low-under-strict':
      return 'low finding under Strict, which pauses on any';
    case 'high-not-paused':
      return 'high impact, and still sending';
    case 'rising-rate':
      return `${findingTypeWords(type ?? '')}: exceeded ${rates?.[0]} %, then ${rates?.[1]} %`;
  }
}

/** Who may send now and shows what often comes before a pause. Of now, whatever range is shown. */
export function Warnings({ view }: { view: FleetView }) {
  const { warnings, warningsTotal } = view;
  return (
    <section aria-label="Early warnings" className="min-w-0">
      <h2 className="mb-1.5 text-[14px] font-semibold">Early warnings, now</h2>
      {warnings.length === 0 ? (
        <p className="border-t border-line pt-2 text-soft">
          No sender that may send shows a low finding under Strict, a high impact, or a rising rate.
        </p>
      ) : null}
      <ul>
        {warnings.slice(0, 8).map((line) => (
          <li key={`${line.arn} ${line.kind} ${line.type ?? ''}`} className="border-t border-line py-1.5">
            <Link
              href={pages.entity(line.arn)}
              prefetch={false}
              data-tip={visible(line.name)}
              className="block truncate font-[550] no-underline hover:underline"
            >
              <PlainText text={line.name} /> <span className="font-normal text-[12.5px] text-soft">{line.region}</span>
            </Link>
            <span className="block text-[12.5px] text-soft">{words(line)}</span>
          </li>
        ))}
      </ul>
      {warningsTotal > 8 ? (
        <p className="border-t border-line pt-1.5 text-[12.5px] text-soft">
          {warningsTotal.toLocaleString('en')} in all; the others are in the list, by impact.
        </p>
      ) : null}
    </section>
  );
}
