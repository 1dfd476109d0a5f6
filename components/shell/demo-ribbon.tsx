'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '@/lib/client/session-queries.ts';

/** Nobody may take the demo for a real fleet. */
export function DemoRibbon() {
  const { data } = useQuery(sessionQuery());
  if (!data?.demo) return null;
  return (
    <aside
      aria-label="Demo"
      className="-mx-4 bg-ink px-4 py-1 text-center text-[12px] text-bg forced-colors:border-b forced-colors:bg-[Canvas] forced-colors:text-[CanvasText] lg:-mx-8"
      data-screen-only
    >
      Demo: simulated senders, no sign-in; nothing reaches AWS.
    </aside>
  );
}
