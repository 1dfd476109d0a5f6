import Link from 'next/link';
import type { ReactNode } from 'react';

export interface BreakdownRow {
  key: string;
  label: ReactNode;
  count: number;
  href: string;
  note?: string;
}

const BAR = 84;

/** A count by kind, each line the list behind it; the bar is its share of the largest. */
export function Breakdown({ title, rows }: { title: string; rows: BreakdownRow[] }) {
  const largest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-1.5 text-[14px] font-semibold">{title}</h2>
      {rows.length === 0 ? <p className="text-soft">Nothing yet.</p> : null}
      <ul>
        {rows.map(({ key, label, count, href, note }) => (
          <li key={key} className="border-t border-line">
            <Link href={href} className="flex min-h-8 items-center gap-3 no-underline hover:bg-paused-bg/60">
              <span className="min-w-0 flex-1 truncate">{label}</span>
              {note ? <span className="flex-none text-[12.5px] text-soft">{note}</span> : null}
              <svg width={BAR} height={6} aria-hidden="true" className="flex-none max-sm:hidden lg:max-xl:hidden">
                <rect
                  width={count === 0 ? 0 : Math.max(2, (count / largest) * BAR)}
                  height={6}
                  rx={2}
                  className="fill-hatch"
                />
              </svg>
              <span className="w-14 flex-none text-right">{count.toLocaleString('en')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
