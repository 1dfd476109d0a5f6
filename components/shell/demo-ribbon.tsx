'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '@/lib/client/session-queries.ts';

/** Nobody may take the demo for a real fleet. */
export function DemoRibbon() {
  const { data } = useQuery(sessionQuery());
  if (!data?.demo) return null;
  return (
    <p className="bg-ink px-4 py-1 text-center text-[12px] text-bg" data-screen-only>
      Demo: simulated accounts and senders, no sign-in. Nothing here reaches AWS.
    </p>
  );
}
