'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryState } from 'nuqs';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { historyQuery } from '@/lib/client/change-queries.ts';

const waiting = (
  <>
    <h2 className="text-[14px] font-semibold">History</h2>
    <Skeleton className="mt-3 h-60 w-full" />
  </>
);

/** Lazy: everything above it is what answers first. */
const HistoryBody = dynamic(() => import('@/components/history/history-body.tsx'), {
  ssr: false,
  loading: () => waiting,
});

/** What happened to the entity in the address: a picture of steps, then the same as a list. */
export function EntityHistory() {
  const [arn] = useQueryState('arn', parseAsString.withDefault(''));
  // Asked for while the rest of it is loaded.
  useQuery(historyQuery(arn.trim()));
  return (
    <section className="border-b border-line py-5.5" aria-label="History">
      <HistoryBody />
    </section>
  );
}
