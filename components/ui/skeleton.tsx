import type { ReactNode } from 'react';

/** Holds a place in the shape of what comes; invisible for the first 200 ms, because most answers are faster. */
export function Skeleton({ className = '' }: { className?: string }) {
  return <span aria-hidden="true" className={`skeleton block rounded bg-paused-bg ${className}`} />;
}

/** A region that is still loading, said once to people who hear the page. */
export function Loading({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div aria-busy="true">
      <p className="sr-only">Loading {what}</p>
      {children}
    </div>
  );
}
