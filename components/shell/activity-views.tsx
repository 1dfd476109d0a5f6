import Link from 'next/link';
import type { ReactNode } from 'react';
import { pages } from '@/lib/domain/paths.ts';

const VIEWS = [
  { id: 'changes', words: 'Changes', href: pages.activity() },
  { id: 'audit', words: 'Acts and access', href: pages.activity({ view: 'audit' }) },
] as const;

/** The heading of the activity page: what changed at SES, or what was done through Standing. */
export function ActivityViews({ current, children }: { current: 'changes' | 'audit'; children?: ReactNode }) {
  return (
    <div className="mt-2.5 mb-2 flex flex-wrap items-center gap-3">
      <h1 className="text-[22px] font-[620] tracking-[-.015em]">Activity</h1>
      <nav aria-label="Kinds of activity" className="flex overflow-hidden rounded-lg border border-line">
        {VIEWS.map(({ id, words, href }) => (
          <Link
            key={id}
            href={href}
            prefetch={false}
            aria-current={id === current ? 'page' : undefined}
            className="min-h-7 px-2.5 py-0.5 text-[12.5px] no-underline hover:bg-paused-bg aria-[current]:bg-paused-bg aria-[current]:font-semibold"
          >
            {words}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  );
}
